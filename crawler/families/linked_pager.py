"""The pager of a list that links its pages: how they are called, and how many there are, from the links alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urldefrag, urljoin

from crawler.addresses import less, same_page
from crawler.families.comments import shown
from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread, first_hit, reasonable, refuse_signs
from crawler.families.rows import is_page
from crawler.lines import TooDeep, page_tree
from crawler.text import squeezed

Kind = Literal["next", "last", "previous", "number"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a pager. `said`: the page that its text numbers, null for a word. `name`: the address around its own
    number, and `number`; null where no number of a page stands in it.
    """

    kind: Kind
    said: int | None
    address: str
    name: tuple[str, str] | None
    number: int | None


@dataclass(frozen=True, slots=True)
class LinkedPager:
    """Page k has number k + `shift` between the two parts of `name`. `pages`: null where 下一页 alone leads on."""

    name: tuple[str, str]
    shift: int
    pages: int | None

    def address(self, page: int) -> str:
        """Where a page stands, counted from 1; the first may have another address too."""
        return f"{self.name[0]}{page + self.shift}{self.name[1]}"


def linked_pager(text: str, url: str, facts: ListFacts) -> LinkedPager | None:
    """The pager of a list's first page; None for a list of one page.

    Raises PagerUnread where its links do not agree, or do not tell enough.
    """
    text = shown(text)
    links, found = pager_links(text, url, facts), first_hit(facts.patterns("pages"), text)
    said = reasonable(int(found[1]), facts) if found else None
    own = [link for link in links if same_page(link.address) != same_page(url)]
    if not own:
        is_last = any(link.kind == "last" for link in links)
        if said != 1 and not is_last:
            refuse_signs(text, facts)
        if said not in (None, 1):
            raise PagerUnread(f"the list of {said} pages links none of them: page 1 alone is read")
        return None
    name = common_name(own)
    members = [link for link in own if link.name == name]
    shift = common_shift(members, links, said)
    last = [link.number - shift for link in members if link.kind == "last" and link.number is not None]
    pages = said if said is not None else reasonable(last[0], facts) if last else None
    beyond = [link.address for link in members if pages and link.number is not None and link.number - shift > pages]
    if beyond:
        raise PagerUnread(f"the list of {pages} pages links {beyond[0]}: page 1 alone is read")
    if pages is None and not any(link.kind == "next" for link in members):
        raise PagerUnread("the pager tells neither the next page nor how many there are: page 1 alone is read")
    return LinkedPager(name, shift, pages)


def common_name(links: Sequence[Link]) -> tuple[str, str]:
    """What the addresses of a pager's links have in common. Raises PagerUnread."""
    words = [link for link in links if link.kind in ("next", "last")] or links
    names = {link.name for link in words}
    name = names.pop()
    if names or name is None:
        raise PagerUnread("the links of the pager differ in more than the page they lead to: page 1 alone is read")
    return name


def common_shift(members: Sequence[Link], links: Sequence[Link], said: int | None) -> int:
    """By how much numbers differ from pages, on a first page: 0, or -1 where page 2 is number 1. Raises PagerUnread."""
    numbered = [(link, link.number) for link in members if link.number is not None]
    told = {number - link.said for link, number in numbered if link.said is not None}
    told |= {number - said for link, number in numbered if link.kind == "last" and said is not None}
    if not told and any(link.kind == "previous" for link in links):
        # The next page alone tells the number of this one: it must be the first.
        raise PagerUnread("the list's first page links one before it: page 1 alone is read")
    told |= {number - 2 for link, number in numbered if link.kind == "next"}
    if len(told) != 1 or not told <= {0, -1}:
        raise PagerUnread("the links of the pager do not agree on how pages are counted: page 1 alone is read")
    return told.pop()


def place_fault(text: str, page: int, first: str, pager: LinkedPager, facts: ListFacts) -> str:
    """Why a page that 下一页 led to is not that page of the list, empty where it is: its neighbours must be its own."""
    links = pager_links(shown(text), pager.address(page), facts)
    before = [link for link in links if link.kind == "previous"]
    allowed = {same_page(pager.address(page - 1)), same_page(first) if page == 2 else ""}
    if not before or any(same_page(link.address) not in allowed for link in before):
        return f"the page does not link page {page - 1} as the one before it: another page was served, or it breaks off"
    after = next_address(text, page, pager, facts)
    if after is not None and same_page(after) != same_page(pager.address(page + 1)):
        return f"the page links {after} as page {page + 1}: it is not followed"
    return ""


def next_address(text: str, page: int, pager: LinkedPager, facts: ListFacts) -> str | None:
    """Where a page's 下一页 leads; None where it leads nowhere, or to the page itself."""
    here = pager.address(page)
    links = (link.address for link in pager_links(shown(text), here, facts) if link.kind == "next")
    return next((address for address in links if same_page(address) != same_page(here)), None)


def pager_links(text: str, url: str, facts: ListFacts) -> list[Link]:
    """Every link of a page whose whole text is a pager's. Raises PagerUnread for a page that cannot be read."""
    try:
        return list(links_of(text, url, facts))
    except TooDeep as refused:
        raise PagerUnread(str(refused)) from refused


def links_of(text: str, url: str, facts: ListFacts) -> Iterator[Link]:
    """The same. Raises TooDeep."""
    for element in page_tree(text).xpath("//body//a[@href]"):
        word = squeezed(element.xpath("string()").get() or "")
        kind = kind_of(word, facts)
        if kind and is_page(element.attrib["href"]):
            address = less(urldefrag(urljoin(url, element.attrib["href"].strip())).url, facts.volatile)
            name, number = taken_apart(address, facts)
            yield Link(kind, int(word) if kind == "number" else None, address, name, number)


def kind_of(word: str, facts: ListFacts) -> Kind | None:
    """What a link's text says it leads to; None for what is no pager's."""
    if re.fullmatch("[1-9][0-9]{0,3}", word):
        return "number"
    known: tuple[Kind, ...] = ("next", "last", "previous")
    bare = word.strip(facts.more["around"])
    return next(
        (kind for kind in known if word in facts.more["words"][kind] or bare in facts.more["words"][kind]), None
    )


def taken_apart(address: str, facts: ListFacts) -> tuple[tuple[str, str] | None, int | None]:
    """An address around the number of its page, and that number."""
    found = first_hit(facts.patterns("numerals"), address)
    if found is None:
        return None, None
    return (address[: found.start("number")], address[found.end("number") :]), int(found["number"])
