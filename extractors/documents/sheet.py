"""A workbook (XLSX, XLS, ODS) to a Document: a table a sheet, rows of a single merged cell as paragraphs."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from extractors.documents.document import Cell, Document, Paragraph, Row, Table
from extractors.documents.finish import finished
from extractors.documents.pdf_values import may_be_value
from extractors.errors import Refused
from nianbao.domain.report import TableCell

MAX_SHEETS = 100
MAX_ROWS = 10_000  # of a sheet; the longest annex has under 200
MAX_CELLS = 200_000  # of a sheet, from its first to its last used row and column
_LONG = 120  # characters; the longest label of any form has 45
Value = int | float | str | bool | time | date | datetime | timedelta
Place = tuple[int, int]  # row, column


def read_sheets(body: bytes) -> Document:
    """The visible sheets in order; raises Refused for a workbook that is encrypted, damaged or absurdly large."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        if len(book.sheet_names) > MAX_SHEETS:
            raise Refused(f"a workbook of {len(book.sheet_names):,} sheets: more than {MAX_SHEETS}, no report")
        shown = [sheet.name for sheet in book.sheets_metadata if sheet.visible is SheetVisibleEnum.Visible]
        blocks = [block for place, name in enumerate(shown) for block in _blocks(book.get_sheet_by_name(name), place)]
    except PasswordError as error:
        raise Refused("this workbook is encrypted: it opens only with a password; save it without one") from error
    except CalamineError as error:
        raise Refused(f"this workbook is damaged and cannot be opened: {error}") from error
    return finished("sheet", blocks)


def _blocks(sheet: CalamineSheet, place: int) -> Iterator[Paragraph | Table]:
    if sheet.height > MAX_ROWS or sheet.height * sheet.width > MAX_CELLS:
        raise Refused(f"sheet {sheet.name!r} has {sheet.height:,} rows and {sheet.width:,} columns: refused as a bomb")
    start = sheet.start
    if start is None:
        return
    covered, spans = _merged(sheet)
    pending: list[Row] = []
    heading = ""
    last = -1  # column of the table above
    for offset, values in enumerate(sheet.to_python()):
        number = start[0] + offset
        row = tuple(
            Cell(printed(value), TableCell(place, number, column))
            for column, value in enumerate(values, start[1])
            if (number, column) not in covered
        )
        text = _paragraph(row, spans, len(values))
        if text is None:
            pending.append(Row(row))
            continue
        last = _last_column(pending, last)
        yield from _table(pending, heading, last)
        heading = text
        yield Paragraph(text)
    yield from _table(pending, heading, _last_column(pending, last))


def _last_column(rows: Sequence[Row], above: int) -> int:
    """The last column that is filled; rows without heads of their own go on as those above."""
    filled = [cells for cells in ([cell for cell in row.cells if cell.text] for row in rows) if cells]
    last = max((_column_of(cell) for cells in filled for cell in cells), default=above)
    return max(last, above) if filled and _goes_on(filled) else last


def _goes_on(filled: Sequence[Sequence[Cell]]) -> bool:
    """Whether rows begin with a label and its values, or are labels alone: behind the row of a group."""
    label, *others = filled[0]
    values = any(may_be_value(cell.text) for cell in others) or all(len(cells) == 1 for cells in filled)
    return values and not may_be_value(label.text)


def _table(rows: list[Row], heading: str, last: int) -> Iterator[Table]:
    """The rows since the last paragraph, without the columns that only other tables of the sheet fill."""
    if any(cell.text for row in rows for cell in row.cells):
        yield Table(tuple(Row(tuple(cell for cell in row.cells if _column_of(cell) <= last)) for row in rows), heading)
    rows.clear()


def _column_of(cell: Cell) -> int:
    return cell.where.column if isinstance(cell.where, TableCell) else 0


def _merged(sheet: CalamineSheet) -> tuple[frozenset[Place], Mapping[Place, int]]:
    """The places that a merged cell reaches over, and the width of each merged cell by the place where it begins."""
    covered: set[Place] = set()
    widths: dict[Place, int] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) + len(covered) > MAX_CELLS:
            raise Refused(f"a merged cell of {bottom - top + 1:,} rows and {right - left + 1:,} columns: a bomb")
        widths[(top, left)] = right - left + 1
        covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        covered.discard((top, left))
    return frozenset(covered), widths


def _paragraph(row: Sequence[Cell], spans: Mapping[Place, int], width: int) -> str | None:
    """The text of a row that is running text: one cell merged over the whole width, or a very long one alone."""
    filled = [cell for cell in row if cell.text]
    if len(filled) != 1:
        return None
    text = filled[0].text
    at = filled[0].where
    alone = len(text) > _LONG or (isinstance(at, TableCell) and spans.get((at.row, at.column), 1) >= max(width, 2))
    return " ".join(text.split()) if alone else None


def printed(value: Value) -> str:
    """A cell's content as Excel shows it without a format: whole numbers without a point, 15 digits at most."""
    match value:
        case bool():
            return str(value).upper()
        case float() | int():
            return format(value, ".15g") if abs(value) < 1e15 else str(value)
        case str():
            return "\n".join(line for line in (" ".join(line.split()) for line in value.split("\n")) if line)
        case _:
            return str(value)
