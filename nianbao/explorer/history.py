"""The years of one series as rows of cells: what stands in each, with its marks, and where a line must stop."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from sqlalchemy import RowMapping

from nianbao.explorer.marks import SMALL, marks_of

Marker = Callable[[RowMapping], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A quantity in a year. `status`: number, what stands there instead, or a state of coverage where nothing is held;
    `n`: what a rate is out of, of a count the count; `break_before`: not to be joined with the year before."""

    year: int
    status: str
    value: Decimal | None
    n: Decimal | None
    marks: tuple[str, ...]
    break_before: bool
    report_id: str | None
    keys: tuple[str, ...]
    flags: tuple[str, ...]
    reason: str

    @property
    def held(self) -> bool:
        """A report of the year is held."""
        return self.report_id is not None

    @property
    def drawn(self) -> bool:
        """It is a number that we are sure of having read right."""
        return self.value is not None and "doubt" not in self.marks


@dataclass(frozen=True, slots=True)
class Line:
    """A quantity over the years."""

    key: str
    cells: tuple[Cell, ...]
    caveats: tuple[str, ...]

    @property
    def numbers(self) -> int:
        """Years with a number."""
        return sum(cell.value is not None for cell in self.cells)

    @property
    def held(self) -> int:
        """Years with a report."""
        return sum(cell.held for cell in self.cells)

    @property
    def undrawn(self) -> int:
        """Numbers that are not drawn, as we doubt that they were read right."""
        return sum(cell.value is not None and not cell.drawn for cell in self.cells)


def count_lines(rows: Sequence[RowMapping]) -> tuple[Line, ...]:
    """The lines of `counts.sql`. No mark says that a count is small: it does so itself, and `chart` draws it hollow."""
    return tuple(_lines(rows, "h_key", lambda row: marks_of(row["status"], row["value"], row["quality"])))


def rate_lines(rows: Sequence[RowMapping]) -> tuple[Line, ...]:
    """The lines of `rates.sql`: a small denominator is marked."""
    return tuple(_lines(rows, "rate_key", _rate_marks))


def is_small(cell: Cell) -> bool:
    """Whether it rests on few cases."""
    return cell.n is not None and cell.n < SMALL


def _rate_marks(row: RowMapping) -> tuple[str, ...]:
    # A rate without a value has its reason as status, which is no mark: the reason stands in its cell in words.
    if row["status"] == row["null_reason"] and row["report_id"] is not None:
        return ()
    return marks_of(row["status"], row["value"], row["quality"], row["denominator"])


def _lines(rows: Sequence[RowMapping], key: str, marked: Marker) -> Iterator[Line]:
    for name, of in groupby(rows, key=lambda row: str(row[key])):
        mine = list(of)
        caveats = dict.fromkeys(row["caveat"] for row in mine if row["caveat"])
        yield Line(name, tuple(_parted([_cell(row, marked(row)) for row in mine])), tuple(caveats))


def _parted(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells, with a break also where the annexes end and the tables begin: no count is the same on both sides."""
    before = None
    for cell in cells:
        parted = before is not None and bool(cell.keys) and _is_annex(before) and not _is_annex(cell)
        yield replace(cell, break_before=cell.break_before or parted)
        before = cell if cell.keys else before


def _is_annex(cell: Cell) -> bool:
    return cell.keys[0][:2] in ("a.", "b.")


def _cell(row: RowMapping, marks: tuple[str, ...]) -> Cell:
    n = row["denominator"] if "denominator" in row else row["value"]
    return Cell(
        row["year"],
        row["status"],
        row["value"],
        n,
        marks,
        bool(row["break_before"]),
        row["report_id"],
        tuple(row["source_keys"] or ()),
        tuple(row.get("flags") or ()),
        row["state_reason"] or "",
    )


def broken_years(lines: Sequence[Line]) -> Mapping[int, int]:
    """Year -> how many quantities are not to be joined with the year before."""
    found: dict[int, int] = {}
    for line in lines:
        for cell in line.cells:
            if cell.break_before:
                found[cell.year] = found.get(cell.year, 0) + 1
    return found
