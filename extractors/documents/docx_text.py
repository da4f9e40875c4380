"""The text of a Word paragraph as it is printed: without deleted, hidden and field text."""

from collections.abc import Iterator

from lxml import etree

from extractors.documents.office_xml import attribute, child, local

# what is not printed where it stands: properties, deletions, field codes, the second copy of a drawing, pinyin above
_SKIPPED = frozenset(
    ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent", "rt", "sectPr")
)


def paragraph_text(paragraph: etree._Element) -> str:
    """The paragraph's text; a line break of the writer is a newline."""
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    for inner in element:
        match local(inner):
            case "t":
                yield (inner.text or "").replace("\n", " ")
            case "tab" | "ptab":
                yield " "
            case "br" | "cr":
                yield "" if attribute(inner, "type") == "page" else "\n"
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield _symbol(attribute(inner, "char"))
            case name if name in _SKIPPED or (name == "r" and _is_hidden(inner)):
                continue
            case _:
                yield from _pieces(inner)


def _is_hidden(run: etree._Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and attribute(hidden, "val", "1") not in ("0", "false", "off")


def _symbol(code: str) -> str:
    """A character of a symbol font: something is printed, but its code does not say what."""
    return "\ufffd" if code else ""
