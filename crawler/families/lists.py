"""What every family with lists does alike: read all pages, take their rows, and account for what the list declares."""

from collections.abc import Callable, Iterator
from posixpath import commonprefix
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.families.account import PagesAccount
from crawler.families.accounting import asked_for
from crawler.families.base import SiteSpider
from crawler.families.facts import ListFacts, facts_of
from crawler.families.pager import PagerUnread
from crawler.families.rows import Row, hidden_rows, list_rows
from crawler.items import ListRow, Verdict
from crawler.ledger import ListRead, Trouble
from crawler.lines import TooDeep
from crawler.pages import stub_fault
from crawler.text import page_text
from crawler.titles import judge_row

END_OF_PAGE = "</html"


class PageUnread(Exception):
    """An answer that is no page of the list, or one of which a part is missing; raised while its rows are read."""


class ListSpider(SiteSpider):
    """Reads every page of the list and fetches the reports among its rows.

    Annual-report columns are polluted by other organs' reports, letters and news: those rows are entered in the
    account and not fetched.
    """

    family: ClassVar[str]

    def __init_subclass__(cls) -> None:
        """Take over what the download handler asks of a family."""
        if "family" in vars(cls):
            cls.volatile = facts_of(cls.family).volatile

    def __init__(self, *words: Any, **facts: Any) -> None:
        super().__init__(*words, **facts)
        self.pages = PagesAccount()

    @property
    def facts(self) -> ListFacts:
        """What the family knows of its lists."""
        return facts_of(self.family)

    def document_key(self, url: str) -> str:
        """One key for all addresses of a document."""
        return self.facts.document(super().document_key(url))

    def ask_list(self) -> Iterator[Request]:
        """The first page; it says how many there are."""
        if self.site.list_url:
            self.pages.last = self.site.list_url
            yield self.request(self.site.list_url, self.parse_first_page, self.page_failed)

    def parse_first_page(self, response: Response) -> Iterator[Any]:
        """Ask for the other pages, then take the rows of this one."""
        try:
            later = list(self.later_pages(response))
        except PagerUnread as unread:
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, str(unread))
        else:
            self.pages.said = 1 + len(later)
            self.pages.last = later[-1].meta["asked"] if later else self.pages.last
            yield from later
        yield from self.parse_page(response)

    def later_pages(self, response: Response) -> Iterator[Request]:
        """The requests for the other pages, from what the first page says. Raises PagerUnread."""
        raise NotImplementedError

    def parse_page(self, response: Response) -> Iterator[Request]:
        """Take the rows of a page in HTML."""
        yield from self.take_page(response, self.html_rows)

    def html_rows(self, response: Response) -> list[Row]:
        """The rows of a page in HTML; a page that has them but no end is noted, and so are rows in comments.

        Raises TooDeep.
        """
        text = page_text(response)
        rows = list(list_rows(text, response.urljoin, self.facts))
        for row in hidden_rows(text, response.urljoin, self.facts):
            self.hide(row)
        if rows and END_OF_PAGE not in text.lower():
            self.pages.open_ended.append(asked_for(response))
        return rows

    def tell_break(self, response: Response) -> None:
        """Enter a page that leads to the list and has no end: what it says of the list may be cut as well."""
        if END_OF_PAGE not in page_text(response).lower():
            told = "the page breaks off: it has no end tag"
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, told)

    def take_page(self, response: Response, read: Callable[[Response], list[Row]]) -> Iterator[Request]:
        """Take the rows of one page; a page that adds none is a stub or another page's copy."""
        self.ledger.open.discard(asked_for(response))
        try:
            rows = read(response)
        except (TooDeep, PageUnread) as refused:
            fault = stub_fault(response) or (Trouble.LIST_SHORT, str(refused))
            self.ledger.fall_short(asked_for(response), *fault)
            return
        if not rows:
            fault = stub_fault(response) or (Trouble.LIST_SHORT, "the page of the list holds no row")
            self.ledger.fall_short(asked_for(response), *fault)
            return
        is_copy = self.pages.is_copy(asked_for(response), rows)
        if repeated := self.pages.enter(asked_for(response), rows):
            self.ledger.fall_short(asked_for(response), Trouble.LIST_SHORT, repeated)
        if is_copy:
            return
        for row in sorted(rows, key=self.rank_of_address):
            yield from self.take(row)

    def take(self, row: Row) -> Iterator[Request]:
        """Judge a row, enter it, and ask for what it leads to."""
        judged = judge_row(self.site, row.url, row.title, row.published)
        document = self.document_key(self.at_home(row.url))
        known = self.ledger.rows.get(document)
        if known is not None and known.verdict is Verdict.NOT_A_REPORT and judged.verdict is Verdict.REPORT:
            # Another link with the same address, or a second address, calls it a report: it is asked for then.
            del self.ledger.rows[document]
        elif known is not None and are_two_reports(known, judged):
            told = f"it has the address of {known.title} ({known.url}) and another title, {judged.title}: not fetched"
            self.ledger.fall_short(row.url, Trouble.LIST_SHORT, told)
        yield from self.take_row(judged)

    def hide(self, row: Row) -> None:
        """Note a row that stands in a comment."""
        url = self.at_home(row.url)
        self.ledger.hidden.setdefault(self.document_key(url), judge_row(self.site, url, row.title, row.published))

    def rank_of_address(self, row: Row) -> tuple[int, int]:
        """Of two addresses of a document on one page the plain one comes first, then the one nearer to the list's."""
        nearness = len(commonprefix([row.url, self.site.list_url or ""]))
        return self.facts.seconds(super().document_key(row.url)), -nearness

    def declare(self, rows: int | None) -> None:
        """Enter how many rows the list says it has; of two answers the larger."""
        if rows is not None:
            self.ledger.declared = max(rows, self.ledger.declared or 0)

    def page_failed(self, failure: Failure) -> None:
        """Enter a page of the list that did not come."""
        self.note_failure(failure, "list page")

    def closed(self, reason: str) -> None:
        """Close the account of the list, then the whole."""
        for address, told in self.missing_rows():
            self.ledger.fall_short(address, Trouble.LIST_SHORT, told)
        if self.site.list_url or self.pages.said:
            pages = self.pages
            self.ledger.list_read = ListRead(pages.said, len(pages.counts), pages.given, pages.last)
        self.tell_hidden()
        super().closed(reason)

    def tell_hidden(self) -> None:
        """Leave of the rows in comments those that no page shows, and name each."""
        for document in self.ledger.hidden.keys() & self.ledger.rows.keys():
            del self.ledger.hidden[document]
        for row in self.ledger.hidden.values():
            self.logger.warning("%s: stands in a comment of the list alone, not fetched: %s", row.title, row.url)

    def missing_rows(self) -> Iterator[tuple[str, str]]:
        """What shows that the list has more rows than it gave: (address, reason)."""
        if self.pages.counts and not any(row.verdict == "report" for row in self.ledger.rows.values()):
            # Another page in place of the list, or another list: an inferred address may well be that of one.
            yield self.site.list_url or "", f"no row of the list is a report of {self.site.publisher}"
        declared, given = self.ledger.declared, self.pages.given
        if declared is not None and given < declared:
            yield self.site.list_url or "", f"the list declares {declared} rows and gave {given}"
        elif declared is None:
            for asked in self.pages.open_ended:
                yield asked, "the page breaks off: it has no end tag"
            if self.facts.even_pages:
                yield from self.pages.uneven()


def are_two_reports(one: ListRow, other: ListRow) -> bool:
    """Whether two titles under one address, one of them the site's, are of two years, or of two organs."""
    verdicts = {one.verdict, other.verdict}
    years = {one.year, other.year} - {None}
    return verdicts == {Verdict.REPORT, Verdict.OTHER_ORGAN} or (verdicts == {Verdict.REPORT} and len(years) > 1)
