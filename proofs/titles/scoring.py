"""What the rules say of made titles, counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from nianbao.domain.divisions import locate
from nianbao.domain.publishers import kind_of
from nianbao.domain.sectors import sector_of
from nianbao.domain.titles import parse_title
from proofs.titles.making import Made, Other

# What is asked of a title of a report, in this order; the counts bear these names.
ASKED = ("accepted", "publisher", "year", "kind", "sector", "region")
# A title that states no publisher says nothing of these.
OF_PUBLISHER = ("kind", "sector", "region")


def answers(made: Made) -> dict[str, bool]:
    """What was asked of one title -> whether the answer is right; what it does not state is left out."""
    title = parse_title(made.text)
    if title is None:
        return {"accepted": False}
    right = {"accepted": True, "publisher": title.publisher == made.publisher, "year": title.year == made.year}
    if made.publisher:
        kind = kind_of(title.publisher)
        right["kind"] = kind == made.kind
        right["sector"] = sector_of(title.publisher, kind).name == made.sector
        right["region"] = locate(title.publisher, made.whole).code == made.code
    return right


def score_titles(titles: Iterable[Made]) -> dict[str, Any]:
    """Counts of right answers: in all, by form, manner of the year, words for the report, kind of publisher."""
    by: dict[str, dict[str, Counter[str]]] = {"form": {}, "year": {}, "subject": {}, "kind": {}}
    total, asked, wrong = Counter[str](), Counter[str](), list[dict[str, Any]]()
    for made in titles:
        right = answers(made)
        asked.update(right.keys() | set(ASKED if made.publisher else ASKED[:3]))
        total.update(name for name, is_right in right.items() if is_right)
        for name, feature in zip(by, (*made.features, made.kind), strict=True):
            counted = by[name].setdefault(feature, Counter())
            counted["titles"] += 1
            counted["right"] += all(right.values())
        if not all(right.values()):
            failed = [name for name, is_right in right.items() if not is_right]
            wrong.append({"text": made.text, "publisher": made.publisher, "year": made.year, "wrong": failed})
    return {
        "titles": asked["accepted"],
        "asked": {name: asked[name] for name in ASKED},
        "right": {name: total[name] for name in ASKED},
        **{f"by_{name}": {key: dict(counted) for key, counted in sorted(found.items())} for name, found in by.items()},
        "wrong": wrong,
    }


def score_others(others: Iterable[Other], is_report: Callable[[str], object] = parse_title) -> dict[str, Any]:
    """Papers that are none, by kind, and those that were taken for a report."""
    kinds, taken = Counter[str](), list[dict[str, str]]()
    for other in others:
        kinds[other.kind] += 1
        if is_report(other.text) is not None:
            taken.append({"kind": other.kind, "text": other.text})
    return {"papers": kinds.total(), "kinds": dict(kinds), "taken_for_a_report": taken}
