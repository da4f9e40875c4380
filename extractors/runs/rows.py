"""Rows of a table as far as their digits are known: numbers in cells of their own, or one run of them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.runs.splits import Numbers
from nianbao.domain.report import Figure, Finding, Status

# Three blocks of five numbers of nine digits each.
MOST_IN_A_RUN = 135
TORN = "ROW.CELLS"  # of a row whose cells could not be told apart
_DIGITS = re.compile(r"[0-9\s]+")


@dataclass(frozen=True, slots=True)
class RunRow:
    """A row, its cells' keys, and either the `numbers` they print or the `digits` that ran together; none of both
    where it holds anything else. `parts`: what white space makes of the digits; `run` says which rows share them."""

    key: str
    cells: tuple[str, ...]
    numbers: Numbers | None = None
    digits: str = ""
    parts: tuple[str, ...] = ()
    run: int = -1


def run_rows(table: str, figures: Sequence[Figure], findings: Sequence[Finding]) -> list[RunRow]:
    """The rows of a table in reading order. Only a row whose cells could not be told apart (TORN) has a run."""
    torn = {key: place for place, finding in enumerate(findings) if finding.rule == TORN for key in finding.keys}
    rows: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.key.startswith(f"{table}."):
            rows.setdefault(figure.key.rpartition(".")[0], []).append(figure)
    return [_row(key, cells, torn.get(key, -1)) for key, cells in rows.items()]


def _row(key: str, cells: Sequence[Figure], run: int) -> RunRow:
    keys = tuple(cell.key for cell in cells)
    if all(cell.value is not None and cell.value == cell.value.to_integral_value() for cell in cells):
        return RunRow(key, keys, numbers=tuple(int(cell.value or 0) for cell in cells))
    printed = _digits(cells[0].raw) if run >= 0 and all(cell.status is Status.UNREADABLE for cell in cells) else ""
    return RunRow(key, keys, digits="".join(printed.split()), parts=tuple(printed.split()), run=run)


def _digits(raw: str) -> str:
    """The one printed cell of a row, where it holds nothing but digits; else nothing."""
    printed = [part.strip() for part in unicodedata.normalize("NFKC", raw).split("|") if part.strip()]
    if len(printed) != 1 or not _DIGITS.fullmatch(printed[0]) or len(printed[0]) > MOST_IN_A_RUN:
        return ""
    return printed[0]
