"""A page made anew, element by element, of what may be shown: nothing of an archived page is let through as it came."""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from lxml import etree

from nianbao.domain.personal import mask

Element = etree._Element
_ELEMENTS = tomllib.loads(files("nianbao.explorer").joinpath("cell_page.toml").read_text("utf-8"))
KEPT, GONE = frozenset(_ELEMENTS["kept"]), frozenset(_ELEMENTS["gone"])
SPANS = ("rowspan", "colspan")
WIDEST = 1000
# lxml takes no characters that XML has no room for.
_UNPRINTED = dict.fromkeys(
    [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)]
)


class Builder:
    """Copies a page into elements of our own; remembers which of them became of some elements of the page."""

    def __init__(self, watched: Iterable[Element]) -> None:
        self._watched = set(watched)
        self.made: dict[Element, Element] = {}

    def page(self, root: Element) -> Element:
        """A `main` with all that is kept of the page."""
        main = etree.Element("main")
        self._inside(root, main)
        return main

    def _inside(self, element: Element, into: Element) -> None:
        add_text(into, element.text)
        for child in element:
            self._child(child, into)
            add_text(into, child.tail)

    def _child(self, child: Element, into: Element) -> None:
        # Comments and processing instructions have no name.
        name = child.tag.lower() if isinstance(child.tag, str) else ""
        if not name or name in GONE:
            return
        if name == "img":
            add_text(into, _instead(child))
            return
        if name not in KEPT:
            self._inside(child, into)
            return
        made = etree.SubElement(into, name)
        for span in SPANS:
            if (number := _span(child.get(span))) is not None:
                made.set(span, number)
        if child in self._watched:
            self.made[child] = made
        self._inside(child, made)


def add_text(element: Element, text: str | None) -> None:
    """Put text behind all that the element holds."""
    if not text:
        return
    printed = text.translate(_UNPRINTED)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + printed
    else:
        element.text = (element.text or "") + printed


def masked(main: Element, figures: Iterable[Element]) -> Element:
    """The same with a word in place of each piece of personal data, but in the cells of figures."""
    kept = {inner for figure in figures for inner in figure.iter()}
    for element in main.iter():
        if element.text and element not in kept:
            element.text = mask(element.text)
        if element.tail and element.getparent() not in kept:
            element.tail = mask(element.tail)
    return main


def ask(element: Element, raw: str) -> None:
    """Make it the cell that was asked for, which the keyboard reaches. One without print gets a place that is seen."""
    element.set("id", "cell")
    element.set("tabindex", "0")
    element.set("class", "asked")
    if not raw.strip():
        element.set("class", "asked empty")


def text_in(element: Element) -> str:
    """What is printed in it, without white space."""
    return squeezed("".join(_texts(element)))


def squeezed(text: str) -> str:
    """Without white space, which pages put in and leave out as they like."""
    return "".join(text.split())


def to_html(main: Element) -> str:
    """The element as HTML; every character of text that means something in HTML is escaped."""
    return etree.tostring(main, method="html", encoding="unicode")


def _texts(element: Element) -> Iterator[str]:
    return (str(text) for text in element.itertext())


def _instead(picture: Element) -> str:
    """Pictures of a page are not in the archive; what they are said to show stands in their place."""
    said = " ".join((picture.get("alt") or "").split())
    return f"〔图 {said}〕" if said else ""


def _span(printed: Any) -> str | None:
    digits = str(printed or "").strip()
    if not digits.isascii() or not digits.isdigit() or len(digits) > 4:
        return None
    return str(min(max(int(digits), 1), WIDEST))
