"""TRS WCM (拓尔思): ministries, 重庆, 湖南, 福建, 湖北, 内蒙古; lists of static pages, their number in a script."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

from scrapy import Request
from scrapy.http import Response

from crawler.addresses import host_of
from crawler.families.accounting import asked_for
from crawler.families.fujian_search import Found, found_in, search_form
from crawler.families.lists import ListSpider, PageUnread
from crawler.families.pager import PagerUnread, reasonable
from crawler.families.rows import Row
from crawler.families.trs_pager import read_pager
from crawler.ledger import Trouble
from crawler.lines import TooDeep
from crawler.text import page_text


class TrsSpider(ListSpider):
    """Page 2 is `index_1.html`; how many there are stands in a script alone.

    In 福建 the page may hold only the first rows: then its script posts to the site's search, and so do we.
    """

    family = "trs"

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        # Titles of the rows in the page, which the search must give too.
        self.preview: set[str] = set()
        self.found: set[str] = set()

    def parse_first_page(self, response: Response) -> Iterator[Any]:
        """The list's first page, or the preview of a list that the search gives."""
        form = self.search_called(page_text(response))
        if form is None:
            yield from super().parse_first_page(response)
        else:
            yield self.search_page(urljoin(response.url, self.facts.more["search"]["path"]), form)
            yield from self.take_preview(response)

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The static pages that the pager's script names."""
        pager = read_pager(page_text(response), self.facts)
        self.declare(pager.rows)
        for name in pager.later:
            yield self.request(response.urljoin(name), self.parse_page, self.page_failed)

    # --- the search of 福建 -------------------------------------------------------------------------------------------

    def search_called(self, text: str) -> dict[str, str] | None:
        """The form that the page's script posts; None where it has static pages, or no search."""
        try:
            read_pager(text, self.facts)
        except PagerUnread:
            return search_form(text, self.facts)
        return None

    def take_preview(self, response: Response) -> Iterator[Request]:
        """Take the rows that stand in the page."""
        self.ledger.open.discard(asked_for(response))
        try:
            rows = self.html_rows(response)
        except TooDeep as refused:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(refused))
            return
        self.preview |= {row.title for row in rows}
        for row in sorted(rows, key=self.rank_of_address):
            yield from self.take(row)

    def search_page(self, url: str, form: Mapping[str, str]) -> Request:
        """A page of the search, asked for as the page's script does."""
        origin = f"{url.partition('://')[0]}://{host_of(url)}"
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Requested-With": "XMLHttpRequest",
            "Origin": origin,
            "Referer": self.site.list_url,
        }
        how = {"method": "POST", "body": urlencode(form), "headers": headers}
        return self.request(url, self.parse_search, self.page_failed, how, form=form)

    def parse_search(self, response: Response, form: Mapping[str, str]) -> Iterator[Request]:
        """Take the rows of a page of the search; the first one says how many there are."""
        found = self.found_by(response)
        if found is not None and form["page"] == "1":
            self.declare(found.rows_in_all)
            self.pages.said = found.pages
            yield from self.later_searches(response, form, found)
        yield from self.take_page(response, self.searched_rows)

    def later_searches(self, response: Response, form: Mapping[str, str], found: Found) -> Iterator[Request]:
        """Page 2 and on of the search."""
        try:
            pages = reasonable(found.pages, self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            return
        for page in range(2, pages + 1):
            request = self.search_page(response.url, {**form, "page": str(page)})
            self.pages.last = request.meta["asked"]
            yield request

    def found_by(self, response: Response) -> Found | None:
        """The answer of the search; None for another one."""
        return found_in(page_text(response), response.urljoin, self.facts)

    def searched_rows(self, response: Response) -> list[Row]:
        """The rows in an answer of the search. Raises PageUnread."""
        found = self.found_by(response)
        if found is None:
            raise PageUnread("the answer is not that of the search: another page was served, or it breaks off")
        self.found |= {row.title for row in found.rows}
        return list(found.rows)

    def missing_rows(self) -> Iterator[tuple[str, str]]:
        """What shows that the list has more rows than it gave; a search that lacks what the page shows is another's."""
        yield from super().missing_rows()
        if self.found and not self.preview <= self.found:
            told = f"the search lacks {len(self.preview - self.found)} of the rows that the page itself shows"
            yield self.site.list_url or "", told
