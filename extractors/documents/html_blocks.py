"""From a cleaned tree to paragraphs and leaf tables in reading order."""

from collections.abc import Iterator, Mapping

from lxml import etree

from extractors.documents.document import Paragraph, Table
from extractors.documents.html_grid import table_of

# every tag that is not one of these breaks a line
_PHRASE = {
    "a",
    "abbr",
    "acronym",
    "cite",
    "code",
    "dfn",
    "img",
    "kbd",
    "label",
    "publishtime",
    "q",
    "samp",
    "var",
    "wbr",
}
_LOOK = {"b", "bdo", "big", "em", "font", "i", "mark", "nobr", "s", "small", "span", "strike", "strong", "sub", "sup"}
_INLINE = frozenset(_PHRASE | _LOOK | {"del", "ins", "tt", "u"})


def strip_inline(root: etree._Element) -> None:
    """Take out tags that break no line, their text stays: Word shreds a label into a span a character."""
    etree.strip_tags(root, *_INLINE, "o:p")


def table_places(root: etree._Element) -> Mapping[etree._Element, int]:
    """The place of each table that holds no table among all of them, hidden ones too, from 0."""
    leaves = (table for table in root.iter("table") if next(table.iterdescendants("table"), None) is None)
    return {element: place for place, element in enumerate(leaves)}


def blocks_of(root: etree._Element, places: Mapping[etree._Element, int]) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables of the page; a table that held a table when the page came is layout and read through."""
    buffer: list[str] = []
    heading = ""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        starts = event == "start"
        of_table = tag == "table" and element in places
        breaks = tag not in _INLINE and ":" not in tag and (starts or not of_table)
        if breaks and (text := _flush(buffer)):
            heading = text
            yield Paragraph(text)
        if of_table and starts:
            yield table_of(element, places[element], heading)
            walk.skip_subtree()
        elif more := (element.text if starts else element.tail):
            buffer.append(more)
    if text := _flush(buffer):
        yield Paragraph(text)


def _flush(buffer: list[str]) -> str:
    if not buffer:
        return ""
    text = " ".join("".join(buffer).split())
    buffer.clear()
    return text
