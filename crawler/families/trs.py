"""TRS WCM (拓尔思): ministries, 重庆, 湖南, 福建, 湖北, 内蒙古; lists of static pages, their number in a script."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.addresses import same_page
from crawler.families.base import SiteSpider, asked_for
from crawler.families.trs_lists import PagerUnread, Row, list_rows, read_pager
from crawler.items import ListRow
from crawler.ledger import Trouble
from crawler.lines import TooDeep
from crawler.pages import stub_fault
from crawler.text import page_text
from crawler.titles import judge_row


class TrsSpider(SiteSpider):
    """Reads every page of the list and fetches the reports among its rows.

    Annual-report columns are polluted by other organs' reports, letters and news: those rows are entered in the
    account and not fetched.
    """

    def ask_list(self) -> Iterator[Request]:
        """The first page; it says how many there are."""
        if self.site.list_url:
            yield self.request(self.site.list_url, self.parse_first_page, self.page_failed)

    def parse_first_page(self, response: Response) -> Iterator[Request]:
        """Ask for the other pages, then take the rows of this one."""
        try:
            pager = read_pager(page_text(response))
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
        else:
            self.ledger.declared = pager.rows
            for name in pager.later:
                yield self.request(response.urljoin(name), self.parse_page, self.page_failed)
        yield from self.parse_page(response)

    def parse_page(self, response: Response) -> Iterator[Request]:
        """Take the rows of one page; a page that adds none is a stub or another page's copy."""
        self.ledger.open.discard(asked_for(response))
        rows, fault = self.rows_of(response)
        new = [row for row in rows if same_page(row.url) not in self.ledger.rows]
        if not new:
            repeated = (Trouble.LIST_SHORT, "it repeats another page of the list")
            self.ledger.fall_short(asked_for(response), *(fault or repeated))
        for row in new:
            yield from self.take_row(self.judged(row))

    def rows_of(self, response: Response) -> tuple[list[Row], tuple[Trouble, str] | None]:
        """The rows of a page; where there are none, why."""
        try:
            rows = list(list_rows(page_text(response), response.urljoin))
        except TooDeep as refused:
            return [], (Trouble.LIST_SHORT, str(refused))
        if rows:
            return rows, None
        return [], stub_fault(response) or (Trouble.LIST_SHORT, "the page of the list holds no row")

    def judged(self, row: Row) -> ListRow:
        """A row with its verdict."""
        return judge_row(self.site, row.url, row.title, row.published)

    def page_failed(self, failure: Failure) -> None:
        """Enter a page of the list that did not come."""
        self.note_failure(failure, "list page")

    def closed(self, reason: str) -> None:
        """Close the account; a list that declared more rows than it gave is short."""
        declared, given = self.ledger.declared, len(self.ledger.rows)
        if declared is not None and given < declared:
            told = f"the list declares {declared} rows and gave {given}"
            self.ledger.fall_short(self.site.list_url or "", Trouble.LIST_SHORT, told)
        super().closed(reason)
