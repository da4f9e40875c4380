"""From a table's rows to lines of figures: labels on the left, values on the right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.documents.document import Cell, Row, Table
from extractors.numbers import is_value


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row as a form sees it: `labels` (the last one names the row), then `values` as printed.

    In a flattened text `complete` says that the row has as many columns as the rows of its table have; `last` that
    nothing follows it, so that the bars of empty columns at its end may have been lost.
    """

    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    flattened: bool = False
    complete: bool = True
    last: bool = False


def figure_lines(table: Table) -> list[FigureLine]:
    """The rows of a table, or of a flattened one as its labels mark them."""
    if not table.flattened:
        return [_split(row.cells) for row in table.rows if row.cells]
    rows = list(_regrouped(table))
    width = Counter(map(_bars, rows)).most_common(1)[0][0]
    return [
        replace(_split(row), flattened=True, complete=_bars(row) % width == 0, last=place == len(rows) - 1)
        for place, row in enumerate(rows)
    ]


def _bars(row: Sequence[Cell]) -> int:
    return sum(cell.bars for cell in row)


def _split(cells: tuple[Cell, ...]) -> FigureLine:
    """Labels end at the last one ahead of the first printed value; empty cells between labels are layout."""
    end = 0
    for place, cell in enumerate(cells):
        if not is_value(cell.text):
            end = place + 1
        elif cell.text:
            break
    labels = tuple(cell for cell in cells[:end] if cell.text)
    return FigureLine(labels, cells[end:])


def _regrouped(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Rows out of one cell a line: a label behind values starts a row, and empty columns end it."""
    row: list[Cell] = []
    for cell in _stream(table.rows):
        is_label = not is_value(cell.text)
        if row and is_label and any(is_value(earlier.text) for earlier in row):
            yield tuple(row)
            row = []
        row.append(cell)
        if cell.bars > 1:
            yield tuple(row)
            row = []
    if row:
        yield tuple(row)


def _stream(rows: tuple[Row, ...]) -> Iterator[Cell]:
    for row in rows:
        yield from row.cells
