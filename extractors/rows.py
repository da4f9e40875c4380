"""From a table's rows to lines of figures: labels on the left, values on the right."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.documents.document import Cell, Row, Table
from extractors.numbers import is_value
from nianbao.domain.labels import is_numbering
from nianbao.domain.records import record
from nianbao.domain.report import PageBox, TableCell, TextCell

_ROW_NUMBER = re.compile(r"\d{1,2}")


@record(frozen=True, slots=True)
class FigureLine:
    """One row as a form sees it: `labels` (the last one names the row), then `values` as printed.

    In a flattened text `complete` says that the row has as many columns as the rows of its table have; `last` that
    nothing follows it, or that no row of the text has more bars than cells, so that the bars of empty columns at its
    end may have been lost. In a grid `indent` is how many empty cells stand ahead of where the values of most rows
    begin: layout, or values that others lack. `cells` are all of its cells in their order; a number ahead of the
    first label counts the rows: neither label nor value.
    `short`: a line of a text that ends before most of its table's do.
    """

    labels: tuple[Cell, ...]
    values: tuple[Cell, ...]
    flattened: bool = False
    complete: bool = True
    last: bool = False
    indent: int = 0
    cells: tuple[Cell, ...] = ()
    short: bool = False


def figure_lines(table: Table) -> list[FigureLine]:
    """The rows of a table, or of a flattened one as its labels mark them."""
    if not table.flattened:
        return _indented([_split(row.cells) for row in table.rows if row.cells])
    rows = list(_regrouped(table))
    width = Counter(map(_bars, rows)).most_common(1)[0][0]
    bare = all(cell.bars == 1 for row in rows for cell in row)
    return [
        replace(_split(row), flattened=True, complete=_bars(row) % width == 0, last=bare or place == len(rows) - 1)
        for place, row in enumerate(rows)
    ]


def _bars(row: Sequence[Cell]) -> int:
    return sum(cell.bars for cell in row)


def _split(cells: tuple[Cell, ...]) -> FigureLine:
    """Labels end at the last one ahead of the first printed value; empty cells between labels are layout."""
    if any(map(is_numbering, [cell.text for cell in cells])):
        cells = tuple(_numbered(cells))
    start = end = _behind_number(cells)
    for place in range(start, len(cells)):
        text = cells[place].text
        if not is_value(text):
            end = place + 1
        elif text:
            break
    labels = tuple([cell for cell in cells[start:end] if cell.text])
    return FigureLine(labels, cells[end:], cells=cells)


def _numbered(cells: tuple[Cell, ...]) -> Iterator[Cell]:
    """Numbering in a cell of its own belongs to the label that stands right of it."""
    number = ""
    for place, cell in enumerate(cells):
        follows = cells[place + 1].text if place + 1 < len(cells) else ""
        if is_numbering(cell.text) and follows and not is_value(follows):
            number = cell.text
            continue
        yield replace(cell, text=number + cell.text) if number else cell
        number = ""


def _behind_number(cells: tuple[Cell, ...]) -> int:
    """Behind the row's number, where one stands ahead of a label that has a value or an empty cell behind it."""
    numbered = len(cells) > 2 and _ROW_NUMBER.fullmatch(cells[0].text.strip()) is not None
    return int(numbered and not is_value(cells[1].text) and any(is_value(cell.text) for cell in cells[2:]))


def _indented(lines: list[FigureLine]) -> list[FigureLine]:
    starts = Counter(place_of(line.values[0]) for line in lines if line.labels and line.values)
    if not starts:
        return lines
    most = starts.most_common(1)[0][0]
    end = Counter(place_of(line.cells[-1]) for line in lines).most_common(1)[0][0]
    return [_placed(line, _ahead(line, most), _ends_before(line, end)) for line in lines]


def _placed(line: FigureLine, indent: int, short: bool) -> FigureLine:
    return replace(line, indent=indent, short=short) if indent or short else line


def _ends_before(line: FigureLine, end: float) -> bool:
    return isinstance(line.cells[-1].where, TextCell) and place_of(line.cells[-1]) < end


def _ahead(line: FigureLine, start: float) -> int:
    """The empty cells ahead of a place where a cell of the row begins as well; none where the first one does."""
    if not line.values or place_of(line.values[0]) >= start:
        return 0
    places = [place_of(cell) for cell in line.values]
    ahead = sum(place < start for place in places)
    aligned = start in places
    return ahead if aligned and not any(cell.text for cell in line.values[:ahead]) else 0


def place_of(cell: Cell) -> float:
    """Where a cell of a row begins, left to right: its column, the left side of its box, its place among the bars."""
    where = cell.where
    if isinstance(where, TableCell):  # nearly all are
        return where.column
    match where:
        case PageBox(box=(left, _, _, _)):
            return left
        case TextCell(cell=place):
            return place


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
