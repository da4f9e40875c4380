"""From a table's rows to lines of figures: labels on the left, values on the right."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.documents.document import Cell, Row, Table
from extractors.numbers import is_value


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row as a form sees it: `labels` (the last one names the row), then `values` as printed.

    `last`: nothing follows it in its table, so empty cells at its end may have been lost.
    """

    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    flattened: bool = False
    last: bool = False


def figure_lines(table: Table) -> list[FigureLine]:
    """The rows of a table, or of a flattened one as its labels mark them."""
    rows = list(_regrouped(table)) if table.flattened else [row.cells for row in table.rows]
    return [_split(cells, table.flattened, index == len(rows) - 1) for index, cells in enumerate(rows) if cells]


def _split(cells: tuple[Cell, ...], flattened: bool, last: bool) -> FigureLine:
    """Labels end at the last one ahead of the first printed value; empty cells between labels are layout."""
    end = 0
    for place, cell in enumerate(cells):
        if not is_value(cell.text):
            end = place + 1
        elif cell.text:
            break
    labels = tuple(cell for cell in cells[:end] if cell.text)
    return FigureLine(labels, cells[end:], flattened, last)


def _regrouped(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Rows out of one cell a line: a label behind values starts a row, and a cell that ends its row ends it."""
    row: list[Cell] = []
    for cell in _stream(table.rows):
        is_label = not is_value(cell.text)
        if row and is_label and any(is_value(earlier.text) for earlier in row):
            yield tuple(row)
            row = []
        row.append(cell)
        if cell.ends_row:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


def _stream(rows: tuple[Row, ...]) -> Iterator[Cell]:
    for row in rows:
        yield from row.cells
