"""A Word table to rows of cells with their places in the grid; merged cells stand once, where they begin."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from extractors.documents.document import Cell, Row, Table
from extractors.documents.office_xml import attribute, child, descendants, local
from extractors.errors import Refused
from nianbao.domain.report import TableCell

MAX_SPAN = 1000
MAX_ROWS = 5000
MAX_CELLS = 200_000
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(frozen=True, slots=True)
class Holder:
    """A cell as it stands in the file: its first grid column, and whether it only continues the one above."""

    element: etree._Element
    column: int
    continued: bool


def is_layout(table: etree._Element) -> bool:
    """Whether a table holds a table: then it is read through, not as a grid."""
    return next((inner for inner in descendants(table, "tbl") if inner is not table), None) is not None


def table_of(element: etree._Element, index: int, heading: str, text: Callable[[etree._Element], str]) -> Table:
    """The table's rows; `text` gives the text of a cell. Raises Refused for a bomb."""
    rows: list[Row] = []
    cells = 0
    for number, line in enumerate(lines_of(element)):
        held = [holder for holder in holders_of(line) if not holder.continued]
        cells += len(held)
        if number >= MAX_ROWS or cells > MAX_CELLS:
            raise Refused(f"a table with more than {number:,} rows or {cells:,} cells: refused as a bomb")
        places = (TableCell(index, number, holder.column) for holder in held)
        rows.append(Row(tuple(Cell(text(holder.element), at) for holder, at in zip(held, places, strict=True))))
    return Table(tuple(rows), heading)


def lines_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table that are printed, in order."""
    return (line for line in _unwrapped(table, "tr") if child(line, "trPr", "del") is None)


def holders_of(line: etree._Element) -> Iterator[Holder]:
    """The cells of a row with their grid columns."""
    column = _number(child(line, "trPr", "gridBefore"))
    for cell in _unwrapped(line, "tc"):
        properties = child(cell, "tcPr")
        merge = child(properties, "vMerge")
        beside = child(properties, "hMerge")
        continued = _continues(merge) or _continues(beside)
        yield Holder(cell, column, continued)
        column += max(1, _number(child(properties, "gridSpan")))


def _continues(merge: etree._Element | None) -> bool:
    return merge is not None and attribute(merge, "val", "continue") == "continue"


def _number(element: etree._Element | None) -> int:
    """A count as printed, 0 where none is; raises Refused for an absurd one."""
    printed = attribute(element, "val")
    if not printed.isascii() or not printed.isdigit():
        return 0
    if len(printed) > 6 or int(printed) > MAX_SPAN:
        raise Refused(f"a cell over {printed[:12]} columns: refused as a bomb")
    return int(printed)


def _unwrapped(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of a name, also those in content controls and tracked insertions."""
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) in _WRAPPERS:
            yield from _unwrapped(inner, name)
