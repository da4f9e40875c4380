"""The files that a report's page leads to: PDF, Word, Excel under the report's name."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

from parsel import Selector

from crawler.lines import page_tree
from crawler.text import squeezed


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file beside a report: absolute address, name as the page gives it, without white space."""

    url: str
    name: str


def attachments_of(text: str, absolute: Callable[[str], str]) -> list[Attachment]:
    """The files of a report's page, each once, in the order of the page. Raises TooDeep."""
    found = (*linked(page_tree(text)), *shown(text), *in_scripts(text))
    named = {absolute(href): name for href, name in reversed(found) if is_file(href, name) and is_reports(name)}
    return [Attachment(url, name) for url, name in reversed(named.items())]


def linked(page: Selector) -> Iterator[tuple[str, str]]:
    """Links: (address, name)."""
    for link in page.xpath("//a[@href]"):
        words = squeezed(link.xpath("string()").get() or "")
        name = link.attrib.get("download") or link.attrib.get("title") or words
        yield link.attrib["href"].strip(), squeezed(name) or words


def shown(text: str) -> Iterator[tuple[str, str]]:
    """Files in a viewer: (address, name); the tab is the report's own."""
    for found in re.finditer(_facts()["viewer"], text):
        yield unquote(found[1]), "原件"


def in_scripts(text: str) -> Iterator[tuple[str, str]]:
    """Files in the array of a script: (address, name)."""
    for found in re.finditer(_facts()["array"], text):
        yield found["url"], squeezed(found["name"])


def is_file(href: str, name: str) -> bool:
    """Whether an address, or where it has no extension the name, is that of a file of a known format."""
    said = name if any(re.search(pattern, href) for pattern in _facts()["served_by"]) else urlsplit(href).path
    return said.rpartition(".")[2].lower() in _facts()["extensions"]


def is_reports(name: str) -> bool:
    """Whether a file's name is that of a report or of a part of it."""
    if any(re.search(pattern, name) for pattern in _facts()["not_named"]):
        return False
    return any(re.search(pattern, name) for pattern in _facts()["named"])


def year_in(name: str) -> int | None:
    """The report year that a file's name states; null where it states none, or two."""
    years = {int(year) for year in re.findall(_facts()["year"], name)}
    return years.pop() if len(years) == 1 else None


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads((files("crawler") / "attachments.toml").read_text("utf-8"))
