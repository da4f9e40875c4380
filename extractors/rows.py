"""From a table's rows to lines of figures: labels on the left, values on the right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.documents.document import Cell, Row, Table
from extractors.numbers import is_value
from nianbao.domain.report import PageBox, TableCell, TextCell


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row as a form sees it: `labels` (the last one names the row), then `values` as printed.

    In a flattened text `complete` says that the row has as many columns as the rows of its table have; `last` that
    nothing follows it, so that the bars of empty columns at its end may have been lost. In a grid `indent` is how
    many empty cells stand ahead of where the values of most rows begin: layout, or values that others lack.
    """

    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    flattened: bool = False
    complete: bool = True
    last: bool = False
    indent: int = 0


def figure_lines(table: Table) -> list[FigureLine]:
    """The rows of a table, or of a flattened one as its labels mark them."""
    if not table.flattened:
        return _indented([_split(row.cells) for row in table.rows if row.cells])
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


def _indented(lines: list[FigureLine]) -> list[FigureLine]:
    starts = Counter(_place(line.values[0]) for line in lines if line.labels and line.values)
    if not starts:
        return lines
    most = starts.most_common(1)[0][0]
    return [replace(line, indent=_ahead(line, most)) for line in lines]


def _ahead(line: FigureLine, start: float) -> int:
    """The empty cells ahead of a place where a cell of the row begins as well."""
    places = [_place(cell) for cell in line.values]
    ahead = sum(place < start for place in places)
    aligned = start in places
    return ahead if aligned and not any(cell.text for cell in line.values[:ahead]) else 0


def _place(cell: Cell) -> float:
    """Where a cell of a grid begins, left to right; all the same in a text, which has no columns."""
    match cell.where:
        case TableCell(column=column):
            return column
        case PageBox(box=(left, _, _, _)):
            return left
        case TextCell():
            return 0


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
