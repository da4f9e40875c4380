"""The text of one cell. Word shreds labels into a span a character: joined with nothing between."""

from lxml import etree

_BREAKS = frozenset(("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "ul", "ol", "dd", "dt"))


def cell_text(cell: etree._Element) -> str:
    """The cell's text, without white space at its ends; a line break stands where the page breaks the line."""
    text = cell.text
    lines = [" ".join(text.split())] if text else []
    for child in cell:
        if len(child) or child.tag not in _BREAKS:
            return _nested_text(cell)
        lines += [" ".join(text.split()) for text in (child.text, child.tail) if text]
    return "\n".join(filter(None, lines)) if len(lines) > 1 else "".join(lines)


def _nested_text(cell: etree._Element) -> str:
    """The text of a cell that holds more than one level of line breaks and nothing else."""
    parts: list[str] = []
    _walk(cell, parts)
    text = "".join(parts)
    if "\n" not in text:
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _walk(element: etree._Element, parts: list[str]) -> None:
    """All text below an element, line breaks of the page's source as spaces. No page is too deep: `html.MAX_DEPTH`."""
    breaks = element.tag in _BREAKS
    if breaks:
        parts.append("\n")
    if text := element.text:
        parts.append(_on_one_line(text))
    for child in element:
        _walk(child, parts)
        if tail := child.tail:
            parts.append(_on_one_line(tail))
    if breaks:
        parts.append("\n")


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
