"""Columns that are divided into folders by year ([V] 广州: …/zfxxgknb/bm/2024n/), each a list of its own."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from crawler.families.accounting import asked_for
from crawler.families.divided import DividedSpider
from crawler.families.lists import PageUnread
from crawler.families.pager import PagerUnread, reasonable, refuse_signs
from crawler.families.rows import Row
from crawler.ledger import Trouble
from crawler.lines import TooDeep, page_tree
from crawler.text import page_text


class YearFoldersSpider(DividedSpider):
    """Reads the folders that a column's page links below its own; that page may be the newest one's first page."""

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        # The folders of the column, and those in which rows of the column's page stand.
        self.folders: list[str] = []
        self.shown: set[str] = set()

    def parse_column(self, response: Response) -> Iterator[Request]:
        """Ask for the folders of a column, and take the rows of the page."""
        try:
            self.folders, rows = self.folders_in(response), self.html_rows(response)
            if not self.folders:
                refuse_signs(page_text(response), self.facts)
        except (PagerUnread, TooDeep) as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
            rows = []
        for folder in self.folders:
            yield self.folder_page(folder, folder)
        self.shown = {folder for row in rows for folder in self.folders if row.url.startswith(folder)}
        if rows or not self.folders:
            yield from self.take_part(response, asked_for(response), self.html_rows)
        else:
            self.ledger.open.discard(asked_for(response))
            self.tell_break(response)

    def folder_page(self, folder: str, url: str) -> Request:
        """A page of a folder."""
        request = self.request(url, self.parse_folder, self.page_failed, folder=folder, is_first=url == folder)
        self.account(folder).last = request.meta["asked"]
        return request

    def parse_folder(self, response: Response, folder: str, is_first: bool) -> Iterator[Request]:
        """Take the rows of a page of a folder; the first one links the others."""
        if is_first:
            try:
                pages = reasonable(max(self.further_in(response), default=1), self.facts)
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

    def missing_rows(self) -> Iterator[tuple[str, str]]:
        """What shows that a part is short, or that another page was served in the column's place."""
        yield from super().missing_rows()
        if len(self.shown) == 1 and not self.is_newest():
            yield (
                self.site.list_url or "",
                "the column's page shows other rows than the first page of its newest folder",
            )

    def is_newest(self) -> bool:
        """Whether the column's page, all of whose rows stand in one folder, shows the newest one's first page."""
        newest = max(self.folders)
        shown = self.account(self.site.list_url or "").prints
        first = {rows for rows, asked in self.account(newest).prints.items() if asked == newest}
        return self.shown == {newest} and shown.keys() <= first


def hrefs_in(response: Response) -> list[str]:
    """The addresses that a page links, as written. Raises TooDeep."""
    return [href.strip() for href in page_tree(page_text(response)).xpath("//a/@href").getall()]
