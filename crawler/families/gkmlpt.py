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
from crawler.families.divided import DividedSpider
from crawler.families.json_list import Entries, at, entries_in
from crawler.families.lists import PageUnread
from crawler.families.pager import PagerUnread, reasonable, refuse_signs
from crawler.families.rows import Row
from crawler.ledger import Trouble
from crawler.lines import TooDeep, page_tree
from crawler.text import page_text


class GkmlptSpider(DividedSpider):
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
        for category in catalogue.categories:
            yield self.page_of(catalogue, category, 1)

    def rank_of_address(self, row: Row) -> tuple[bool, int]:
        """As in every family; the page for telephones comes last, in whatever folder the article stands."""
        _, distance = super().rank_of_address(row)
        return any(pattern.search(row.url) for pattern in self.facts.patterns("later_addresses")), distance

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

    # --- folders by year ----------------------------------------------------------------------------------------------

    def parse_column(self, response: Response) -> Iterator[Request]:
        """Ask for the folders of a column, and take the rows of the page, which may be one of theirs."""
        try:
            folders = self.folders_in(response)
            if not folders:
                refuse_signs(page_text(response), self.facts)
        except (PagerUnread, TooDeep) as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            folders = []
        for folder in folders:
            yield self.folder_page(folder, folder)
        yield from self.take_part(response, asked_for(response), self.html_rows)

    def folder_page(self, folder: str, url: str) -> Request:
        """A page of a folder."""
        request = self.request(url, self.parse_folder, self.page_failed, folder=folder, is_first=url == folder)
        self.account(folder).last = request.meta["asked"]
        return request

    def parse_folder(self, response: Response, folder: str, is_first: bool) -> Iterator[Request]:
        """Take the rows of a page of a folder; the first one links the others."""
        if is_first:
            try:
                numbers = self.further_in(response)
                pages = reasonable(max(numbers, default=1), self.facts)
            except (PagerUnread, TooDeep) as unread:
                self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
                pages = 1
            self.account(folder).said = pages
            for number in range(2, pages + 1):
                yield self.folder_page(folder, urljoin(folder, f"index_{number}.html"))
        yield from self.take_part(response, folder, partial(self.folder_rows, folder=folder))

    def folder_rows(self, response: Response, folder: str) -> list[Row]:
        """The rows of a page of a folder. Raises PageUnread for a page that leads nowhere in it, TooDeep."""
        rows = self.html_rows(response)
        if rows and not any(row.url.startswith(folder) for row in rows):
            raise PageUnread(f"no row of the page stands in the folder {folder}: another page was served")
        return rows

    def folders_in(self, response: Response) -> list[str]:
        """The folders by year that a column's page links below its own. Raises TooDeep."""
        own = urljoin(response.url, ".")
        links = (re.search(self.facts.more["folders"]["link"], href) for href in hrefs_in(response))
        found = (response.urljoin(link["folder"]) for link in links if link)
        return [url for url in dict.fromkeys(found) if url.startswith(own)]

    def further_in(self, response: Response) -> list[int]:
        """The numbers of the further pages that a folder's page links. Raises TooDeep."""
        links = (re.search(self.facts.more["folders"]["further"], href) for href in hrefs_in(response))
        return [int(link["number"]) for link in links if link]


def hrefs_in(response: Response) -> list[str]:
    """The addresses that a page links, as written. Raises TooDeep."""
    return [href.strip() for href in page_tree(page_text(response)).xpath("//a/@href").getall()]
