"""Hanweb JCMS (大汉): 浙江, 江苏, 山东; the first records lie in the column page, the rest are called for."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.families.accounting import asked_for
from crawler.families.catalogue_search import CatalogueSpider
from crawler.families.datastore import Call, later_calls, list_store, store_rows, stores_in
from crawler.families.jpaas import jpaas_pages, markup_of
from crawler.families.lists import PageUnread
from crawler.families.pager import PagerUnread, refuse_signs, rows_said
from crawler.families.rows import Row, list_rows
from crawler.ledger import Trouble
from crawler.lines import TooDeep
from crawler.pages import fault_of, stub_fault
from crawler.text import page_text
from crawler.troubles import failed_request

# A portal that takes no POST here may take the same call by GET.
NO_POST = frozenset({403, 404, 405, 501})

# A report links the articles before and after it.
NEIGHBOURS = 2


class HanwebSpider(CatalogueSpider):
    """Three kinds of list: a datastore with calls, a pager with addresses (jpaas), and rows in plain markup ([V] 山东).

    A column page may be the report itself ([V] 舟山), or ask for its organ's reports by year ([V] 丽水), or search the
    catalogue.
    """

    family = "hanweb"

    def parse_first_page(self, response: Response) -> Iterator[Any]:
        """The list's first page, unless the column page is the report."""
        if self.is_report(response):
            self.ledger.asked.add(self.document_key(asked_for(response)))
            yield from self.parse_report(response)
            yield from self.ask_other_years(response)
            return
        try:
            no_list = self.shows_no_list(response)
            address = self.yearly_of(response) if no_list else None
            search = self.search_of(response) if no_list else None
        except (PagerUnread, TooDeep) as unread:
            self.years_unread(response, unread)
            return
        if address:
            yield from self.parse_yearly_column(response, address)
        elif search:
            yield from self.parse_catalogue(response, search)
        else:
            yield from super().parse_first_page(response)

    def ask_other_years(self, response: Response) -> Iterator[Request]:
        """The years of the organ whose report a column page is; a menu of many organs leads to none of them."""
        try:
            address = self.yearly_of(response)
        except (PagerUnread, TooDeep):
            return
        if address and self.is_own(address):
            yield from self.ask_years(address)

    def shows_no_list(self, response: Response) -> bool:
        """Whether a column page has neither records nor rows nor a pager that asks for some. Raises TooDeep."""
        text = page_text(response)
        if stores_in(text, self.facts) or any(list_rows(text, response.urljoin, self.facts)):
            return False
        try:
            return jpaas_pages(text, response.url, self.facts) is None
        except PagerUnread:
            return False

    def is_report(self, response: Response) -> bool:
        """Whether a column page shows a report's title and headings, and no list."""
        text = page_text(response)
        headings = sum(heading in text for heading in self.facts.more["report_headings"])
        if headings < self.facts.more["fewest_headings"]:
            return False
        try:
            rows = list(list_rows(text, response.urljoin, self.facts))
        except TooDeep:
            return False
        articles = [row for row in rows if self.facts.article.search(row.url)]
        has_list = bool(stores_in(text, self.facts)) or len(articles) > NEIGHBOURS
        return not has_list and fault_of(response, None) is None

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The calls or addresses of the records that the column page does not hold."""
        text = page_text(response)
        store = list_store(text, response.url, self.facts)
        if store is not None:
            self.declare(rows_said(text, self.facts))
            for call in later_calls(text, response.url, store, self.facts):
                yield self.call_by_post(call)
            return
        try:
            paged = jpaas_pages(text, response.url, self.facts)
        except TooDeep as refused:
            raise PagerUnread(str(refused)) from refused
        if paged is None:
            refuse_signs(text, self.facts)
            return
        self.declare(paged[0])
        for url in paged[1]:
            yield self.request(url, self.parse_markup, self.page_failed)

    def parse_page(self, response: Response) -> Iterator[Request]:
        """Take the rows of the column page."""
        has_store = stores_in(page_text(response), self.facts)
        yield from self.take_page(response, self.stored_rows if has_store else self.html_rows)

    def stored_rows(self, response: Response) -> list[Row]:
        """The rows of a datastore; one whose end or a record is missing is noted. Raises PageUnread."""
        text = page_text(response)
        try:
            store = list_store(text, response.url, self.facts)
        except PagerUnread as unread:
            raise PageUnread(str(unread)) from unread
        if store is None:
            raise PageUnread("the answer holds no records: another page was served")
        if not store.whole:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, "the records break off")
        return list(store_rows(store, response.urljoin))

    # --- calls --------------------------------------------------------------------------------------------------------

    def call_by_post(self, call: Call) -> Request:
        """The call as the page's script makes it."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "XMLHttpRequest"}
        body = urlencode(call.form)
        facts = {"method": "POST", "body": body, "headers": headers}
        return self.request(call.post_url, self.parse_call, self.call_failed, facts, call=call)

    def parse_call(self, response: Response, call: Call) -> Iterator[Request]:
        """Take the records of a reply; where it is empty, ask by GET."""
        stores = stores_in(page_text(response), self.facts)
        if any(store.records for store in stores):
            self.declare(rows_said(page_text(response), self.facts))
            yield from self.take_page(response, self.stored_rows)
            return
        told = "the answer holds no records: another page was served, or deep paging is refused"
        yield self.call_by_get(asked_for(response), call, stub_fault(response) or (Trouble.LIST_SHORT, told))

    def call_failed(self, failure: Failure) -> Iterator[Request]:
        """Ask by GET where POST is not taken, else enter the failure."""
        request = failed_request(failure)
        if isinstance(failure.value, HttpError) and failure.value.response.status in NO_POST:
            fault = self.fault_in(failure, "list page")
            yield self.call_by_get(request.meta["asked"], request.cb_kwargs["call"], fault)
        else:
            self.page_failed(failure)

    def call_by_get(self, asked: str, call: Call, fault: tuple[Trouble, str]) -> Request:
        """The same call without a form; `fault` is what its own failure will be called."""
        self.ledger.open.discard(asked)
        return self.request(call.get_url, self.parse_second_call, self.second_call_failed, asked=asked, fault=fault)

    def parse_second_call(self, response: Response, asked: str, fault: tuple[Trouble, str]) -> Iterator[Request]:
        """Take the records of a reply to GET."""
        if any(store.records for store in stores_in(page_text(response), self.facts)):
            self.declare(rows_said(page_text(response), self.facts))
            yield from self.take_page(response, self.stored_rows)
            return
        self.ledger.open.discard(asked_for(response))
        self.ledger.fall_short(asked, *fault)

    def second_call_failed(self, failure: Failure) -> None:
        """Enter what the first call came to."""
        request = failed_request(failure)
        self.ledger.open.discard(request.meta["asked"])
        self.ledger.fall_short(request.cb_kwargs["asked"], *request.cb_kwargs["fault"])

    def parse_markup(self, response: Response) -> Iterator[Request]:
        """Take the rows of a page of a newer list."""
        yield from self.take_page(response, self.markup_rows)

    def markup_rows(self, response: Response) -> list[Row]:
        """The rows in a JSON answer. Raises PageUnread, TooDeep."""
        markup = markup_of(page_text(response))
        if markup is None:
            raise PageUnread("the answer is not that of a list's page: another page was served, or it breaks off")
        return list(list_rows(f"<body>{markup}</body>", response.urljoin, self.facts))
