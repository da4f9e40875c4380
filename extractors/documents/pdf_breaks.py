"""A table that runs over a page: its parts become one, and a row that the break divides becomes one row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.documents.document import Cell, Row
from extractors.documents.pdf_geometry import Box
from extractors.documents.pdf_values import may_be_value
from nianbao.domain.forms import forms
from nianbao.domain.labels import label_form
from nianbao.domain.report import PageBox

_NEAR = 3.0  # points that edges of one column lie apart on two pages, beside the shift of the page


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table, or the part of one that stands on a page: its outline there, and its rows.

    `columns`: left and right of the columns of values, where no rules but what stands under each other makes them.
    """

    box: Box
    rows: tuple[Row, ...]
    columns: tuple[tuple[float, float], ...] = ()

    def goes_on_in(self, part: "PrintedTable") -> bool:
        """Whether a part at the head of the next page is as wide; pages may be shifted against each other.

        Without rules its columns must stand where ours do.
        """
        if self.columns or part.columns:
            alike = len(self.columns) == len(part.columns)
            pairs = zip(self.columns, part.columns, strict=False)
            return alike and all(one[0] < other[1] and other[0] < one[1] for one, other in pairs)
        return abs(_width(self.box) - _width(part.box)) <= _NEAR

    def joined(self, part: "PrintedTable") -> "PrintedTable":
        """Both parts as one table, with the outline of the later: that is where a third would go on."""
        if not self.rows or not part.rows:
            return PrintedTable(part.box, (*self.rows, *part.rows), part.columns)
        mended = _mended(self.rows[-1], part.rows[0], part.box[0] - self.box[0])
        return PrintedTable(part.box, (*self.rows[:-1], *mended, *part.rows[1:]), part.columns)


def _width(box: Box) -> float:
    return box[2] - box[0]


def _mended(above: Row, below: Row, shift: float) -> tuple[Row, ...]:
    """The two rows at a break, or the one whose halves they are, or both with the heads whole that it divides.

    Print alone does not tell halves from rows: cells are halves where they stand under each other, neither holds a
    value, and the words of both make a label of a form that the lower ones alone are not. Where numbers stand under
    each other as well, and below has no label of its own, a number may be in two: nobody can read it.
    """
    pairs = list(_pairs(above, below, shift))
    both = [(one, other) for one, other in pairs if one.text and other.text]
    if len(pairs) == len(above.cells) and _has_torn_numbers(pairs):
        return (_whole_row(pairs, below),)
    if any(may_be_value(one.text) or may_be_value(other.text) for one, other in both):
        return above, below
    halves = bool(both) and all(_makes_label(one.text, other.text) for one, other in both)
    if len(pairs) == len(above.cells) and (halves or _is_rest(above, below)):
        return (_whole_row(pairs, below),)
    if halves and not any(may_be_value(cell.text) for cell in above.cells):
        return _whole_heads(above, below, pairs)
    return above, below


def _has_torn_numbers(pairs: Sequence[tuple[Cell, Cell]]) -> bool:
    """Whether values stand under values, and under the label that names the row nothing but the rest of it."""
    texts = [(one.text, other.text) for one, other in pairs]
    values = [may_be_value(one) and may_be_value(other) for one, other in texts]
    labels = [pair for pair, valued in zip(texts, values, strict=True) if not valued]
    if not labels or not any(valued and one and other for (one, other), valued in zip(texts, values, strict=True)):
        return False
    own, rest = labels[-1]
    return bool(own) and (not rest or _makes_label(own, rest))


def _is_rest(above: Row, below: Row) -> bool:
    """Whether nothing is printed below, and a value above: a blank row under heads is a row."""
    return not any(cell.text for cell in below.cells) and any(c.text and may_be_value(c.text) for c in above.cells)


def _whole_row(pairs: Sequence[tuple[Cell, Cell]], below: Row) -> Row:
    """One row of both; what reaches in from further above stands ahead of it."""
    held = [other for _, other in pairs]
    reaching_in = (cell for cell in below.cells if cell.text and cell not in held)
    return Row((*reaching_in, *(_whole_cell(one, other) for one, other in pairs)))


def _whole_heads(above: Row, below: Row, pairs: Sequence[tuple[Cell, Cell]]) -> tuple[Row, Row]:
    """Both rows: cells that reach over the break are whole in the upper one and gone from the lower one."""
    whole = {_sides(one): _whole_cell(one, other) for one, other in pairs}
    held = [other for _, other in pairs]
    kept = tuple(cell for cell in below.cells if cell not in held)
    return Row(tuple(whole.get(_sides(cell), cell) for cell in above.cells)), Row(kept)


def _pairs(above: Row, below: Row, shift: float) -> Iterator[tuple[Cell, Cell]]:
    """The cells of both rows that stand under each other; cells that reach in from further above have no partner."""
    for cell in above.cells:
        left, right = _sides(cell)
        for other in below.cells:
            start, end = _sides(other)
            if abs(left + shift - start) <= _NEAR and abs(right + shift - end) <= _NEAR:
                yield cell, other
                break


def _sides(cell: Cell) -> tuple[float, float]:
    if not isinstance(cell.where, PageBox):
        raise TypeError(f"a cell of a page has a box there, not {cell.where!r}")
    return cell.where.box[0], cell.where.box[2]


def _whole_cell(above: Cell, below: Cell) -> Cell:
    """The cell of both halves; its place is that of its number, or of its first words."""
    if not above.text:
        return below if below.text else above
    torn = below.text and may_be_value(above.text) and may_be_value(below.text)
    return replace(above, text=f"{above.text}\n{below.text}" if torn else above.text + below.text)


def _makes_label(above: str, below: str) -> bool:
    return label_form(above + below) in _labels() and label_form(below) not in _labels()


@cache
def _labels() -> frozenset[str]:
    """Every label of rows and heads that any form prints."""
    tables = [table for form in forms().values() for table in form.tables.values()]
    names: set[str] = set()
    for table in tables:
        names |= table.row_names.keys() | table.column_names | table.words
    return frozenset(names)


def joined_over(parts: Sequence[PrintedTable]) -> PrintedTable:
    """The parts of one table, in the order of their pages, as one."""
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.joined(part)
    return whole
