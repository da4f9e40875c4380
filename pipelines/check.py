"""500: a read report is placed by its site where it does not say whose it is, and weighed."""

from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.registry import Site, sites
from nianbao.checks import weigh
from nianbao.domain.report import Report
from pipelines.job import ReadPage, job_of
from pipelines.placing import placed_by_site


class CheckPipeline:
    """ReadPage to ReadPage."""

    def __init__(self, site: Site) -> None:
        self.site = site

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """The pipeline of a run started by `nianbao crawl`."""
        job_of(crawler)
        return cls(sites()[crawler.spidercls.name])

    async def process_item(self, item: Any) -> Any:
        """Weigh a report; other items pass."""
        if not isinstance(item, ReadPage):
            return item
        return ReadPage(item.page, judged(item.report, self.site))


def judged(report: Report, site: Site) -> Report:
    """A report placed and weighed."""
    return weigh(placed_by_site(report, site))
