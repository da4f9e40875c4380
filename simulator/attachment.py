"""A file beside an article: the smallest PDF that readers open, or a workbook of the report's tables alone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal
from zipfile import ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from sample.tables import Table
from simulator.article import tables_of
from simulator.column import Publication

TablesIn = Literal["page", "xlsx", "zip"]
MIMES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
# The same bytes each time they are asked for.
MADE = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def file_bytes(publication: Publication, tables_in: TablesIn) -> bytes:
    """The file beside a report."""
    match tables_in:
        case "page":
            return pdf_bytes(publication)
        case "xlsx":
            return workbook_bytes(publication)
        case "zip":
            return zip_bytes("附件.xlsx", workbook_bytes(publication))


def workbook_bytes(publication: Publication) -> bytes:
    """The report's tables under each other on one sheet."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet, row = book.add_worksheet(), 0
    for table in tables_of(publication):
        _fill(sheet, table, row)
        row += len(table) + 1
    book.close()
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table, start: int) -> None:
    taken: set[tuple[int, int]] = set()
    for down, cells in enumerate(table, start):
        right = 0
        for cell in cells:
            while (down, right) in taken:
                right += 1
            reach = [(down + line, right + step) for line in range(cell.rows) for step in range(cell.columns)]
            taken.update(reach)
            value: str | int = int(cell.text) if cell.text.isdigit() else cell.text
            if len(reach) == 1:
                sheet.write(down, right, value)
            else:
                sheet.merge_range(*reach[0], *reach[-1], value)


def zip_bytes(name: str, body: bytes) -> bytes:
    """An archive of one file."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr(ZipInfo(name, MADE.timetuple()[:6]), body)
    return file.getvalue()


def pdf_bytes(publication: Publication) -> bytes:
    """One page that names the publication by its number; the text of the report stands on the page alone."""
    text = f"BT /F1 12 Tf 72 720 Td (nianbao simulator, publication {publication.number}) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    tail = f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return (body + head + tail).encode("ascii")
