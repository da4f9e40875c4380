"""A page's own heading, in the order in which portals mean it."""

import re
from collections.abc import Iterator

from lxml import html

_SITE_SUFFIX = re.compile(r"\s*[_|｜\-–—]{1,2}\s*")


def meta_of(root: html.HtmlElement) -> dict[str, str]:
    """The meta tags of the head, names in lower case, the first of each name: pages include foreign headers."""
    found: dict[str, str] = {}
    for element in root.xpath("//head//meta[@name][@content]") or root.xpath("//meta[@name][@content]"):
        found.setdefault(element.get("name").strip().lower(), element.get("content").strip())
    return found


def titles_of(root: html.HtmlElement) -> Iterator[str]:
    """Candidates for the title: ArticleTitle, h1, ucaptitle, then <title> whole and less the site's name."""
    article = meta_of(root).get("articletitle", "")
    if article:
        yield article
    for tag in ("h1", "ucaptitle", "h2", "h3"):
        for element in root.iter(tag):
            yield _text(element)
    for element in root.iter("title"):
        whole = _text(element)
        yield whole
        yield from _SITE_SUFFIX.split(whole)


def _text(element: html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())
