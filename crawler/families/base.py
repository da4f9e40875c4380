"""What every family does alike: ask for reports and the files beside them, judge the answers."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.addresses import host_of, less, same_page
from crawler.attachments import Attachment, attachments_of
from crawler.families.accounting import AccountingSpider, asked_for
from crawler.items import FetchedPage, ListRow, Verdict
from crawler.ledger import Trouble
from crawler.newest import newest_report
from crawler.pages import OTHER, fault_of, is_page, published_on, stub_fault
from crawler.text import whole_text
from crawler.told import Told


class SiteSpider(AccountingSpider):
    """A spider of one registry row. `-a year=2023` fetches that year alone, `-a since=2024-01-31` what was published on
    that day or later, `-a sample_of=3` (or `sample=3`) three reports, `-a newest=1` the newest one of the list.

    `look` is how many held reports are asked for anew; the others, which the setting PASSED_OVER names, are not.
    """

    # Query parameters that are another at every request and mean nothing: not asked for, and no part of a key.
    volatile: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        year: int | str | None = None,
        since: date | str | None = None,
        sample_of: int | str | None = None,
        sample: int | str | None = None,
        newest: bool | int | str | None = None,
        look: int | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(**facts)
        # While this holds, reports are noted and not asked for: which is the newest is known when the list is read.
        self.is_waiting = bool(newest)
        self.year = int(year) if year else None
        self.since = date.fromisoformat(str(since)) if since else None
        wanted = sample_of or sample
        self.sample_of = int(wanted) if wanted else None
        self.look = look
        # Documents that are held and not to be asked for this time.
        self.passed_over: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """A spider that hears when the list has been read."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.ask_newest, signals.spider_idle)
        passed_over = crawler.settings.getdict("PASSED_OVER").get(spider.name, ())
        spider.passed_over = frozenset(map(spider.document_key, passed_over))
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The known addresses, then what the family asks first."""
        for url in self.known_addresses():
            for request in self.ask_report(url, None):
                yield request
        for request in self.ask_list():
            yield request

    def known_addresses(self) -> tuple[str, ...]:
        """The row's known reports; those made for the sample are asked for only where archives answer."""
        return self.site.reports + (self.site.sample_reports if self.settings.getlist("REPLAY") else ())

    def ask_list(self) -> Iterator[Request]:
        """The first requests of the site's list; none in a family without lists."""
        yield from ()

    def ask_newest(self) -> None:
        """Now that nothing is left to ask for: the newest report of the list, where it alone is wanted.

        Where the list gave none, the known addresses are asked for. Raises DontCloseSpider while there is one to ask.
        """
        if not self.is_waiting:
            return
        self.is_waiting = False
        row = newest_report(self.ledger.rows.values(), self.site.hosts)
        wanted = [(row.url, row)] if row else [(url, None) for url in self.known_addresses() if not self.ledger.asked]
        self.ledger.left_out -= {self.document_key(url) for url, _ in wanted}
        requests = [request for url, listed in wanted for request in self.ask_report(url, listed)]
        for request in requests:
            self.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def take_row(self, row: ListRow) -> Iterator[Request]:
        """Enter a row of the list, and ask for it where it is a report that is wanted."""
        row = replace(row, url=self.at_home(row.url))
        document = self.document_key(row.url)
        if document in self.ledger.rows:
            return
        self.ledger.rows[document] = row
        if row.verdict == "report":
            yield from self.ask_report(row.url, row)

    def document_key(self, url: str) -> str:
        """What all addresses of a document have in common: spellings and, on top, what a family knows of its twins."""
        return same_page(url)

    def ask_report(self, url: str, row: ListRow | None) -> Iterator[Request]:
        """The request for a report's page, once an address and only on the site's own hosts."""
        document = self.document_key(url)
        if document in self.ledger.asked or document in self.ledger.left_out:
            return
        if document in self.passed_over or not self.is_wanted(row):
            self.ledger.left_out.add(document)
            return
        self.ledger.asked.add(document)
        self.ledger.of_reports.add(url)
        if self.is_own(url):
            yield self.request(url, self.parse_report, self.report_failed, row=row)

    def is_own(self, url: str) -> bool:
        """Whether an address is on the site's own hosts; a foreign one is entered and never fetched."""
        if host_of(url) in self.site.hosts:
            return True
        self.ledger.fall_short(url, Trouble.FOREIGN_HOST, f"{host_of(url)} is no host of {self.name}: not fetched")
        return False

    def at_home(self, url: str) -> str:
        """An address as it is asked for: without what is volatile, and on the site's own host where a page gives that
        for telephones.
        """
        url = less(url, self.volatile)
        phone, _, rest = host_of(url).partition(".")
        own = [host for host in (f"www.{rest}", rest) if host in self.site.hosts]
        return url.replace(f"//{phone}.{rest}", f"//{own[0]}", 1) if phone == "m" and own else url

    def request(
        self,
        url: str,
        callback: Callable[..., Any],
        errback: Callable[[Failure], Any],
        how: Mapping[str, Any] | None = None,
        **facts: Any,
    ) -> Request:
        """A request that is open until an answer or an error has come back for it.

        `how`: method, body and headers of one that is no plain GET; its body is part of what it is called.
        """
        asked = f"{url}#{how['body']}" if how and "body" in how else url
        self.ledger.open.add(asked)
        return Request(url, callback, errback=errback, cb_kwargs=facts, meta={"asked": asked}, **(how or {}))

    def is_wanted(self, row: ListRow | None) -> bool:
        """Whether `year`, `since`, `sample_of`, `newest` let a report through; of unknown year or day it is fetched."""
        if self.is_waiting:
            return False
        if self.sample_of is not None and len(self.ledger.asked) >= self.sample_of:
            return False
        if row is None:
            return True
        is_recent = self.since is None or row.published is None or row.published >= self.since
        return is_recent and (self.year is None or row.year in (None, self.year))

    def parse_report(self, response: Response, row: ListRow | None = None) -> Iterator[FetchedPage | Request]:
        """The page as an item, unless it is another page than the one asked for; then its files."""
        self.ledger.open.discard(asked_for(response))
        fault = fault_of(response, row)
        if fault is not None:
            self.ledger.fall_short(asked_for(response), *fault)
            yield from self.held_elsewhere(response)
            return
        yield self.fetched(response, row)
        if is_page(response.meta["capture"].mime):
            for attachment in attachments_of(whole_text(response), response.urljoin):
                yield from self.ask_attachment(attachment, response, row)

    def held_elsewhere(self, page: Response | Failure) -> Iterator[FetchedPage | Request]:
        """A report whose page did not come, out of something else that did; nothing in most families."""
        yield from ()

    def ask_attachment(
        self, attachment: Attachment, page: Response | Failure, row: ListRow | None
    ) -> Iterator[Request]:
        """Enter a file beside a report and ask for it, once."""
        url = self.at_home(attachment.url)
        document = self.document_key(url)
        if document in self.ledger.rows or document in self.ledger.asked or document in self.ledger.attachments:
            return
        publisher, year, published = (row.publisher, row.year, row.published) if row else ("", None, None)
        self.ledger.attachments[document] = ListRow(
            self.name, url, attachment.name, published, publisher, year, Verdict.REPORT
        )
        self.ledger.of_reports.add(url)
        if self.is_own(url):
            facts: dict[str, Any] = {"row": row, "page": asked_for(page), "name": attachment.name}
            yield self.request(url, self.parse_attachment, self.report_failed, **facts)

    def parse_attachment(self, response: Response, row: ListRow | None, page: str, name: str) -> Iterator[FetchedPage]:
        """The file as an item, unless a page was served in its place."""
        self.ledger.open.discard(asked_for(response))
        if is_page(response.meta["capture"].mime):
            fault = stub_fault(response) or (Trouble.WRONG_PAGE, Told("a page was served in place of the file", OTHER))
            self.ledger.fall_short(asked_for(response), *fault)
            return
        yield replace(self.fetched(response, row), title=name, attached_to=page)

    def fetched(self, response: Response, row: ListRow | None) -> FetchedPage:
        """An answer as an item, entered as captured."""
        self.ledger.captured.add(asked_for(response))
        self.archives.add(response.meta["capture"].record.file)
        return FetchedPage(
            site=self.name,
            asked=asked_for(response),
            url=response.url,
            body=response.body,
            capture=response.meta["capture"],
            title=row.title if row else "",
            year=row.year if row else None,
            published=(row.published if row else None) or published_on(response),
            from_list=row is not None,
        )

    def report_failed(self, failure: Failure) -> Iterator[FetchedPage | Request]:
        """Enter a report that did not come."""
        self.note_failure(failure, "report")
        yield from self.held_elsewhere(failure)
