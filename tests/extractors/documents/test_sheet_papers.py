"""Workbooks: everything under each other on one sheet, merged cells, numbers as Excel shows them."""

import io
from collections.abc import Callable

import xlsxwriter

import extractors
from conformance.papers.paper import Paper
from conformance.papers.xlsx import print_xlsx
from extractors.documents.document import Document
from extractors.documents.sheet import printed
from nianbao.domain.report import Report, TableCell


def test_every_cell(paper: Paper, report: Callable[[bytes], Report], whole: Callable[[Report], None]) -> None:
    """All figures, sections and the title."""
    whole(report(print_xlsx(paper)))


def test_places_are_those_of_the_sheet(grid: Callable[[Document], list[list[str]]]) -> None:
    """Rows and columns count from A1; a hidden sheet is no part of the document."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range("B3:C3", "规章")
    sheet.write("D3", 0.5)
    sheet.write("D4", 7)
    hidden = book.add_worksheet()
    hidden.write("A1", "旧稿")
    hidden.hide()
    book.close()
    document = extractors.read(file.getvalue())
    assert grid(document) == [["规章", "0.5"], ["", "", "7"]]
    (table,) = document.tables()
    assert [cell.where for cell in table.rows[0].cells] == [TableCell(0, 2, 1), TableCell(0, 2, 3)]


def test_numbers_as_shown() -> None:
    """Whole numbers without a point; what the computer adds in the 16th digit is not shown."""
    assert [printed(value) for value in (95.0, 0.1 + 0.2, 7545, "  a  b\n\n c ", True)] == [
        "95",
        "0.3",
        "7545",
        "a b\nc",
        "TRUE",
    ]
