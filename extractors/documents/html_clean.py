"""What a page holds that no reader sees: scripts, templates, hidden copies."""

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea")
_TEMPLATE_ATTRIBUTES = ("ms-repeat", "ng-repeat", "v-for", "ms-for")
# Asked of libxml2: nearly all pages have none. Elements themselves are not, which takes it time squared.
_HAS_TEMPLATES = etree.XPath("|".join(f"descendant::*/@{attribute}" for attribute in _TEMPLATE_ATTRIBUTES))
_STYLES = etree.XPath("descendant::*/@style", smart_strings=False)
_HAS_HIDDEN = etree.XPath("boolean(descendant::*/@hidden)")


def clean(root: etree._Element) -> None:
    """Drop scripts and template rows from the tree; the text behind them stays."""
    _drop(root, list(root.iter(*_NEVER)))
    if _HAS_TEMPLATES(root):
        _drop(root, [each for each in root.iter() if any(name in each.attrib for name in _TEMPLATE_ATTRIBUTES)])


def drop_hidden(root: etree._Element) -> bool:
    """Drop what the page's style hides; says whether there was anything."""
    hiding = {style for style in set(cast("list[str]", _STYLES(root))) if _HIDDEN.search(style)}
    if not hiding and not _HAS_HIDDEN(root):
        return False
    return _drop(root, [each for each in root.iter() if each.get("style") in hiding or "hidden" in each.attrib])


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
