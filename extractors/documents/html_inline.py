"""The text of one cell. Word shreds labels into a span a character: joined with nothing between."""

from lxml import etree

_BREAKS = frozenset(("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "ul", "ol", "dd", "dt"))


def cell_text(cell: etree._Element) -> str:
    """The cell's text, without white space at its ends; a line break stands where the page breaks the line."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if element.tag in _BREAKS:
            parts.append("\n")
        text = element.text if event == "start" else (element.tail if element is not cell else None)
        if text:
            parts.append(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
