"""Whether a report that was found is one that is held: title, publisher, year, statutory headings, figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from crawler.discovery.data import data_of
from crawler.registry import Site
from crawler.titles import is_publisher
from nianbao.domain.titles import parse_title
from nianbao.store.query_known import KnownReport
from pipelines.row_check import headings, publisher_of


def own_reports(known: Sequence[KnownReport], site: Site) -> tuple[KnownReport, ...]:
    """Those that are the row's publisher's, in their order: a site may hold other series too."""
    return tuple(one for one in known if one.publisher and is_publisher(site, one.publisher))


def agreement(
    known: Sequence[KnownReport], report: Mapping[str, Any], site: Site
) -> tuple[KnownReport | None, list[str]]:
    """The held report that this one is, or, where it is none of them, why not."""
    same_year = [one for one in known if one.year == report["year"]]
    if not same_year:
        return None, [f"no report of {report['year']} is held to compare it with"]
    faults = {one.url: list(disagreements(one, report, site)) for one in same_year}
    agreed = next((one for one in same_year if not faults[one.url]), None)
    return agreed, [] if agreed else faults[same_year[0].url]


def disagreements(known: KnownReport, report: Mapping[str, Any], site: Site) -> Iterator[str]:
    """How a report differs from one that is held."""
    rule = data_of("words")["agreement"]
    if not is_publisher(site, publisher_of(report)) or not publisher_of(report):
        yield f"it is signed by {publisher_of(report) or 'nobody'}, the one held by {known.publisher}"
    if not same_title(known.title, report["title"], site):
        yield f"it is titled {report['title']!r}, the one held {known.title!r}"
    shown, held = headings(report), known.headings
    if len(shown & held) < min(rule["headings"], len(held)) or len(shown ^ held) > rule["headings_apart"]:
        told = f"it shows {len(shown & held)} of the {len(held)} statutory headings that are held"
        yield f"{told}, and {len(shown - held)} others"
    yield from other_figures(known.figures, numbers_of(report), rule)


def same_title(held: str, found: str, site: Site) -> bool:
    """Whether two titles name no publisher but the row's, and no two years: a date behind a title hides its year."""
    one, other = parse_title(held), parse_title(found)
    if one is None or other is None:
        return "".join(held.split()) == "".join(found.split())
    years = {title.year for title in (one, other) if title.year is not None}
    return len(years) < 2 and is_publisher(site, other.publisher)


def other_figures(held: Mapping[str, Decimal], found: Mapping[str, Decimal], rule: Mapping[str, Any]) -> Iterator[str]:
    """That the figures are others; silent where too few stand in both."""
    both = held.keys() & found.keys()
    same = sum(held[key] == found[key] for key in both)
    if len(both) >= rule["fewest_figures"] and same < rule["figures"] * len(both):
        yield f"{len(both) - same} of {len(both)} figures are not those held: another copy, or another organ's"
    elif len(held) >= rule["fewest_figures"] and len(both) < rule["fewest_figures"]:
        yield f"it has {len(found)} figures, of the {len(held)} held {len(both)}"


def numbers_of(report: Mapping[str, Any]) -> dict[str, Decimal]:
    """The numbers of a report as printed by `nianbao read`."""
    figures = report.get("figures", ())
    return {one["key"]: Decimal(str(one["value"])) for one in figures if one["value"] is not None}
