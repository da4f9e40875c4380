"""How a run ended."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus

from scrapy.crawler import Crawler

from crawler.ledger import Ledger, Shortfall, SiteState, Trouble
from nianbao.store.rows import CrawlSummary, SiteOutcome
from pipelines.job import Tally, ledger_of


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """How a run ended: its number, one outcome a site, what fell short, by site, and the whole accounts.

    `unstored`: why finished archives are not in the store that should have them, a line each.
    """

    crawl_id: int
    summary: CrawlSummary
    shortfalls: dict[str, tuple[Shortfall, ...]]
    ledgers: Mapping[str, Ledger]
    unstored: tuple[str, ...] = ()

    @property
    def archive_failed(self) -> bool:
        """Whether an archive could not be trusted or written: the surroundings failed, not a portal."""
        return any(short.trouble is Trouble.ARCHIVE for shorts in self.shortfalls.values() for short in shorts)

    def to_json(self) -> dict[str, object]:
        """What `nianbao crawl` prints (contract.md)."""
        outcomes = [asdict(outcome) for outcome in self.summary.sites]
        return {"crawl": self.crawl_id, "sites": outcomes, "complete": self.summary.complete}


def account_of(crawler: Crawler, tally: Tally, list_url: str | None = None) -> Ledger:
    """The spider's account, held against what was stored: a run that was broken off must not pass for whole."""
    if crawler.spider is None:
        return failed_account("the spider could not be started")
    ledger = ledger_of(crawler)
    if not ledger.ended:
        ledger.fall_short("", Trouble.ERROR, "the crawl was broken off")
    name_index_pages(ledger, tally, list_url)
    told = {shortfall.url for shortfall in ledger.shortfalls}
    for url in sorted(ledger.captured - tally.held - tally.not_read.keys() - told):
        ledger.fall_short(url, Trouble.ERROR, "it was captured, but not stored")
    return ledger


def name_index_pages(ledger: Ledger, tally: Tally, list_url: str | None) -> None:
    """Call a brake by its name: some portals send the first page of their list for any address ([V] after a burst)."""
    digests = {capture.url: capture.record.digest for capture in tally.captures if capture.status == HTTPStatus.OK}
    index = digests.pop(list_url or "", None)
    for place, short in enumerate(ledger.shortfalls):
        if short.trouble is Trouble.WRONG_PAGE and index is not None and digests.get(short.url) == index:
            told = "the portal sends the first page of its list in the page's place: a brake"
            ledger.shortfalls[place] = Shortfall(short.url, Trouble.BLOCKED, told, "index page")


def failed_account(reason: str) -> Ledger:
    """The account of a site that was not asked at all."""
    ledger = Ledger()
    ledger.fall_short("", Trouble.ERROR, reason)
    return ledger


def outcome(name: str, ledger: Ledger, tally: Tally) -> SiteOutcome:
    """One site's line of the result."""
    return SiteOutcome(
        site=name,
        state=SiteState(ledger.state()).value,
        declared=ledger.declared,
        listed=ledger.listed,
        reports=len(tally.reports),
        new=tally.new,
        changed=tally.changed,
        findings=tally.findings,
    )
