"""The article that a page's script carries, taken into the page as a browser shows it: behind what the page has."""

from typing import cast

from lxml import etree

_TEXTS = etree.XPath("//body//text()[not(ancestor::script or ancestor::style)]", smart_strings=False)
# Shorter texts may stand on any page.
_TELLING = 8


def shows(root: etree._Element, article: etree._Element) -> bool:
    """Whether a page prints all of the article itself: then its data are a second copy, and would count twice."""
    shown = "".join(_squeezed_texts(root))
    telling = [text for text in _squeezed_texts(article) if len(text) >= _TELLING]
    return bool(telling) and all(text in shown for text in telling)


def take_in(root: etree._Element, article: etree._Element) -> None:
    """Put the article at the end of the page, and what it says of itself at the end of the head.

    Its tables count on from those of the page; of two meta tags of a name the page's own stays the first.
    """
    for tag, place in (("head", 0), ("body", len(root))):
        children = article.find(tag)
        if children is None:
            continue
        of_page = root.find(tag)
        if of_page is None:
            of_page = etree.Element(tag)
            root.insert(place, of_page)
        of_page.extend(list(children))


def _squeezed_texts(root: etree._Element) -> list[str]:
    return ["".join(text.split()) for text in cast("list[str]", _TEXTS(root))]
