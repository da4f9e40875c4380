"""Whether a row of the registry is good: what a crawl of its list and of its newest report came to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crawler.ledger import FATAL, Ledger, Trouble
from crawler.newest import newest_report
from crawler.registry import Site
from crawler.titles import is_publisher

# Contract: a document with fewer statutory headings is told to be a report by its title alone.
FEWEST_HEADINGS = 2


class Found(StrEnum):
    """`not_asked`: an error of our own, or another process at the host, which says nothing about the row."""

    GOOD = "good"
    AT_FAULT = "at_fault"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class RowCheck:
    """What was found of a row. `state`: the crawl's, of the site. `pages_said`, `rows_said`: what the list says it has,
    null where it does not say; `pages`, `rows`: what it gave. `newest_…`: of its newest report as read; `headings`:
    statutory ones in it; `figures`: cells. `reasons`: why it is not good, as sentences.
    """

    site: str
    found: Found
    state: str
    list_url: str | None
    pages_said: int | None
    pages: int
    rows_said: int | None
    rows: int
    last_page: str
    newest_url: str
    newest_title: str
    newest_year: int | None
    newest_publisher: str
    headings: int
    figures: int
    reasons: tuple[str, ...]


def check_row(site: Site, ledger: Ledger, reports: Sequence[Mapping[str, Any]]) -> RowCheck:
    """The row after a crawl of its list and newest report; `reports`: what was read, as `nianbao read` prints it."""
    report = max(reports, key=weight, default={})
    listed = newest_report(ledger.rows.values(), site.hosts)
    read = ledger.list_read
    reasons = (*shortfalls(ledger), *faults_of_report(site, report, listed.year if listed else None))
    return RowCheck(
        site=site.name,
        found=found(ledger, reasons),
        state=ledger.state().value,
        list_url=site.list_url,
        pages_said=read.pages_said if read else None,
        pages=read.pages if read else 0,
        rows_said=ledger.declared,
        rows=read.rows if read else 0,
        last_page=read.last_page if read else "",
        newest_url=listed.url if listed else "",
        newest_title=report.get("title", ""),
        newest_year=report.get("year"),
        newest_publisher=publisher_of(report),
        headings=len(headings(report)),
        figures=len(report.get("figures", ())),
        reasons=reasons,
    )


def found(ledger: Ledger, reasons: Sequence[str]) -> Found:
    """What the reasons come to."""
    if any(shortfall.trouble in FATAL | {Trouble.PAUSED} for shortfall in ledger.shortfalls):
        return Found.NOT_ASKED
    return Found.AT_FAULT if reasons else Found.GOOD


def shortfalls(ledger: Ledger) -> Iterator[str]:
    """What was asked for and not got, each with its address."""
    for shortfall in ledger.shortfalls:
        yield f"{shortfall.url}: {shortfall.reason}" if shortfall.url else shortfall.reason


def faults_of_report(site: Site, report: Mapping[str, Any], listed_year: int | None) -> Iterator[str]:
    """What is wrong with the newest report; the page itself says whose it is, of which year, and that it is one."""
    if not report:
        yield "no report was read"
        return
    name = publisher_of(report)
    if not is_publisher(site, name):
        yield f"the newest report is signed by {name}, the row names {site.publisher}"
    if listed_year is not None and report["year"] != listed_year:
        yield f"the list calls its newest report that of {listed_year}, the report itself that of {report['year']}"
    if len(headings(report)) < FEWEST_HEADINGS:
        yield f"the newest report shows {len(headings(report))} statutory headings: is it a picture, or another page?"


def weight(report: Mapping[str, Any]) -> tuple[int, int, int]:
    """Of a page and the files beside it the one that says most; of several years the last."""
    return report["year"] or 0, len(headings(report)), len(report["figures"])


def headings(report: Mapping[str, Any]) -> set[str]:
    """The statutory sections of a report, by their keys."""
    return {section["key"] for section in report.get("sections", ())}


def publisher_of(report: Mapping[str, Any]) -> str:
    """Who signs a report; empty where it does not say."""
    name: str = (report.get("publisher") or {}).get("name") or ""
    return name
