"""What a page holds that no reader sees: scripts, templates, hidden copies."""

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea")
_TEMPLATE_ATTRIBUTES = ("ms-repeat", "ng-repeat", "v-for", "ms-for")
# Looked for in the page first: nearly all pages have none, and text is searched many times faster than a tree.
_TEMPLATE_WORDS = (b"-repeat", b"-for")
# Asked of libxml2; elements themselves are not, which takes it time squared.
_HAS_TEMPLATES = etree.XPath("|".join(f"descendant::*/@{attribute}" for attribute in _TEMPLATE_ATTRIBUTES))
_STYLES = etree.XPath("descendant::*/@style", smart_strings=False)
_HAS_HIDDEN = etree.XPath("boolean(descendant::*/@hidden)")
# In a page that has none of these words nothing is hidden, nor is it in references (&#110;one) and dotted or dotless i.
_WORDS_OF_HIDING = (b"none", b"hidden", b"&#", "İ".encode()[:1])  # İ and ı begin alike


def clean(root: etree._Element, lower: bytes) -> None:
    """Drop scripts and template rows from the tree; the text behind them stays. `lower`: the page in lower case."""
    etree.strip_elements(root, *_NEVER, with_tail=False)
    if any(word in lower for word in _TEMPLATE_WORDS) and _HAS_TEMPLATES(root):
        _drop(root, [each for each in root.iter() if any(name in each.attrib for name in _TEMPLATE_ATTRIBUTES)])


def hidden_elements(root: etree._Element, lower: bytes) -> list[etree._Element]:
    """What the page's style hides. `lower`: the page in lower case."""
    if not any(word in lower for word in _WORDS_OF_HIDING):
        return []
    hiding = {style for style in set(cast("list[str]", _STYLES(root))) if _HIDDEN.search(style)}
    if not hiding and not _HAS_HIDDEN(root):
        return []
    return [each for each in root.iter() if each.get("style") in hiding or "hidden" in each.attrib]


def drop_hidden(root: etree._Element, hidden: Iterable[etree._Element]) -> bool:
    """Drop those elements; says whether there was anything to drop."""
    return _drop(root, hidden)


def _drop(root: etree._Element, unwanted: Iterable[etree._Element]) -> bool:
    dropped = False
    for element in unwanted:
        parent = element.getparent()
        if element is not root and parent is not None:
            _keep_tail(element, parent)
            parent.remove(element)
            dropped = True
    return dropped


def _keep_tail(element: etree._Element, parent: etree._Element) -> None:
    """The text behind an element goes to what stands ahead of it."""
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
