"""The spider's account: what failed, what was broken off, what never came."""

from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.ledger import Ledger, Trouble
from crawler.registry import Site
from crawler.replaying import replayed_archives, shared_index, volatile_of
from crawler.stops import are_recorded, stop_on_record, told_of_stop
from crawler.told import Told
from crawler.troubles import failed_request, reason_of, rule_of, trouble_of


class AccountingSpider(Spider):
    """A spider that enters every failure in its ledger: Scrapy would end `finished` all the same."""

    site: ClassVar[Site]

    def __init__(self, **facts: Any) -> None:
        super().__init__(**facts)
        self.ledger = Ledger()
        # Addresses of the row that a replay's archives do not hold.
        self.wanting: dict[str, tuple[Trouble, str]] = {}
        # The files in which the reports' answers lie.
        self.archives: set[Path] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """A spider that hears of its own errors, which Scrapy only logs."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_spider_error, signals.spider_error)
        crawler.signals.connect(spider.note_item_error, signals.item_error)
        return spider

    def note_failure(self, failure: Failure, what: str) -> None:
        """Enter a request that failed; whether an address of the row may be wanting is decided at the end."""
        asked = asked_for(failure)
        fault = self.fault_in(failure, what)
        self.ledger.open.discard(asked)
        if fault[0] is Trouble.NOT_IN_ARCHIVE and asked in self.site.addresses:
            self.wanting[asked] = fault
        else:
            self.ledger.fall_short(asked, *fault)

    def fault_in(self, failure: Failure, what: str) -> tuple[Trouble, str]:
        """What a failed request comes to."""
        return trouble_of(failure.value), Told(f"{what}: {reason_of(failure.value)}", rule_of(failure.value))

    def note_spider_error(self, failure: Failure, response: Response | Failure) -> None:
        """Enter an error of a callback: Scrapy would end `finished` all the same."""
        self.ledger.open.discard(asked_for(response))
        told = f"error in the spider: {reason_of(failure.value)}"
        self.ledger.fall_short(asked_for(response), Trouble.ERROR, told)

    def note_item_error(self, response: Response | Failure, failure: Failure) -> None:
        """Enter an error of an item pipeline."""
        told = f"error while reading or storing: {reason_of(failure.value)}"
        self.ledger.fall_short(asked_for(response), Trouble.ERROR, told)

    def closed(self, reason: str) -> None:
        """Close the account: a crawl that was stopped, or that found nothing, is not complete."""
        self.ledger.ended = True
        self.judge_wanting()
        self.note_recorded_stop()
        is_stopped = reason != "finished"
        if is_stopped:
            self.ledger.fall_short("", Trouble.ERROR, told_of_stop(reason))
        for url in sorted(self.ledger.open):
            # Scrapy drops these without a word: neither callback nor errback is called.
            told = "the portal sent us on to a page that was asked for already: not followed"
            stopped = (Trouble.ERROR, "it was not asked for any more, or not waited for")
            self.ledger.fall_short(url, *(stopped if is_stopped else (Trouble.SENT_AWAY, told)))
        if not self.ledger.asked and not self.ledger.left_out and not self.ledger.shortfalls:
            self.ledger.fall_short("", Trouble.LIST_SHORT, f"no row of the list is a report of {self.site.publisher}")

    def judge_wanting(self) -> None:
        """Archives that hold a known report, but not the list, are a selection: what they lack of the row is left out.

        Where they hold the list, or nothing at all, it is missing; so it is where they are a crawl's own record, which
        then was broken off. Addresses made for the sample are in no other one.
        """
        is_selection = self.site.list_url in self.wanting and bool(self.archives) and not are_recorded(self.archives)
        for url, fault in self.wanting.items():
            if is_selection:
                self.ledger.not_held.add(url)
            elif url not in self.site.sample_reports:
                self.ledger.fall_short(url, *fault)

    def note_recorded_stop(self) -> None:
        """Say what the recorded crawl said where it was stopped, unless nothing is lacking."""
        archives = self.settings.getlist("REPLAY")
        if archives and self.ledger.shortfalls:
            reason = stop_on_record(shared_index(replayed_archives(archives), volatile_of(self.crawler)), self.name)
            if reason:
                self.ledger.fall_short("", Trouble.ERROR, reason)


def asked_for(response: Response | Failure) -> str:
    """The address that was asked for, ahead of redirects; `scrapy parse` asks without our `request`."""
    if isinstance(response, Failure):
        return str(failed_request(response).meta["asked"])
    asked: str = response.meta.get("asked", response.url)
    return asked
