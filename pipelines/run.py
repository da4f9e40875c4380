"""One run over some sites, in one process: crawl, read, weigh, store, and the account of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.signals import response_downloaded
from sqlalchemy import Engine

from crawler.handler import shared_index
from crawler.ledger import Ledger, Shortfall, SiteState, Trouble
from crawler.registry import sites
from extractors import reader_version
from nianbao.archive.index import request_key
from nianbao.store.rows import CrawlSummary, SiteOutcome
from nianbao.store.save import finish_crawl, save_sites, start_crawl
from pipelines.job import CrawlJob, Tally, Watch, ledger_of
from pipelines.listing import save_site
from pipelines.pool import ReaderPool


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """How a run ended: its number, one outcome a site, and what fell short, by site."""

    crawl_id: int
    summary: CrawlSummary
    shortfalls: dict[str, tuple[Shortfall, ...]]

    @property
    def archive_damaged(self) -> bool:
        """Whether an archived record could not be trusted: the surroundings failed, not a portal."""
        return any(short.trouble is Trouble.ARCHIVE for shorts in self.shortfalls.values() for short in shorts)

    def to_json(self) -> dict[str, object]:
        """What `nianbao crawl` prints (contract.md)."""
        outcomes = [asdict(outcome) for outcome in self.summary.sites]
        return {"crawl": self.crawl_id, "sites": outcomes, "complete": self.summary.complete}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reports of the sites are wanted; null: all."""

    year: int | None = None
    sample_of: int | None = None


def run_crawl(
    names: Sequence[str], *, replay: Sequence[Path], engine: Engine, selection: Selection, watch: Watch
) -> CrawlResult:
    """Crawl these sites out of the archives and store what they hold; once a process, since a reactor starts once.

    `watch` is told of each stored report. Raises the archive's Missing and Damaged for archives that cannot be
    indexed, and SQLAlchemyError where the database fails; the crawl is then on record as failed.
    """
    archives = tuple(path.absolute() for path in replay)
    shared_index(archives)
    with engine.begin() as connection:
        save_sites(connection, [sites()[name] for name in names])
        crawl_id = start_crawl(connection, names, "replay")
    job = CrawlJob(engine, crawl_id, ReaderPool(), reader_version(), watch)
    try:
        return crawl_and_keep(names, archives, job, selection)
    except BaseException:
        # Also Ctrl-C: the crawl must not stand on record as running.
        with engine.begin() as connection:
            finish_crawl(connection, crawl_id, None)
        raise


def crawl_and_keep(names: Sequence[str], archives: Sequence[Path], job: CrawlJob, selection: Selection) -> CrawlResult:
    """The crawl itself, then what it leaves beside the reports, in one transaction."""
    with job.pool:
        ledgers = crawl_sites(names, archives, job, selection)
    if job.failure is not None:
        raise job.failure
    summary = CrawlSummary(tuple(outcome(name, ledgers[name], job.tallies[name]) for name in names))
    with job.engine.begin() as connection:
        for name in names:
            save_site(connection, job.crawl_id, sites()[name], ledgers[name], job.tallies[name])
        finish_crawl(connection, job.crawl_id, summary)
    return CrawlResult(job.crawl_id, summary, {name: tuple(ledgers[name].shortfalls) for name in names})


def crawl_sites(
    names: Sequence[str], archives: Sequence[Path], job: CrawlJob, selection: Selection
) -> dict[str, Ledger]:
    """Run the spiders side by side until the last is done; each site's account."""
    process = AsyncCrawlerProcess(replay_settings(archives))
    crawlers = {name: process.create_crawler(name) for name in names}
    for name, crawler in crawlers.items():
        crawler.signals.connect(job.tallies[name].note_answer, response_downloaded, weak=False)
        process.crawl(crawler, job=job, year=selection.year, sample_of=selection.sample_of)
    process.start()
    return {name: account_of(crawler, job.tallies[name]) for name, crawler in crawlers.items()}


def replay_settings(archives: Sequence[Path]) -> Settings:
    """The project's settings for a run that archives answer."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    own = {"REPLAY": [str(path) for path in archives], "LOG_LEVEL": "ERROR"}
    settings.setdict(own, priority="cmdline")
    return settings


def account_of(crawler: Crawler, tally: Tally) -> Ledger:
    """The spider's account, held against what was stored: a run that was broken off must not pass for whole."""
    if crawler.spider is None:
        ledger = Ledger()
        ledger.fall_short("", Trouble.ERROR, "the spider could not be started")
        return ledger
    ledger = ledger_of(crawler)
    if not ledger.ended:
        ledger.fall_short("", Trouble.ERROR, "the crawl was broken off")
    told = {shortfall.url for shortfall in ledger.shortfalls}
    for url in sorted(ledger.captured - tally.held - tally.not_read.keys() - told):
        ledger.fall_short(url, Trouble.ERROR, "it was captured, but not stored")
    return ledger


def outcome(name: str, ledger: Ledger, tally: Tally) -> SiteOutcome:
    """One site's line of the result."""
    return SiteOutcome(
        site=name,
        state=SiteState(ledger.state()).value,
        declared=ledger.declared,
        listed=ledger.listed,
        reports=tally.reports,
        new=tally.new,
        changed=tally.changed,
        findings=tally.findings,
    )


def archived_sites(archives: Sequence[Path]) -> tuple[str, ...]:
    """The sites that these archives hold anything of: those with an address of their registry row in them."""
    index = shared_index(tuple(path.absolute() for path in archives))
    return tuple(
        name
        for name, site in sites().items()
        if any(index.captures(request_key("GET", address)) for address in site.addresses)
    )
