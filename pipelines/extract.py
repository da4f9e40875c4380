"""300: a fetched page is read in a reader process."""

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.attachments import year_in
from crawler.items import FetchedPage
from crawler.ledger import Ledger, Trouble
from crawler.pages import is_page
from crawler.registry import Site, sites
from extractors.errors import FormatNotRead, Refused
from nianbao.domain.report import Report
from pipelines.beside import Pages, PageSays, beside, named
from pipelines.job import CrawlJob, ReadPage, job_of, ledger_of
from pipelines.placing import placed_by_site
from pipelines.pool import Reads


class ExtractPipeline:
    """FetchedPage to ReadPage. A page that is refused is entered in the account and passed over.

    A file beside a page is read when the page is stored: what it does not say of itself, the page says.
    """

    def __init__(self, job: CrawlJob, ledger: Ledger, site: Site, pages: Pages) -> None:
        self.job = job
        self.ledger = ledger
        self.site = site
        self.pages = pages

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of a run started by `nianbao crawl`."""
        return cls(job_of(crawler), ledger_of(crawler), sites()[crawler.spidercls.name], Pages.from_crawler(crawler))

    async def process_item(self, item: Any) -> Any:
        """Read a fetched page; other items pass."""
        if not isinstance(item, FetchedPage):
            return item
        try:
            report = await (self.read_file(item) if item.attached_to else self.read_page(item))
        except Refused as refused:
            self.pass_over(item, refused)
            raise DropItem(str(refused)) from refused
        return ReadPage(item, report)

    async def read_page(self, page: FetchedPage) -> Report:
        """A report's page; what it says is kept for the files beside it."""
        report = await self.job.pool.read(page.body, url=page.url, year=page.year)
        self.pages.note(page.asked, placed_by_site(report, self.site))
        return report

    async def read_file(self, file: FetchedPage) -> Report:
        """A file beside a page: what it leaves open its name says, then its page."""
        return await read_beside(self.job.pool, file, await self.pages.says(file.attached_to))

    def pass_over(self, page: FetchedPage, refused: Refused) -> None:
        """Enter a document that was not read. A file of a format that is not read makes no crawl incomplete."""
        self.job.tallies[page.site].answers[page.asked] = page.capture
        if isinstance(refused, FormatNotRead) and not is_page(page.capture.mime):
            self.job.tallies[page.site].not_read[page.asked] = str(refused)
        else:
            self.ledger.fall_short(page.asked, Trouble.NOT_READ, f"it was not read: {refused}")


async def read_beside(pool: Reads, file: FetchedPage, says: PageSays | None) -> Report:
    """The report in a file beside a page that says this; None: the page could not be read. Raises Refused."""
    year = year_in(file.title) or (says.year if says else None) or file.year
    report = named(await pool.read(file.body, url=file.url, year=year), file.title)
    return report if says is None else beside(report, says)
