"""Any portal whose lists link their pages, without a family of its own: 河北, 四川, 临沧, 云南's departments."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.families.accounting import asked_for
from crawler.families.linked_pager import LinkedPager, linked_pager, next_address, place_fault
from crawler.families.lists import ListSpider
from crawler.families.pager import PagerUnread, rows_said
from crawler.ledger import Trouble
from crawler.text import page_text


class StaticSpider(ListSpider):
    """Reads the pages that a pager's links number; where only 下一页 leads on, one after the other to the last."""

    family = "static"

    def later_pages(self, response: Response) -> Iterator[Request]:
        """All other pages where their number is told, else the second. Raises PagerUnread."""
        text = page_text(response)
        self.declare(rows_said(text, self.facts))
        pager = linked_pager(text, response.url, self.facts)
        if pager is None:
            return
        if pager.pages is None:
            yield self.next_page(2, pager)
            return
        for page in range(2, pager.pages + 1):
            yield self.request(pager.address(page), self.parse_page, self.page_failed)

    def next_page(self, page: int, pager: LinkedPager) -> Request:
        """The page after another one, where nobody tells how many there are."""
        return self.request(pager.address(page), self.parse_next, self.next_failed, page=page, pager=pager)

    def parse_next(self, response: Response, page: int, pager: LinkedPager) -> Iterator[Request]:
        """Take the rows of a page, and go on to the next; a page that is not in its place ends the list as short."""
        text = page_text(response)
        self.pages.said, self.pages.last = None, asked_for(response)
        try:
            fault = place_fault(text, page, self.site.list_url or "", pager, self.facts)
            following = next_address(text, page, pager, self.facts)
        except PagerUnread as unread:
            fault, following = str(unread), None
        if fault:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, fault)
        elif following is None:
            self.pages.said = page
        elif page >= self.facts.most_pages:
            told = f"the list goes on after page {page}: beyond reason, it is not followed"
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, told)
        else:
            yield self.next_page(page + 1, pager)
        yield from self.parse_page(response)

    def next_failed(self, failure: Failure) -> None:
        """Enter a page that did not come: how many would have followed is not known."""
        self.pages.said = None
        self.page_failed(failure)
