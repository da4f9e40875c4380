"""Whether an answer of status 200 came in place of the portal's page; what shows it stands in `blocks.toml`."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from importlib.resources import files
from typing import Any

from parsel import Selector

from crawler.ledger import Trouble
from crawler.lines import TooDeep, page_tree, printed_lines, title_lines
from crawler.text import squeezed
from nianbao.domain.titles import parse_title


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of such pages; the fields are those of the data file. `even_named`: 0 for a kind that never is."""

    name: str
    trouble: Trouble
    means: str
    where: str
    most_text: int
    most_links: int
    even_named: int
    signs: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """The data file, compiled; lengths in characters."""

    statuses: frozenset[int]
    longest: int
    small: int
    longest_line: int
    most_links_read: int
    next_to_nothing: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Instead:
    """What came in place of a page: its kind, and the words or the script that show it."""

    kind: Kind
    sign: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page prints: its lines, their characters together, how many links it has, whether it is about reports."""

    lines: tuple[str, ...]
    length: int
    links: int
    is_named: bool


@cache
def block_facts() -> BlockFacts:
    """The data file, read once."""
    data = tomllib.loads((files("crawler") / "blocks.toml").read_text("utf-8"))
    kinds = tuple(map(kind_of, data.pop("kind")))
    return BlockFacts(frozenset(data.pop("statuses")), kinds=kinds, **data)


def kind_of(row: dict[str, Any]) -> Kind:
    """A row of the data file."""
    signs, trouble = tuple(map(re.compile, row.pop("signs"))), Trouble(row.pop("trouble"))
    return Kind(signs=signs, trouble=trouble, even_named=row.pop("even_named", 0), **row)


def instead_of_page(text: str) -> Instead | None:
    """What the page is in place of one of the portal; None for the portal's own, and for one nested beyond reason."""
    if len(text) > block_facts().longest or not may_hold_sign(text):
        return None
    try:
        shown = shown_by(page_tree(text or " "))
    except TooDeep:
        return None
    found = (found_as(kind, text, shown) for kind in block_facts().kinds)
    return next((instead for instead in found if instead), None)


def may_hold_sign(text: str) -> bool:
    """Whether it is worth while to read the page: a long one only for a sign that is found in its source."""
    if len(text) <= block_facts().small:
        return True
    return any(sign.search(text) for kind in block_facts().kinds for sign in kind.signs)


def shown_by(page: Selector) -> Shown:
    """What the page prints."""
    lines = printed_lines(page)
    links = page.xpath("//a[@href]")
    listed = (squeezed(link.xpath("string()").get() or "") for link in links[: block_facts().most_links_read])
    is_named = any(map(names_report, title_lines(page))) or any(map(names_report, listed))
    return Shown(lines, sum(map(len, lines)), len(links), is_named)


def names_report(line: str) -> bool:
    """Whether a line is the title of a report that says whose or of which year."""
    title = parse_title(line)
    return title is not None and (title.year is not None or bool(title.publisher))


def found_as(kind: Kind, text: str, shown: Shown) -> Instead | None:
    """The page as one of this kind."""
    most = min(kind.most_text, kind.even_named) if shown.is_named else kind.most_text
    if shown.length > most or shown.links > kind.most_links or (shown.is_named and not kind.even_named):
        return None
    places = [text] if kind.where == "markup" else [*messages(shown), *written_instead(text, shown)]
    hits = (sign.search(place) for place in places for sign in kind.signs)
    return next((Instead(kind, hit.group(0)[:80]) for hit in hits if hit), None)


def messages(shown: Shown) -> Iterator[str]:
    """The lines that may be a message, in the usual width of their characters."""
    for line in shown.lines:
        if len(line) <= block_facts().longest_line:
            yield unicodedata.normalize("NFKC", line)


def written_instead(text: str, shown: Shown) -> list[str]:
    """What scripts write on a page that prints next to nothing itself; nothing where they write a list of reports."""
    strings = list(written(text)) if shown.length < block_facts().next_to_nothing else []
    return [] if any(map(names_report, strings)) else strings


def written(text: str) -> Iterator[str]:
    """What the strings of the page's scripts say, without tags and white space, each character written out."""
    for _, string in re.findall(r"([\"'])((?:(?!\1)[^\\\n]|\\.){2,400})\1", text):
        plain = re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), string)
        for line in re.split(r"<[^<>]*>", unescape(plain)):
            if 0 < len(squeezed(line)) <= block_facts().longest_line:
                yield squeezed(line)
