"""Containers: Office files by their parts, and archives with one document in them."""

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from extractors.documents.container import Container
from extractors.documents.document import Document
from extractors.documents.extras import extra
from extractors.documents.kind import kind_of
from extractors.errors import FormatNotRead, Refused
from nianbao.domain.titles import parse_title

MAX_SHEET_AREA = 2_000_000  # cells between A1 and the last one; the reader of workbooks makes room for all of them
_CELL = re.compile(rb'\br="([A-Z]{1,4})([0-9]{1,8})"')
_RANK = {"html": 0, "text": 0, "docx": 1, "sheet": 2, "xls": 2, "pdf": 3, "picture": 4}
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def read_zip(body: bytes, read: Callable[[str, bytes], Document]) -> Document:
    """An Office file, or the one document that an archive holds, read by `read` (kind, bytes)."""
    container = Container(body)
    match office_kind(container):
        case "docx":
            from extractors.documents.docx import read_docx

            return read_docx(container)
        case "sheet":
            with extra("office"):
                from extractors.documents.sheet import read_sheets
            _check_area(container)
            return read_sheets(body)
        case "archive":
            kind, attachment = _attachment(container)
            return read(kind, attachment)
        case other:
            raise FormatNotRead(f"this is {other}; this installation reads DOCX, XLSX, ODS, and archives of documents")


def office_kind(container: Container) -> str:
    """`docx`, `sheet`, `archive`, or the name of a kind that is not read."""
    names = frozenset(container.names())
    if "mimetype" in names and "content.xml" in names:
        kind = container.read("mimetype", 200)
        return "sheet" if b"spreadsheet" in kind else "an OpenDocument file that is no spreadsheet"
    if "[Content_Types].xml" not in names:
        return "archive"
    kinds = container.read("[Content_Types].xml", 1024 * 1024)
    match kinds:
        case _ if b"wordprocessingml" in kinds:
            return "docx"
        case _ if b"spreadsheetml" in kinds or b"ms-excel" in kinds:
            return "sheet"
        case _:
            return "an Office file that is neither a document nor a workbook"


def _check_area(container: Container) -> None:
    """A sheet of two cells, the second in the last column of the last row, costs as much memory as a full one."""
    for name in container.names():
        if name.startswith("xl/worksheets/"):
            cells = _CELL.findall(container.read(name))
            rows = max((int(row) for _, row in cells), default=0)
            columns = max((_column(letters) for letters, _ in cells), default=0)
            if rows * columns > MAX_SHEET_AREA:
                raise Refused(f"{name} reaches to row {rows:,}, column {columns:,}: refused as a bomb")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _attachment(container: Container) -> tuple[str, bytes]:
    """The one document in an archive; of several the one whose name is an annual report's title, in its best form."""
    names = [name for name in container.names() if not any(junk in name for junk in _JUNK)]
    found = {name: kind for name in names if (kind := _readable(container.read(name)))}
    # Pictures beside a document illustrate it.
    found = {name: kind for name, kind in found.items() if kind != "picture"} or found
    titled = [name for name in found if parse_title(PurePosixPath(name).stem) is not None]
    chosen = _best(list(found), found) or _best(titled, found)
    if chosen is None:
        raise Refused(f"this archive holds {_listed(names)}; unpack it and read the report alone")
    return found[chosen], container.read(chosen)


def _readable(content: bytes) -> str:
    """The kind of an entry; empty for one that is not read, and for an archive in the archive."""
    try:
        kind = kind_of(content)
        return kind if kind != "zip" or office_kind(Container(content)) != "archive" else ""
    except Refused:
        return ""


def _best(names: Sequence[str], kinds: dict[str, str]) -> str | None:
    """The only name; or, where all are forms of one document, the one that is read best."""
    if len({str(PurePosixPath(name).with_suffix("")) for name in names}) != 1:
        return None
    return min(names, key=lambda name: _RANK.get(kinds[name], 1))


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:10]) or "no file"
    return f"{shown} and {len(names) - 10} more" if len(names) > 10 else shown
