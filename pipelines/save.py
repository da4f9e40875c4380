"""800: a weighed report is stored, one transaction a report, in a thread of its own."""

import asyncio
from collections.abc import Collection
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from sqlalchemy.exc import SQLAlchemyError

from crawler.content import content_digest
from crawler.ledger import Ledger
from crawler.replaying import volatile_of
from nianbao.domain.report_json import report_to_json
from nianbao.store.open_crawls import note_progress
from nianbao.store.rows import Saved
from nianbao.store.save import save_capture, save_report
from pipelines.job import CrawlJob, ReadPage, job_of, ledger_of


class SavePipeline:
    """Stores ReadPage items and counts what became of them; what leaves the last pipeline is a report as JSON."""

    def __init__(self, job: CrawlJob, ledger: Ledger, volatile: Collection[str]) -> None:
        self.job = job
        self.ledger = ledger
        self.volatile = volatile

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of a run started by `nianbao crawl`."""
        return cls(job_of(crawler), ledger_of(crawler), volatile_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Store a report; other items pass. An error of the database ends the run when the crawl is over."""
        if not isinstance(item, ReadPage):
            return item
        try:
            saved = await asyncio.to_thread(save_page, self.job, item, self.volatile)
        except SQLAlchemyError as error:
            self.job.failure = self.job.failure or error
            # Told once, when the run ends; Scrapy would print each with all that called it.
            raise DropItem(f"the database refused {item.page.asked}") from error
        self.count(item, saved)
        return report_to_json(item.report)

    def count(self, item: ReadPage, saved: Saved) -> None:
        """Enter a stored report."""
        tally = self.job.tallies[item.page.site]
        outcome = outcome_of(saved) or self.job.progress.get(item.page.asked)
        # A file beside a report, its picture or its copy is a further document of it, no second report.
        report = saved.report_id or item.page.attached_to or item.page.asked
        if not item.page.attached_to:
            tally.reports.add(report)
        if outcome == "new":
            tally.outcomes[report] = outcome
        elif outcome:
            tally.outcomes.setdefault(report, outcome)
        tally.note_findings(item.page, item.report)
        tally.held.add(item.page.asked)
        tally.answers[item.page.asked] = item.page.capture
        self.job.watch(item.page.site, self.ledger, tally)


def outcome_of(saved: Saved) -> str | None:
    """What saving did, in the words of a crawl's progress; None where all of it was held."""
    match saved:
        case Saved(new=True):
            return "new"
        case Saved(changed=True):
            return "changed"
        case Saved():
            return None


def save_page(job: CrawlJob, item: ReadPage, volatile: Collection[str]) -> Saved:
    """Store capture and report in one transaction, and that they are: a kill takes all of it or nothing."""
    page = item.page
    with job.engine.begin() as connection:
        save_capture(connection, job.crawl_id, page.site, page.capture)
        saved = save_report(
            connection,
            site=page.site,
            capture=page.capture,
            content_digest=content_digest(page.body, page.capture.mime, volatile),
            report=item.report,
            reader=job.reader,
            attached_to=page.attached_to,
        )
        outcome = outcome_of(saved)
        if outcome:
            note_progress(connection, job.crawl_id, page.asked, outcome)
        return saved
