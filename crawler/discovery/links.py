"""Where a page leads: links, frames, refreshes, what its scripts open, and menus that are data."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from parsel import Selector

from crawler.discovery.data import data_of, pattern
from crawler.families.rows import is_page
from crawler.lines import page_tree
from crawler.pages import REFRESH
from crawler.text import squeezed

Absolute = Callable[[str], str]


class By(StrEnum):
    """How a page leads to another."""

    LINK = "link"
    CRUMB = "breadcrumb"
    FRAME = "frame"
    REFRESH = "refresh"
    SCRIPT = "script"
    MENU = "menu"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a page leads. `url`: absolute; `words`: what it is called there, without white space, may be empty."""

    url: str
    words: str
    by: By


def links_of(text: str, absolute: Absolute) -> list[Link]:
    """The links of a page, each address once for the same words, in its order. Raises TooDeep.

    A text that is a script or JSON has those that stand in it.
    """
    page = page_tree(text or " ")
    found = (*markup_links(page), *attribute_calls(page), *script_links(text, page))
    joined = (Link(joined_url(href, absolute), squeezed(words), by) for href, words, by in found if is_page(href))
    return list(dict.fromkeys(link for link in joined if link.url.startswith(("http://", "https://"))))


def joined_url(href: str, absolute: Absolute) -> str:
    """An absolute address without its fragment; empty for what is none."""
    try:
        return absolute(html.unescape(href).strip()).partition("#")[0]
    except ValueError:
        return ""


def markup_links(page: Selector) -> Iterator[tuple[str, str, By]]:
    """Links, breadcrumbs, frames and a refresh, as (address, words, how)."""
    crumbs = {link.root for link in crumb_links(page)}
    for link in page.xpath("//a[@href] | //area[@href]"):
        yield link.attrib["href"], words_of(link), By.CRUMB if link.root in crumbs else By.LINK
    for frame in page.xpath("//iframe[@src] | //frame[@src]"):
        yield frame.attrib["src"], frame.attrib.get("title", ""), By.FRAME
    for script in page.xpath("//script/@src").getall():
        if pattern(data_of("links")["menu_files"]).search(script):
            yield script, "", By.SCRIPT


def crumb_links(page: Selector) -> Iterator[Selector]:
    """The links of what looks like a breadcrumb: by its class, or by its own words."""
    known = data_of("links")
    for element in page.xpath(
        "//*[count(.//a[@href]) >= 1 and count(.//a[@href]) <= 8][not(self::body or self::html)]"
    ):
        marked = f"{element.attrib.get('class', '')} {element.attrib.get('id', '')}"
        said = squeezed(" ".join(element.xpath("./text() | ./span/text()").getall()))
        if pattern(known["crumb_class"]).search(marked) or ("位置" in said and pattern(known["crumb"]).search(said)):
            yield from element.xpath(".//a[@href]")


def words_of(link: Selector) -> str:
    """What a link is called: its title, its text, or that of its picture."""
    return (
        link.attrib.get("title")
        or link.xpath("string()").get()
        or link.xpath(".//img/@alt").get()
        or link.attrib.get("alt", "")
    )


def attribute_calls(page: Selector) -> Iterator[tuple[str, str, By]]:
    """What elements open by script: `onclick`, `href="javascript:…"`."""
    for element in page.xpath("//*[@onclick or starts-with(@href, 'javascript:')]"):
        called = f"{element.attrib.get('onclick', '')};{element.attrib.get('href', '')}"
        for href, _ in hits(data_of("links")["calls"], called):
            yield href, words_of(element), By.SCRIPT


def script_links(text: str, page: Selector) -> Iterator[tuple[str, str, By]]:
    """What scripts open, write or hold as a menu; `text` itself where it is no markup."""
    known = data_of("links")
    refresh = REFRESH.search(text)
    if refresh:
        yield refresh.group(1), "", By.REFRESH
    scripts = page.xpath("//script//text()").getall() or ([] if "<html" in text[:2000].lower() else [text])
    for script in scripts:
        yield from ((href, words, By.MENU) for href, words in hits(known["menus"], script))
        yield from ((href, words, By.SCRIPT) for href, words in hits(known["written"], script))
        yield from ((href, "", By.SCRIPT) for href, _ in hits([*known["calls"], known["data_files"]], script))


def hits(patterns: list[str], text: str) -> Iterator[tuple[str, str]]:
    """Every hit of these patterns as (address, words), escapes of JSON undone."""
    for one in patterns:
        for found in pattern(one).finditer(text):
            said = found.groupdict()
            yield said["href"].replace("\\/", "/"), unescaped(said.get("words") or "")


def unescaped(text: str) -> str:
    """A text of a script with its \\uXXXX as characters."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), html.unescape(text))
