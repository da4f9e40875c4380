"""A leaf table to rows of cells with their places in the expanded grid (rowspan and colspan laid out)."""

from collections.abc import Iterator

from lxml import etree

from extractors.documents.document import Cell, Row, Table
from extractors.documents.html_inline import cell_text
from extractors.errors import Refused
from nianbao.domain.report import TableCell

MAX_SPAN = 1000  # browsers stop at 1000 columns; a report's table has 15
MAX_COLUMNS = 2000
MAX_ROWS = 5000
MAX_CELLS = 200_000


def table_of(element: etree._Element, index: int, heading: str) -> Table:
    """The table's rows of cells; `index` is its place among the page's leaf tables. Raises Refused for a bomb."""
    taken: dict[int, int] = {}  # grid column -> further rows that it is covered in from above
    rows: list[Row] = []
    cells = 0
    for number, line in enumerate(_lines(element)):
        cells += len(line)
        if number >= MAX_ROWS or cells > MAX_CELLS:
            raise Refused(f"a table with more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells: refused as a bomb")
        rows.append(Row(tuple(_placed(line, index, number, taken))))
    return Table(tuple(rows), heading)


def _lines(element: etree._Element) -> Iterator[etree._Element]:
    return element.iter("tr")


def _placed(line: etree._Element, table: int, number: int, taken: dict[int, int]) -> list[Cell]:
    """Each cell of one row at its first free grid column; `taken` is carried on to the next row."""
    covered = _next_row(taken) if taken else ()
    cells: list[Cell] = []
    column = 0
    for cell in line.iterchildren("td", "th"):
        while column in covered:
            column += 1
        width, height = _span(cell.get("colspan"), "colspan"), _span(cell.get("rowspan"), "rowspan")
        cells.append(Cell(cell_text(cell), TableCell(table, number, column)))
        if column + width > MAX_COLUMNS:
            raise Refused(f"a table with more than {MAX_COLUMNS:,} columns: refused as a bomb")
        if height > 1 or taken:
            _cover(taken, range(column, column + width), height - 1)
        column += width
    return cells


def _next_row(taken: dict[int, int]) -> set[int]:
    """The columns covered in the next row; each is then covered in one row less."""
    covered = set(taken)
    for column in covered:
        taken[column] -= 1
        if not taken[column]:
            del taken[column]
    return covered


def _cover(taken: dict[int, int], columns: range, rows: int) -> None:
    """Note that columns are covered in so many further rows."""
    for column in columns:
        if rows:
            taken[column] = rows
        else:
            taken.pop(column, None)


def _span(printed: str | None, name: str) -> int:
    """A span as printed; what is no number counts as 1, as in browsers. Raises Refused for an absurd one."""
    if not printed or printed == "1":
        return 1
    printed = printed.strip()
    if not printed.isascii() or not printed.isdigit():
        return 1
    span = int(printed[:12])
    if span > MAX_SPAN:
        raise Refused(f"a cell with {name}={printed[:12]}: refused as a bomb")
    return max(span, 1)
