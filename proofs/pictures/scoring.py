"""What a reader made of a picture, against what was printed."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_STATUS = {"": "blank", "—": "dash", "/": "dash"}


def scored(printed: Mapping[str, str], report: Mapping[str, Any]) -> tuple[Counter[str], list[str]]:
    """Cells by outcome (`right`, `unreadable`, `reported_missing`, `wrong`, `missing`, `false_blank`, `invented`), and
    each of the last four."""
    found = {figure["key"]: figure for figure in report["figures"]}
    told = {key for finding in report["findings"] for key in finding["keys"]}
    counts, faults = Counter[str](), []
    for key, wanted in printed.items():
        outcome = _outcome(wanted, found.get(key), any(key == name or key.startswith(f"{name}.") for name in told))
        counts[outcome] += 1
        if outcome not in ("right", "unreadable", "reported_missing"):
            faults.append(f"{outcome} {key}: printed {wanted!r}, read {found.get(key, {}).get('raw')!r}")
    for key, figure in found.items():
        if key not in printed and ".unknown." not in key:  # a row of an unknown label is told as such
            counts["invented"] += 1
            faults.append(f"invented {key}: {figure['raw']!r}")
    return counts, faults


def _outcome(wanted: str, figure: Mapping[str, Any] | None, told: bool) -> str:
    if figure is None:
        return "reported_missing" if told else "missing"
    status = figure["status"]
    expected = _STATUS.get(wanted, "number")
    if status == "unreadable":
        return "unreadable"
    if status != expected:
        return "false_blank" if status == "blank" else "wrong"
    return "right" if expected != "number" or Decimal(str(figure["value"])) == Decimal(wanted) else "wrong"
