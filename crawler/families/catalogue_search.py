"""Columns of Hanweb whose rows come from the catalogue of the xxgk module, page by page."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawler.families.accounting import asked_for
from crawler.families.by_year import ByYearSpider
from crawler.families.lists import END_OF_PAGE, PageUnread
from crawler.families.pager import PagerUnread, reasonable
from crawler.families.rows import Row, list_rows
from crawler.families.xxgk_search import Search, breaks_off, is_answer, said_of, search_called
from crawler.ledger import Trouble
from crawler.text import page_text

HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest"}


class CatalogueSpider(ByYearSpider):
    """Posts the search that a column page's script calls; the first answer says how many pages there are."""

    def search_of(self, response: Response) -> Search | None:
        """The search of a column page; None where it calls none. Raises PagerUnread."""
        return search_called(page_text(response), response.url, self.facts)

    def parse_catalogue(self, response: Response, search: Search) -> Iterator[Request]:
        """Ask for page 1 of a column page's catalogue; a page that is cut is told."""
        self.ledger.open.discard(asked_for(response))
        if END_OF_PAGE not in page_text(response).lower():
            told = "the column page breaks off: it has no end tag"
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, told)
        if self.is_own(search.address):
            yield self.search_page(search, 1)

    def search_page(self, search: Search, page: int) -> Request:
        """A page of the catalogue, asked for as the page's script does."""
        how = {"method": "POST", "body": search.body(page), "headers": HEADERS}
        return self.request(search.url(page), self.parse_found, self.page_failed, how, search=search, page=page)

    def parse_found(self, response: Response, search: Search, page: int) -> Iterator[Request]:
        """Take the rows of an answer; the first one says how many there are."""
        text = page_text(response)
        self.declare(said_of("rows", text, self.facts))
        if page == 1 and is_answer(text, self.facts):
            yield from self.later_searches(response, search)
        yield from self.take_page(response, self.found_rows)

    def later_searches(self, response: Response, search: Search) -> Iterator[Request]:
        """Page 2 and on of the catalogue."""
        try:
            said = said_of("pages", page_text(response), self.facts)
            if said is None:
                raise PagerUnread("the catalogue does not say how many pages it has: page 1 alone is read")
            self.pages.said = reasonable(said, self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            return
        self.pages.last = asked_for(response)
        for page in range(2, self.pages.said + 1):
            request = self.search_page(search, page)
            self.pages.last = request.meta["asked"]
            yield request

    def found_rows(self, response: Response) -> list[Row]:
        """The rows of an answer; one that is cut is noted. Raises PageUnread, TooDeep."""
        text = page_text(response)
        if not is_answer(text, self.facts) or END_OF_PAGE in text.lower():
            raise PageUnread("the answer is not that of the catalogue: another page was served, or it breaks off")
        if breaks_off(text):
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, "the answer of the catalogue breaks off")
        return list(list_rows(f"<body>{text}</body>", response.urljoin, self.facts))
