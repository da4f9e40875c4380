"""What every family does alike: ask for reports, judge the answers, keep the account."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from crawler.addresses import host_of, less, same_page
from crawler.attachments import Attachment, attachments_of
from crawler.items import FetchedPage, ListRow, Verdict
from crawler.ledger import Ledger, Trouble
from crawler.pages import fault_of, is_page, published_on, stub_fault
from crawler.registry import Site
from crawler.text import page_text
from crawler.troubles import reason_of, trouble_of


class SiteSpider(Spider):
    """A spider of one registry row. `-a year=2023` fetches that year alone, `-a sample_of=3` three reports."""

    site: ClassVar[Site]
    # Query parameters that are another at every request and mean nothing: not asked for, and no part of a key.
    volatile: ClassVar[tuple[str, ...]] = ()

    def __init__(self, year: str | None = None, sample_of: str | None = None, **facts: Any) -> None:
        super().__init__(**facts)
        self.year = int(year) if year else None
        self.sample_of = int(sample_of) if sample_of else None
        self.ledger = Ledger()
        # Addresses of the row that a replay's archives do not hold.
        self.wanting: dict[str, tuple[Trouble, str]] = {}

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """What every crawl out of archives needs: there is nobody to be polite to."""
        super().update_settings(settings)
        if settings.getlist("REPLAY"):
            settings.set("DOWNLOAD_DELAY", 0, priority="spider")

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """A spider that hears of its own errors, which Scrapy only logs."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_spider_error, signals.spider_error)
        crawler.signals.connect(spider.note_item_error, signals.item_error)
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
        if not self.is_wanted(row):
            self.ledger.left_out.add(document)
            return
        self.ledger.asked.add(document)
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
        asked = f"{url}#{how['body']}" if how else url
        self.ledger.open.add(asked)
        return Request(url, callback, errback=errback, cb_kwargs=facts, meta={"asked": asked}, **(how or {}))

    def is_wanted(self, row: ListRow | None) -> bool:
        """Whether `year` and `sample_of` let a report through; one of unknown year is fetched to learn it."""
        if self.sample_of is not None and len(self.ledger.asked) >= self.sample_of:
            return False
        return self.year is None or row is None or row.year in (None, self.year)

    def parse_report(self, response: Response, row: ListRow | None = None) -> Iterator[FetchedPage | Request]:
        """The page as an item, unless it is another page than the one asked for; then its files."""
        self.ledger.open.discard(asked_for(response))
        fault = fault_of(response, row)
        if fault is not None:
            self.ledger.fall_short(asked_for(response), *fault)
            return
        yield self.fetched(response, row)
        if is_page(response.meta["capture"].mime):
            for attachment in attachments_of(page_text(response), response.urljoin):
                yield from self.ask_attachment(attachment, response, row)

    def ask_attachment(self, attachment: Attachment, page: Response, row: ListRow | None) -> Iterator[Request]:
        """Enter a file beside a report and ask for it, once."""
        url = self.at_home(attachment.url)
        document = self.document_key(url)
        if document in self.ledger.rows or document in self.ledger.asked or document in self.ledger.attachments:
            return
        publisher, year, published = (row.publisher, row.year, row.published) if row else ("", None, None)
        self.ledger.attachments[document] = ListRow(
            self.name, url, attachment.name, published, publisher, year, Verdict.REPORT
        )
        if self.is_own(url):
            yield self.request(url, self.parse_attachment, self.report_failed, row=row, page=asked_for(page))

    def parse_attachment(self, response: Response, row: ListRow | None, page: str) -> Iterator[FetchedPage]:
        """The file as an item, unless a page was served in its place."""
        self.ledger.open.discard(asked_for(response))
        if is_page(response.meta["capture"].mime):
            fault = stub_fault(response) or (Trouble.WRONG_PAGE, "a page was served in place of the file")
            self.ledger.fall_short(asked_for(response), *fault)
            return
        yield self.fetched(response, row, attached_to=page)

    def fetched(self, response: Response, row: ListRow | None, attached_to: str = "") -> FetchedPage:
        """An answer as an item, entered as captured."""
        self.ledger.captured.add(asked_for(response))
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
            attached_to=attached_to,
        )

    def report_failed(self, failure: Failure) -> None:
        """Enter a report that did not come."""
        self.note_failure(failure, "report")

    def note_failure(self, failure: Failure, what: str) -> None:
        """Enter a request that failed; whether an address of the row may be wanting is decided at the end."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it on what it hands an errback
        asked: str = request.meta["asked"]
        fault = self.fault_in(failure, what)
        self.ledger.open.discard(asked)
        if fault[0] is Trouble.NOT_IN_ARCHIVE and asked in self.site.addresses:
            self.wanting[asked] = fault
        else:
            self.ledger.fall_short(asked, *fault)

    def fault_in(self, failure: Failure, what: str) -> tuple[Trouble, str]:
        """What a failed request comes to."""
        return trouble_of(failure.value), f"{what}: {reason_of(failure.value)}"

    def note_spider_error(self, failure: Failure, response: Response) -> None:
        """Enter an error of a callback: Scrapy would end `finished` all the same."""
        self.ledger.open.discard(asked_for(response))
        told = f"error in the spider: {reason_of(failure.value)}"
        self.ledger.fall_short(asked_for(response), Trouble.ERROR, told)

    def note_item_error(self, response: Response, failure: Failure) -> None:
        """Enter an error of an item pipeline."""
        told = f"error while reading or storing: {reason_of(failure.value)}"
        self.ledger.fall_short(asked_for(response), Trouble.ERROR, told)

    def closed(self, reason: str) -> None:
        """Close the account: a crawl that was stopped, or that found nothing, is not complete."""
        self.ledger.ended = True
        self.judge_wanting()
        if reason != "finished":
            self.ledger.fall_short("", Trouble.ERROR, f"the crawl was stopped: {reason}")
        for url in sorted(self.ledger.open):
            # Scrapy drops these without a word: neither callback nor errback is called.
            told = "the portal sent us on to another host, or to a page that was asked for already: not followed"
            self.ledger.fall_short(url, Trouble.SENT_AWAY, told)
        if not self.ledger.asked and not self.ledger.left_out and not self.ledger.shortfalls:
            self.ledger.fall_short("", Trouble.LIST_SHORT, f"no row of the list is a report of {self.site.publisher}")

    def judge_wanting(self) -> None:
        """Archives that hold a known report, but not the list, are a selection: what they lack of the row is left out.

        Where they hold the list, or nothing at all, it is missing. Addresses made for the sample are in no other one.
        """
        is_selection = self.site.list_url in self.wanting and bool(self.ledger.captured)
        for url, fault in self.wanting.items():
            if is_selection:
                self.ledger.not_held.add(url)
            elif url not in self.site.sample_reports:
                self.ledger.fall_short(url, *fault)


def asked_for(response: Response) -> str:
    """The address that was asked for, ahead of redirects; `scrapy parse` asks without our `request`."""
    asked: str = response.meta.get("asked", response.url)
    return asked
