"""From a cleaned tree to paragraphs and leaf tables in reading order."""

from collections.abc import Iterator, Mapping

from lxml import etree, html

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


def table_places(root: html.HtmlElement) -> Mapping[html.HtmlElement, int]:
    """The place of each table that holds no table among all of them, hidden ones too, from 0."""
    leaves = (element for element in root.iter("table") if _is_leaf_table(element))
    return {element: place for place, element in enumerate(leaves)}


def blocks_of(root: html.HtmlElement, places: Mapping[html.HtmlElement, int]) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables of the page; a table that held a table when the page came is layout and read through."""
    buffer: list[str] = []
    heading, leaf = "", None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if leaf is not None:
            if event == "end" and element is leaf:
                leaf = None
                buffer.append(element.tail or "")
            continue
        if not _is_inline(element) and (text := _flush(buffer)):
            heading = text
            yield Paragraph(text)
        if event == "start" and element in places:
            yield table_of(element, places[element], heading)
            leaf = element
            continue
        buffer.append((element.text if event == "start" else element.tail) or "")
    if text := _flush(buffer):
        yield Paragraph(text)


def _is_inline(element: html.HtmlElement) -> bool:
    return isinstance(element.tag, str) and (element.tag in _INLINE or ":" in element.tag)


def _is_leaf_table(element: html.HtmlElement) -> bool:
    return element.tag == "table" and next(element.iterdescendants("table"), None) is None


def _flush(buffer: list[str]) -> str:
    text = " ".join("".join(buffer).split())
    buffer.clear()
    return text
