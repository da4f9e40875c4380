"""What a page holds that no reader sees: scripts, templates, hidden copies."""

import re
from collections.abc import Callable

from lxml import etree, html

_NEVER = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TEMPLATE_ATTRIBUTES = ("ms-repeat", "ng-repeat", "v-for", "ms-for")


def clean(root: html.HtmlElement) -> None:
    """Drop scripts and template rows from the tree; the text behind them stays."""
    _drop(root, lambda element: element.tag in _NEVER or _is_template(element))


def drop_hidden(root: html.HtmlElement) -> bool:
    """Drop what the page's style hides; says whether there was anything."""
    return _drop(root, _is_hidden)


def _drop(root: html.HtmlElement, unwanted: Callable[[html.HtmlElement], bool]) -> bool:
    dropped = False
    for element in list(root.iter(etree.Element)):
        if element is not root and element.getparent() is not None and unwanted(element):
            element.drop_tree()
            dropped = True
    return dropped


def _is_template(element: html.HtmlElement) -> bool:
    return any(name in element.attrib for name in _TEMPLATE_ATTRIBUTES)


def _is_hidden(element: html.HtmlElement) -> bool:
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "") is not None
