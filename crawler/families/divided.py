"""Lists that are divided: each part has pages and an account of its own, since a row may stand in several parts."""

from collections.abc import Callable, Iterator
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawler.families.account import PagesAccount
from crawler.families.lists import ListSpider
from crawler.families.rows import Row


class DividedSpider(ListSpider):
    """A spider that reads several lists as one. A part: a category, a folder; what it declares is held against its own
    pages.
    """

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        self.parts: dict[str, PagesAccount] = {}
        self.declared_by: dict[str, int] = {}

    def account(self, part: str) -> PagesAccount:
        """The account of a part, begun when it is first asked for."""
        return self.parts.setdefault(part, PagesAccount())

    def take_part(self, response: Response, part: str, read: Callable[[Response], list[Row]]) -> Iterator[Request]:
        """Take the rows of one page of a part, entered in the part's account."""
        whole, self.pages = self.pages, self.account(part)
        try:
            # At once: while this runs nothing else of the spider does.
            yield from list(self.take_page(response, read))
        finally:
            self.pages = whole

    def declare_part(self, part: str, rows: int | None) -> None:
        """Enter how many rows a part says it has; of two answers the larger."""
        if rows is not None:
            self.declared_by[part] = max(rows, self.declared_by.get(part, 0))

    def closed(self, reason: str) -> None:
        """Put the parts' accounts together, then close the whole."""
        for account in self.parts.values():
            self.pages.counts.update(account.counts)
            self.pages.open_ended += account.open_ended
            self.pages.last = account.last or self.pages.last
        if self.declared_by and self.declared_by.keys() >= self.parts.keys():
            self.ledger.declared = sum(self.declared_by.values())
        said = [account.said for account in self.parts.values()]
        if said and self.pages.said is None:
            self.pages.said = None if None in said else sum(pages or 0 for pages in said)
        super().closed(reason)

    def missing_rows(self) -> Iterator[tuple[str, str]]:
        """What shows that the list, or a part of it, has more rows than it gave."""
        yield from super().missing_rows()
        for part, account in self.parts.items():
            declared = self.declared_by.get(part)
            if declared is not None and account.given < declared:
                yield account.last, f"the part {part} of the list declares {declared} rows and gave {account.given}"
            elif declared is None:
                yield from account.uneven()
