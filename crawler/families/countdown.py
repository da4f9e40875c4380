"""The pager of a list that counts down: how many pages, and what they are called."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread, first_hit, reasonable, refuse_signs


def later_names(text: str, url: str, facts: ListFacts) -> list[str]:
    """The absolute addresses of page 2 and on; none where there is no sign of any.

    Raises PagerUnread where the number of pages cannot be told, or where the page links its neighbours otherwise.
    """
    said = first_hit(facts.patterns("pages"), text)
    linked = linked_numbers(text, facts)
    if said is None and not linked:
        refuse_signs(text, facts)
        return []
    pages = reasonable(int(said.group(1)) if said else max(linked) + 1, facts)
    names = [numbered(url, number, facts) for number in range(pages - 1, 0, -1)]
    strange = [name for name in linked.values() if urljoin(url, name) not in names]
    if strange:
        raise PagerUnread(f"the list of {pages} pages links {strange[0]}, which is none of those that count down")
    return names


def linked_numbers(text: str, facts: ListFacts) -> dict[int, str]:
    """The numbered pages that a page names, by number."""
    return {int(found["number"]): found["name"] for found in link_hits(text, facts)}


def link_hits(text: str, facts: ListFacts) -> Iterator[re.Match[str]]:
    """Every place in the text that names a numbered page, the first page left out."""
    for pattern in facts.patterns("neighbours"):
        yield from (found for found in pattern.finditer(text) if int(found["number"]))


def numbered(url: str, number: int, facts: ListFacts) -> str:
    """The address of the page with this number. Raises PagerUnread where the list's own is not of the known shape."""
    first = re.fullmatch(facts.more["first_page"], url)
    if first is None:
        raise PagerUnread(f"the list's own address does not tell how its pages are called: {facts.more['first_page']}")
    later: str = facts.more["later_page"]
    return later.format(number=number, **first.groupdict())
