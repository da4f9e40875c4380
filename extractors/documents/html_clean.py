"""What a page holds that no reader sees: scripts, templates, hidden copies."""

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea")
_TEMPLATE_ATTRIBUTES = ("ms-repeat", "ng-repeat", "v-for", "ms-for")
# Attributes are asked for without a predicate: libxml2 is a hundred times slower with one.
_TEMPLATES = etree.XPath("|".join(f"descendant::*/@{attribute}/.." for attribute in _TEMPLATE_ATTRIBUTES))
_STYLES = etree.XPath("descendant::*/@style", smart_strings=False)
_STYLED = etree.XPath("descendant::*/@style/..")
_MARKED = etree.XPath("descendant::*/@hidden/..")


def clean(root: etree._Element) -> None:
    """Drop scripts and template rows from the tree; the text behind them stays."""
    _drop(root, [*root.iter(*_NEVER), *_found(_TEMPLATES, root)])


def drop_hidden(root: etree._Element) -> bool:
    """Drop what the page's style hides; says whether there was anything."""
    hidden = _found(_MARKED, root)
    hiding = {style for style in set(cast("list[str]", _STYLES(root))) if _HIDDEN.search(style)}
    if hiding:
        hidden += [element for element in _found(_STYLED, root) if element.get("style") in hiding]
    return _drop(root, hidden)


def _found(query: etree.XPath, root: etree._Element) -> list[etree._Element]:
    return cast("list[etree._Element]", query(root))


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
