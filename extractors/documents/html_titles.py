"""A page's own heading, in the order in which portals mean it."""

import re
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

_OF_HEAD = etree.XPath("//head//meta[@name][@content]")
_OF_PAGE = etree.XPath("//meta[@name][@content]")
_HEADINGS = ("h1", "ucaptitle", "h2", "h3")
_SITE_SUFFIX = re.compile(r"\s*[_|｜\-–—]{1,2}\s*")


def meta_of(root: etree._Element) -> dict[str, str]:
    """The meta tags of the head, names in lower case, the first of each name: pages include foreign headers."""
    found: dict[str, str] = {}
    for element in cast("list[etree._Element]", _OF_HEAD(root) or _OF_PAGE(root)):
        found.setdefault((element.get("name") or "").strip().lower(), (element.get("content") or "").strip())
    return found


def titles_of(root: etree._Element, meta: Mapping[str, str]) -> Iterator[str]:
    """Candidates for the title: ArticleTitle, h1, ucaptitle, then <title> whole and less the site's name.

    `meta` as `meta_of` gives it.
    """
    article = meta.get("articletitle", "")
    if article:
        yield article
    headings = list(root.iter(*_HEADINGS))
    for tag in _HEADINGS:
        yield from (_text(element) for element in headings if element.tag == tag)
    for element in root.iter("title"):
        whole = _text(element)
        yield whole
        yield from _SITE_SUFFIX.split(whole)


def _text(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
