"""A paper as a workbook: everything under each other on one sheet, as offices fill it in."""

import io

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from conformance.papers.paper import Paper, placed, width_of
from sample.tables import Table


def print_xlsx(paper: Paper) -> bytes:
    """The paper as an XLSX file; paragraphs are merged over the whole width."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("年报")
    width = max((width_of(block) for block in paper.blocks if not isinstance(block, str)), default=2)
    row = 0
    for block in (*paper.title, *paper.blocks):
        if isinstance(block, str):
            sheet.merge_range(row, 0, row, width - 1, block)
            row += 1
        else:
            _fill(sheet, block, row)
            row += len(block)
    book.close()
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table, start: int) -> None:
    for place in placed(table):
        text = place.cell.text
        value: str | float = float(text) if text.replace(".", "", 1).isdigit() else text
        top, left = start + place.row, place.column
        bottom, right = top + place.cell.rows - 1, left + place.cell.columns - 1
        if (top, left) == (bottom, right):
            sheet.write(top, left, value)
        else:
            sheet.merge_range(top, left, bottom, right, value)
