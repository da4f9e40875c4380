"""What the columns of an annex are: decided by their heads alone, never by where they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from extractors.documents.document import Cell
from extractors.numbers import parse_cell
from nianbao.domain.forms import Grid, Line
from nianbao.domain.labels import compact, label_form
from nianbao.domain.report import Status

_STROKES = re.compile(r"[-—–―─/]+")
_CODE = re.compile(r"\d{0,3}")


class Role(StrEnum):
    """What a column holds that holds no figures of the form."""

    LABEL = "label"
    UNIT = "unit"
    CODE = "code"
    REMARK = "remark"
    BLANK = "blank"
    UNKNOWN = "unknown"


Head = Role | Line


@dataclass(frozen=True, slots=True)
class Assigned:
    """The cells of one row, each under its column, and the unit that the row prints in a column of its own."""

    cells: tuple[tuple[Line, Cell], ...]
    unit: str | None

    def printed_unit(self) -> str | None:
        """The unit; null where the row prints none, or a dash."""
        return None if self.unit is None or _is_dash(self.unit) else self.unit

    def is_heading(self) -> bool:
        """Dashes instead of a unit, and no number in any column: the row heads a group."""
        empty = all(not cell.text or _is_dash(cell.text) for _, cell in self.cells)
        return self.unit is not None and _is_dash(self.unit) and empty


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the columns right of the labels; `codes` columns stand left of them, `labelled` says whether a
    head stood over the labels too."""

    right: tuple[Head, ...]
    codes: int = 0
    labelled: bool = True

    def columns(self) -> tuple[Line, ...] | None:
        """The printed columns of figures; null where a head is unknown, stands twice, or none is there."""
        columns = tuple(head for head in self.right if isinstance(head, Line))
        if not columns or Role.UNKNOWN in self.right or len(set(columns)) < len(columns):
            return None
        return columns

    def overhangs(self, width: int) -> bool:
        """Whether the last head, unknown, is one more than rows have cells: then it is the label of the first row."""
        return self.right[-1:] == (Role.UNKNOWN,) and len(self.right) + self.codes == width + 1

    def below(self, upper: "Heads") -> "Heads":
        """These heads as the second line of a header in two: what the upper line knows besides figures stays."""
        kept = tuple(head for head in upper.right if head in (Role.UNIT, Role.CODE))
        return Heads(kept + self.right, upper.codes)

    def assign(self, cells: Sequence[Cell], grid: Grid) -> Assigned | None:
        """Each cell right of a label under its column; null where their number or their content does not allow to."""
        columns = self.columns()
        if columns is None:
            return None
        if len(cells) == len(self.right):
            return self._one_to_one(cells, grid)
        plain = all(head is Role.UNIT or isinstance(head, Line) for head in self.right)
        return _without_unit(columns, cells, grid) if plain else None

    def _one_to_one(self, cells: Sequence[Cell], grid: Grid) -> Assigned | None:
        if not all(_may_stand(head, cell, grid) for head, cell in zip(self.right, cells, strict=True)):
            return None
        figures = tuple((head, cell) for head, cell in zip(self.right, cells, strict=True) if isinstance(head, Line))
        units = [cell.text for head, cell in zip(self.right, cells, strict=True) if head is Role.UNIT and cell.text]
        return Assigned(figures, units[0] if units else None)


def _without_unit(columns: Sequence[Line], cells: Sequence[Cell], grid: Grid) -> Assigned | None:
    """Rows with a unit where the header has none, or without one where it has: only print tells cells apart."""
    units = [cell.text for cell in cells if label_form(cell.text) in grid.units]
    figures = [cell for cell in cells if label_form(cell.text) not in grid.units]
    if len(figures) != len(columns) or not all(cell.text for cell in figures) or len(units) > 1:
        return None
    return Assigned(tuple(zip(columns, figures, strict=True)), units[0] if units else None)


def heads_of(cells: Sequence[Cell], grid: Grid, year: int | None) -> Heads | None:
    """The heads in a line of cells; null where it heads neither labels nor figures.

    A year printed in a head must be that of the report, if that is known: another year's column is unknown.
    """
    heads = [_head(cell.text, grid, year) for cell in cells]
    if not any(head is Role.LABEL or isinstance(head, Line) for head in heads):
        return None
    over_labels = next((place for place, head in enumerate(heads) if head is Role.LABEL), None)
    labelled = over_labels is not None or heads[0] in (Role.BLANK, Role.UNKNOWN)
    if over_labels is None:
        over_labels = 0 if labelled else -1
    return Heads(tuple(heads[over_labels + 1 :]), heads[: over_labels + 1].count(Role.CODE), labelled)


def default_heads(grid: Grid) -> Heads:
    """What may be read without any header: a form's only column; where there are two, only heads tell them apart."""
    columns = tuple(column for column in grid.columns if not column.optional)
    return Heads((Role.UNIT, *columns) if len(columns) == 1 else (Role.UNKNOWN,))


def is_head(text: str, grid: Grid, year: int | None) -> bool:
    """Whether a text heads a column: one of the form's, or one of labels, units, codes or remarks."""
    return _head(text, grid, year) not in (Role.BLANK, Role.UNKNOWN)


def _head(text: str, grid: Grid, year: int | None) -> Head:
    name = label_form(text)
    words = {Role.LABEL: grid.heads.label, Role.UNIT: grid.heads.unit}
    words |= {Role.CODE: grid.heads.code, Role.REMARK: grid.heads.remark, Role.BLANK: frozenset(("",))}
    for role, names in words.items():
        if name in names:
            return role
    return next((column for column in grid.columns if is_headed(column, name, year)), Role.UNKNOWN)


def is_headed(column: Line, name: str, year: int | None = None) -> bool:
    """Whether a label in comparison form heads the column; a year in it must be that of the report, if known."""
    if name in column.names():
        return True
    match = re.fullmatch(column.pattern, name) if column.pattern else None
    printed = match.groupdict().get("year") if match else None
    return match is not None and (year is None or printed is None or int(printed) == year)


def _may_stand(head: Head, cell: Cell, grid: Grid) -> bool:
    match head:
        case Line():
            return label_form(cell.text) not in grid.units
        case Role.UNIT:
            return parse_cell(cell.text).status is not Status.NUMBER
        case Role.CODE:
            return _CODE.fullmatch(cell.text.strip()) is not None
        case Role.BLANK:
            return not cell.text
        case _:
            return True


def _is_dash(text: str) -> bool:
    """Strokes instead of a content, however many."""
    return _STROKES.fullmatch(compact(text)) is not None
