"""广东 gkmlpt: categories out of the portal's own catalogue, lists as JSON; columns divided into folders by year."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from crawler.families.accounting import asked_for
from crawler.families.catalogue import Catalogue, catalogue_in
from crawler.families.json_list import Entries, at, entries_in
from crawler.families.lists import PageUnread
from crawler.families.pager import PagerUnread, reasonable
from crawler.families.rows import Row
from crawler.families.year_folders import YearFoldersSpider
from crawler.ledger import Trouble
from crawler.text import page_text


class GkmlptSpider(YearFoldersSpider):
    """The category of annual reports is found by its name, its number and the portal's are read from the page.

    A list page without a catalogue is a column, whose folders by year are its parts ([V] 广州).
    """

    family = "gkmlpt"

    def parse_first_page(self, response: Response) -> Iterator[Any]:
        """The index page with the catalogue, or a column."""
        try:
            catalogue = catalogue_in(page_text(response), self.facts)
        except PagerUnread as unread:
            self.ledger.open.discard(asked_for(response))
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            return
        if catalogue is None:
            yield from self.parse_column(response)
            return
        self.ledger.open.discard(asked_for(response))
        self.tell_break(response)
        for category in catalogue.categories:
            yield self.page_of(catalogue, category, 1)

    # --- categories ---------------------------------------------------------------------------------------------------

    def page_of(self, catalogue: Catalogue, category: str, page: int) -> Request:
        """A page of a category's list."""
        names, whole = self.facts.more["catalogue"], self.site.list_url or ""
        found = re.match(names["base"], whole)
        base = found[0] if found else urljoin(whole, names["usual_base"])
        url = names["api"].format(base=base, category=category, page=page, site=catalogue.site)
        facts: dict[str, Any] = {"catalogue": catalogue, "category": category, "page": page}
        request = self.request(url, self.parse_category, self.page_failed, **facts)
        self.account(category).last = request.meta["asked"]
        return request

    def parse_category(self, response: Response, catalogue: Catalogue, category: str, page: int) -> Iterator[Request]:
        """Take the rows of a page of a category; the first one says how many there are."""
        entries = self.entries_of(response, catalogue.categories[category])
        if entries is not None and page == 1:
            self.declare_part(category, entries.total)
            if not entries.rows and entries.total == 0:
                # A category whose rows are all in those below it.
                self.account(category).said = 1
                self.ledger.open.discard(asked_for(response))
                return
            yield from self.later_of(response, catalogue, category, entries)
        yield from self.take_part(response, category, partial(self.category_rows, name=catalogue.categories[category]))

    def later_of(self, response: Response, catalogue: Catalogue, category: str, entries: Entries) -> Iterator[Request]:
        """Page 2 and on of a category."""
        try:
            if entries.total is None:
                raise PagerUnread("the answer does not say how many rows its list has: those of page 1 alone are read")
            pages = reasonable(-(-entries.total // max(len(entries.rows), 1)), self.facts)
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            return
        self.account(category).said = pages
        for page in range(2, pages + 1):
            yield self.page_of(catalogue, category, page)

    def entries_of(self, response: Response, name: str) -> Entries | None:
        """The rows in an answer, all that it declares; None for another page, or the answer of another category."""
        names = self.facts.more["catalogue"]
        entries = entries_in(page_text(response), response.urljoin, names["names"])
        whose = at(entries.said, names["whose"]) if entries else None
        return entries if whose in (None, name) else None

    def category_rows(self, response: Response, name: str) -> list[Row]:
        """The rows in an answer. Raises PageUnread."""
        entries = self.entries_of(response, name)
        if entries is None:
            raise PageUnread(f"the answer is not that of the list {name}: another page was served, or it breaks off")
        return list(entries.rows)
