"""上海: pages that count from 1, and archives by year whose addresses only the list's first page tells."""

import re
from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.families.accounting import asked_for
from crawler.families.comments import shown
from crawler.families.countdown import numbered
from crawler.families.lists import END_OF_PAGE, ListSpider
from crawler.families.pager import PagerUnread, first_hit, reasonable, refuse_signs
from crawler.families.rows import Absolute, is_page, list_rows
from crawler.ledger import Trouble
from crawler.lines import TooDeep, page_tree
from crawler.text import page_text, squeezed


class ShanghaiSpider(ListSpider):
    """Page 2 is `index_2.html`. An index that links years leads to as many lists, and all of them are read."""

    family = "shanghai"

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        # The lists that make up the whole, by document, and whether each told how many pages it has.
        self.lists: set[str] = set()
        self.all_told = True

    def parse_first_page(self, response: Response) -> Iterator[Any]:
        """The first page of the list, or of an archive of it; its archives are asked for."""
        self.lists.add(self.document_key(asked_for(response)))
        text = shown(page_text(response))
        try:
            archives = list(archives_in(text, response.urljoin, self.facts.more["archive"]))
            has_rows = any(list_rows(text, response.urljoin, self.facts))
        except TooDeep as refused:
            self.ledger.open.discard(asked_for(response))
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(refused))
            return
        for url in archives:
            yield from self.ask_archive(self.at_home(url))
        if archives and not has_rows and asked_for(response) == self.site.list_url:
            self.close_index(response, text)
        else:
            yield from self.parse_list(response)

    def ask_archive(self, url: str) -> Iterator[Request]:
        """The first page of a year's archive, once."""
        if self.document_key(url) not in self.lists:
            self.lists.add(self.document_key(url))
            if self.is_own(url):
                yield self.request(url, self.parse_first_page, self.page_failed)

    def close_index(self, response: Response, text: str) -> None:
        """Enter an index, which has no rows of its own; one that breaks off may lack an archive."""
        self.ledger.open.discard(asked_for(response))
        if END_OF_PAGE not in text.lower():
            told = "the index of the archives breaks off: it has no end tag"
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, told)

    def parse_list(self, response: Response) -> Iterator[Any]:
        """The pages of one list, whose last may hold fewer rows than the others."""
        try:
            later = list(self.later_pages(response))
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            later, self.all_told = [], False
        self.pages.last = (later[-1].meta if later else response.meta)["asked"]
        self.pages.ends.add(self.pages.last)
        self.pages.said = (self.pages.said or 0) + 1 + len(later) if self.all_told else None
        yield from later
        yield from self.parse_page(response)

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The pages that the pager's script counts. Raises PagerUnread."""
        text = shown(page_text(response))
        found = first_hit(self.facts.patterns("pages"), text)
        if found is None:
            refuse_signs(text, self.facts)
            return
        if int(found[1]) < 1:
            raise PagerUnread("the pager says that the list has no page: page 1 alone is read")
        for number in range(2, reasonable(int(found[1]), self.facts) + 1):
            yield self.request(numbered(response.url, number, self.facts), self.parse_page, self.page_failed)

    def missing_rows(self) -> Iterator[tuple[str, str]]:
        """What shows that rows are missing; a single year without archives is one archive in place of the index."""
        yield from super().missing_rows()
        years = {row.year for row in self.ledger.rows.values() if row.verdict == "report" and row.year}
        if len(self.lists) == 1 and len(years) == 1 and min(years) > self.site.first_year:
            told = f"the list holds reports of {min(years)} alone and links no other year's archive"
            yield self.site.list_url or "", told


def archives_in(text: str, absolute: Absolute, named: str) -> Iterator[str]:
    """The addresses of the links whose whole text is a year. Raises TooDeep."""
    for link in page_tree(text).xpath("//body//a[@href]"):
        if is_page(link.attrib["href"]) and re.fullmatch(named, squeezed(link.xpath("string()").get() or "")):
            yield absolute(link.attrib["href"].strip())
