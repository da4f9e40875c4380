"""Lists whose column page shows their first rows, while all of them are asked for elsewhere."""

from collections.abc import Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.families.accounting import asked_for
from crawler.families.lists import ListSpider
from crawler.families.rows import Row
from crawler.ledger import Trouble
from crawler.lines import TooDeep
from crawler.troubles import failed_request


class PreviewedSpider(ListSpider):
    """The rows of the column page are taken when the first page of the list has come, or has not: the list may know
    more of them. A list that lacks one of them is another one.
    """

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        # Titles of the rows in the column page, and of those that the list gave.
        self.preview: set[str] = set()
        self.found: set[str] = set()

    def read_preview(self, response: Response) -> list[Row]:
        """The rows that stand in the column page."""
        self.ledger.open.discard(asked_for(response))
        self.tell_break(response)
        try:
            rows = self.html_rows(response)
        except TooDeep as refused:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(refused))
            return []
        self.preview = {row.title for row in rows}
        return rows

    def list_failed(self, failure: Failure) -> Iterator[Request]:
        """Enter a page of the list that did not come; what the column page shows is taken all the same."""
        self.page_failed(failure)
        for row in failed_request(failure).cb_kwargs["preview"]:
            yield from self.take(row)

    def missing_rows(self) -> Iterator[tuple[str, str]]:
        """What shows that the list has more rows than it gave, or is not that of the column."""
        yield from super().missing_rows()
        if self.found and not self.preview <= self.found:
            told = f"the list lacks {len(self.preview - self.found)} of the rows that the column page shows"
            yield self.site.list_url or "", told
