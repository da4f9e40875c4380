"""Lists of 博达 VSB that are asked for by the column's number: the pager's links tell how many pages there are."""

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from crawler.families.facts import ListFacts
from crawler.families.pager import PagerUnread, reasonable

HREF = re.compile(r"""href\s*=\s*["']([^"']+)["']""", re.I)


def pages_by_number(text: str, url: str, facts: ListFacts) -> list[str]:
    """The absolute addresses of page 2 and on, newest first; none where no link carries such a number.

    Raises PagerUnread where the links differ in what they say, or name a page beyond the last.
    """
    said = {(hit["before"], hit["after"], int(hit["pages"])): int(hit["number"]) for hit in hits(text, facts)}
    if not said:
        return []
    if len(said) > 1:
        raise PagerUnread("the links of the pager differ in more than the page they lead to: page 1 alone is read")
    ((before, after, pages), number) = said.popitem()
    if number > reasonable(pages, facts):
        raise PagerUnread(f"the list of {pages} pages links page {number}: page 1 alone is read")
    return [urljoin(url, f"{before}{page}{after}") for page in range(2, pages + 1)]


def hits(text: str, facts: ListFacts) -> Iterator[re.Match[str]]:
    """Every link that carries the number of its page and that of all pages."""
    for pattern in facts.patterns("by_number"):
        for href in HREF.findall(text):
            found = pattern.fullmatch(html.unescape(href).strip())
            if found is not None:
                yield found
