"""How a run ended."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from scrapy.crawler import Crawler

from crawler.ledger import Ledger, Shortfall, SiteState, Trouble
from nianbao.store.rows import CrawlSummary, SiteOutcome
from pipelines.job import Tally, ledger_of


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """How a run ended: its number, one outcome a site, what fell short, by site, and the whole accounts."""

    crawl_id: int
    summary: CrawlSummary
    shortfalls: dict[str, tuple[Shortfall, ...]]
    ledgers: Mapping[str, Ledger]

    @property
    def archive_failed(self) -> bool:
        """Whether an archive could not be trusted or written: the surroundings failed, not a portal."""
        return any(short.trouble is Trouble.ARCHIVE for shorts in self.shortfalls.values() for short in shorts)

    def to_json(self) -> dict[str, object]:
        """What `nianbao crawl` prints (contract.md)."""
        outcomes = [asdict(outcome) for outcome in self.summary.sites]
        return {"crawl": self.crawl_id, "sites": outcomes, "complete": self.summary.complete}


def account_of(crawler: Crawler, tally: Tally) -> Ledger:
    """The spider's account, held against what was stored: a run that was broken off must not pass for whole."""
    if crawler.spider is None:
        return failed_account("the spider could not be started")
    ledger = ledger_of(crawler)
    if not ledger.ended:
        ledger.fall_short("", Trouble.ERROR, "the crawl was broken off")
    told = {shortfall.url for shortfall in ledger.shortfalls}
    for url in sorted(ledger.captured - tally.held - tally.not_read.keys() - told):
        ledger.fall_short(url, Trouble.ERROR, "it was captured, but not stored")
    return ledger


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
