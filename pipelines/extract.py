"""300: a fetched page is read in a reader process."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import FetchedPage
from crawler.ledger import Ledger, Trouble
from crawler.pages import is_page
from extractors.errors import FormatNotRead, Refused
from pipelines.job import CrawlJob, ReadPage, job_of, ledger_of


class ExtractPipeline:
    """FetchedPage to ReadPage. A page that is refused is entered in the account and passed over."""

    def __init__(self, job: CrawlJob, ledger: Ledger) -> None:
        self.job = job
        self.ledger = ledger

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of a run started by `nianbao crawl`."""
        return cls(job_of(crawler), ledger_of(crawler))

    async def process_item(self, item: Any) -> Any:
        """Read a fetched page; other items pass."""
        if not isinstance(item, FetchedPage):
            return item
        try:
            report = await self.job.pool.read(item.body, url=item.url, year=item.year)
        except Refused as refused:
            self.pass_over(item, refused)
            raise DropItem(str(refused)) from refused
        return ReadPage(item, report)

    def pass_over(self, page: FetchedPage, refused: Refused) -> None:
        """Enter a document that was not read. A file of a format that is not read makes no crawl incomplete."""
        if isinstance(refused, FormatNotRead) and not is_page(page.capture.mime):
            self.job.tallies[page.site].not_read[page.asked] = str(refused)
        else:
            self.ledger.fall_short(page.asked, Trouble.NOT_READ, f"it was not read: {refused}")
