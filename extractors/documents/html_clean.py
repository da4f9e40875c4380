"""What a page holds that no reader sees: scripts, templates, hidden copies."""

import re

from lxml import html

_NEVER = ("script", "style", "noscript", "template", "iframe", "object", "svg", "select", "textarea")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TEMPLATE_ATTRIBUTES = ("ms-repeat", "ng-repeat", "v-for", "ms-for")


def clean(root: html.HtmlElement, hidden: bool) -> None:
    """Drop scripts and template rows from the tree, and with `hidden` what its style hides; text behind stays."""
    for element in list(root.iter()):
        if element is root or element.getparent() is None or not isinstance(element.tag, str):
            continue
        if element.tag in _NEVER or _is_template(element) or (hidden and _is_hidden(element)):
            element.drop_tree()


def _is_template(element: html.HtmlElement) -> bool:
    return any(name in element.attrib for name in _TEMPLATE_ATTRIBUTES)


def _is_hidden(element: html.HtmlElement) -> bool:
    return "hidden" in element.attrib or _HIDDEN.search(element.get("style") or "") is not None
