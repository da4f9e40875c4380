"""Where each key stands in a document that prints its keys, told without any reader of reports.

A place is (table, row, column) among the tables that hold no table, merged cells expanded, or (line, cell).
"""

import io
from collections.abc import Callable, Collection, Iterator, Mapping

from docx import Document
from lxml import html
from python_calamine import CalamineWorkbook

Place = tuple[int, ...]
Found = tuple[str, Place]


def places_of(document: Callable[[], bytes], format_: str, keys: Collection[str]) -> Mapping[str, frozenset[Place]]:
    """Key -> its places; empty for a format whose places are no grid and no lines. The document is made if needed."""
    if format_ not in FORMATS:
        return {}
    places: dict[str, set[Place]] = {}
    for text, place in FORMATS[format_](document()):
        if text in keys:
            places.setdefault(text, set()).add(place)
    return {key: frozenset(found) for key, found in places.items()}


def _html(body: bytes) -> Iterator[Found]:
    page = html.document_fromstring(body)
    tables = (table for table in page.iter("table") if table.find(".//table") is None)
    for number, table in enumerate(tables):
        for row, column, cell in _grid(table):
            yield "".join("".join(cell.itertext()).split()), (number, row, column)


def _grid(table: html.HtmlElement) -> Iterator[tuple[int, int, html.HtmlElement]]:
    """Each cell where it begins, past those that reach in from above."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            yield number, column, cell
            wide, high = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
            taken |= {(number + down, column + on) for down in range(high) for on in range(wide)}
            column += wide


def _text(body: bytes) -> Iterator[Found]:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("gb18030")
    for number, line in enumerate(text.split("\n")):
        yield from (("".join(cell.split()), (number, place)) for place, cell in enumerate(line.split("|")))


def _docx(body: bytes) -> Iterator[Found]:
    for number, table in enumerate(Document(io.BytesIO(body)).tables):
        for row, line in enumerate(table.rows):
            yield from ((cell.text, (number, row, column)) for column, cell in enumerate(line.cells))


def _xlsx(body: bytes) -> Iterator[Found]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    for number, name in enumerate(book.sheet_names):
        for row, line in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            yield from ((str(cell), (number, row, column)) for column, cell in enumerate(line))


FORMATS: Mapping[str, Callable[[bytes], Iterator[Found]]] = {
    "html": _html,
    "text": _text,
    "md": _text,
    "docx": _docx,
    "xlsx": _xlsx,
}
