"""What a reader made of a document besides its cells: who signs, what is counted, what prose states, and places."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from conformance.cases import Case
from conformance.places_on_paper import texts_in
from conformance.score import Score


def score_publisher(made: Score, case: Case, report: Mapping[str, Any]) -> None:
    """Name and kind of organ, as the title says them."""
    given = report.get("publisher") or {"name": "", "kind": "other"}
    match (given["name"], given["kind"]):
        case case.publisher:
            made.counts["publisher.right"] += 1
        case ("", _):
            made.miss("publisher.missing", case.title)
        case name, kind:
            made.miss("publisher.wrong", f"{case.title}: {name}, {kind}")


def score_coverage(made: Score, case: Case, report: Mapping[str, Any]) -> None:
    """What is counted; `unclear` where the document says it is missing, another is wrong."""
    match report.get("coverage", "unclear"):
        case case.coverage:
            made.counts["coverage.right"] += 1
        case "unclear":
            made.miss("coverage.missing", f"{case.title}: {case.coverage}")
        case other:
            made.miss("coverage.wrong", f"{case.title}: {other}, not {case.coverage}")


def score_claims(made: Score, case: Case, report: Mapping[str, Any]) -> None:
    """Every number that a sentence states of a figure; and none that no sentence states."""
    given = [(claim["key"], Decimal(repr(claim["value"]))) for claim in report.get("claims", ())]
    for key, value in case.claims:
        made.counts["claims.all"] += 1
        if (key, value) in given:
            made.counts["claims.found"] += 1
        else:
            made.miss("claims.missed", f"{key} = {value}")
    for key, value in given:
        if (key, value) not in case.claims:
            made.miss("claims.false", f"{key} = {value}")


def score_places(made: Score, case: Case, right: Mapping[str, Mapping[str, Any]]) -> None:
    """Whether the locator of a cell that was read right points at it. `right`: those figures, by key.

    Cells that nobody can tell apart have no place of their own. On paper the box must hold the cell's print;
    boxes round a zero prove little, and are left out.
    """
    told = {
        key: one["where"] for key, one in right.items() if case.figures[key].status != "unreadable" and "where" in one
    }
    boxes = {key: where for key, where in told.items() if "box" in where and case.figures[key].value}
    prints = texts_in(case.body, boxes) if case.body.startswith(b"%PDF") else {}
    for key, where in told.items():
        if key in case.places:
            same = tuple(where.values()) in case.places[key]
        elif key in prints:
            same = _is_print(prints[key], "".join(case.figures[key].text.split()))
        else:
            continue
        made.counts["places.all"] += 1
        if same:
            made.counts["places.right"] += 1
        else:
            made.miss("places.wrong", f"{key}: {where}, printed {case.figures[key].text!r}")


def _is_print(found: str, printed: str) -> bool:
    """Whether a box holds a cell's print; a longer number beside it may reach in by a character on each side."""
    return printed in found and len(found) <= len(printed) + 2
