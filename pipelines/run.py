"""One run over some sites, in one process: crawl, read, weigh, store, and the account of it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from sqlalchemy import Engine

from crawler.ledger import Ledger
from crawler.registry import sites
from crawler.replaying import shared_index
from crawler.signals import captured, no_answer
from extractors import reader_version
from nianbao.archive.index import request_key
from nianbao.store.rows import CrawlSummary
from nianbao.store.save import finish_crawl, save_sites, start_crawl
from nianbao.store.views.kept import refresh_views
from pipelines.job import CrawlJob, Watch
from pipelines.listing import save_site
from pipelines.looks import save_seen
from pipelines.pool import ReaderPool
from pipelines.result import CrawlResult, account_of, outcome
from pipelines.selection import Selection

__all__ = ["CrawlResult", "Selection", "archived_sites", "run_and_keep", "run_crawl", "run_settings"]


def run_crawl(
    names: Sequence[str],
    *,
    replay: Sequence[Path],
    engine: Engine,
    selection: Selection,
    watch: Watch,
    more: Mapping[str, Any] | None = None,
) -> CrawlResult:
    """Crawl these sites out of the archives and store what they hold; once a process, since a reactor starts once.

    `watch` is told of each stored report; `more` are settings of Scrapy's besides the project's. Raises the archive's
    Missing and Damaged for archives that cannot be indexed, and SQLAlchemyError where the database fails; the crawl is
    then on record as failed.
    """
    archives = tuple(path.absolute() for path in replay)
    shared_index(archives)
    with engine.begin() as connection:
        save_sites(connection, [sites()[name] for name in names])
        crawl_id = start_crawl(connection, names, "replay", selection.as_options())
    job = CrawlJob(engine, crawl_id, ReaderPool(), reader_version(), watch)
    settings = run_settings({**(more or {}), "REPLAY": [str(path) for path in archives]})
    return run_and_keep(names, settings, job, selection, {})


def run_and_keep(
    names: Sequence[str], settings: Settings, job: CrawlJob, selection: Selection, left_out: Mapping[str, Ledger]
) -> CrawlResult:
    """Run the spiders and keep what they bring; `left_out` are accounts of sites that are not asked.

    Whatever ends it, the crawl does not stand on record as running, unless the process itself is killed.
    """
    try:
        result = crawl_and_keep(names, settings, job, selection, left_out)
    except BaseException:
        # Also Ctrl-C.
        with job.engine.begin() as connection:
            finish_crawl(connection, job.crawl_id, None)
        raise
    # In a transaction of its own: should it fail, the crawl is kept, and the next one or `db refresh` makes up for it.
    if not job.leaves_views:
        with job.engine.begin() as connection:
            refresh_views(connection)
    return result


def crawl_and_keep(
    names: Sequence[str], settings: Settings, job: CrawlJob, selection: Selection, left_out: Mapping[str, Ledger]
) -> CrawlResult:
    """The crawl itself, then what it leaves beside the reports, in one transaction."""
    with job.pool:
        asked = [name for name in names if name not in left_out]
        ledgers = {**left_out, **(crawl_sites(asked, settings, job, selection) if asked else {})}
    if job.failure is not None:
        raise job.failure
    summary = CrawlSummary(tuple(outcome(name, ledgers[name], job.tallies[name]) for name in names))
    with job.engine.begin() as connection:
        for name in names:
            save_site(connection, job.crawl_id, sites()[name], ledgers[name], job.tallies[name])
            save_seen(connection, job.crawl_id, sites()[name], ledgers[name], job.tallies[name])
        finish_crawl(connection, job.crawl_id, summary)
    shortfalls = {name: tuple(ledgers[name].shortfalls) for name in names}
    return CrawlResult(job.crawl_id, summary, shortfalls, ledgers)


def crawl_sites(names: Sequence[str], settings: Settings, job: CrawlJob, selection: Selection) -> dict[str, Ledger]:
    """Run the spiders side by side until the last is done; each site's account."""
    process = AsyncCrawlerProcess(settings)
    crawlers = {name: process.create_crawler(name) for name in names}
    for name, crawler in crawlers.items():
        crawler.signals.connect(job.tallies[name].note_capture, captured, weak=False)
        crawler.signals.connect(job.tallies[name].note_failure, no_answer, weak=False)
        process.crawl(crawler, job=job, **asdict(selection))
    process.start()
    return {name: account_of(crawler, job.tallies[name], sites()[name].list_url) for name, crawler in crawlers.items()}


def run_settings(own: Mapping[str, Any]) -> Settings:
    """The project's settings, and what belongs to this run."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    settings.setdict({"LOG_LEVEL": "ERROR", **own}, priority="cmdline")
    return settings


def archived_sites(archives: Sequence[Path]) -> tuple[str, ...]:
    """The sites that these archives hold anything of: those with an address of their registry row in them."""
    index = shared_index(tuple(path.absolute() for path in archives))
    return tuple(
        name
        for name, site in sites().items()
        if any(index.knows(request_key("GET", address)) for address in site.addresses)
    )
