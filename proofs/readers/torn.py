"""Rows torn from their labels by layout: of each cell, whether it is read right, reported, or silently another."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from conformance.cases import Plan
from conformance.draft import row_of
from conformance.readers import reader_of
from conformance.tears import torn


def torn_cells(plan: Plan, seed: int) -> tuple[Counter[str], list[str]]:
    """Counts of cells (`right`, `reported`, `silent`) of one document, and the keys of the silent ones."""
    document = torn(plan, seed)
    report = reader_of("nianbao")(document.body) or {"figures": (), "findings": ()}
    figures = {figure["key"]: figure for figure in report["figures"]}
    said = {key for one in report["findings"] if one["rule"] != "REGION.UNKNOWN" for key in one["keys"]}
    counts = Counter({"documents": 1, "right": 0, "reported": 0, "silent": 0})
    silent: list[str] = []
    for key, printed in document.figures.items():
        if _is_right(figures.get(key), printed.value):
            counts["right"] += 1
        elif _is_unreadable(figures.get(key)) or not said.isdisjoint((key, row_of(key), key.partition(".")[0])):
            counts["reported"] += 1
        else:
            counts["silent"] += 1
            silent.append(key)
    return counts, silent


def _is_right(figure: Mapping[str, Any] | None, value: Decimal | None) -> bool:
    """Printed as such, or a blank that the sums prove to be that."""
    given = None if figure is None else figure["value"] if figure["status"] == "number" else figure.get("filled")
    return given is not None and Decimal(repr(given)) == value


def _is_unreadable(figure: Mapping[str, Any] | None) -> bool:
    return figure is not None and figure["status"] == "unreadable"
