"""A column that was come upon, crawled as its family would crawl it, and its report read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess

from crawler.discovery.data import data_of
from crawler.items import FetchedPage, Verdict
from crawler.ledger import Ledger
from crawler.loader import spider_class
from crawler.registry import Site
from extractors.errors import Refused
from nianbao.domain.report_json import report_to_json
from pipelines.placing import placed_by_site
from pipelines.pool import ReaderPool
from pipelines.row_check import faults_of_report, weight


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a list. `report`: the one read, as `nianbao read` prints it, empty where none was; `listed`: address
    by year of its own reports; `is_whole`: whether the family read the list to its end; `reasons`: what is wrong with
    the list as a row of the registry.
    """

    list_url: str
    family: str
    report: Mapping[str, Any]
    url: str
    listed: Mapping[int, str]
    is_whole: bool
    reasons: tuple[str, ...]


async def check_list(process: AsyncCrawlerProcess, pool: ReaderPool, site: Site, year: int | None) -> Checked:
    """Crawl a site's list, and of its reports that of a year, or the newest; the row is taken as it is."""
    spider = spider_class(site)
    bounds = {"CLOSESPIDER_PAGECOUNT": data_of("words")["bounds"]["list_pages"]}
    spider.custom_settings = {**(spider.custom_settings or {}), **bounds}
    crawler = process.create_crawler(spider)
    pages: list[FetchedPage] = []
    crawler.signals.connect(note_in(pages), signals.item_scraped, weak=False)
    await process.crawl(crawler, **({"year": year} if year else {"newest": True}))
    ledger: Ledger = crawler.spider.ledger  # type: ignore[union-attr]  # a crawl that ended had a spider
    listed = {row.year: row.url for row in ledger.rows.values() if row.verdict is Verdict.REPORT and row.year}
    report, url, refused = await read_best(pool, site, pages, year)
    wanted = year or max(listed, default=None)
    of_list = list(faults_of_list(ledger, is_read=bool(report)))
    reasons = (*([] if report else refused), *of_list, *faults_of_report(site, report, wanted))
    return Checked(site.list_url or "", site.family, report, url, listed, bool(ledger.rows) and not of_list, reasons)


def faults_of_list(ledger: Ledger, *, is_read: bool) -> Iterator[str]:
    """What fell short of the list itself; where one report was read, others and files that did not come are none."""
    documents = {row.url for row in (*ledger.rows.values(), *ledger.attachments.values())}
    for short in ledger.shortfalls:
        if not is_read or short.url not in documents:
            yield f"{short.url}: {short.reason}" if short.url else short.reason


def note_in(pages: list[FetchedPage]) -> Any:
    """What takes the items of a crawl."""

    def note(item: Any) -> None:
        if isinstance(item, FetchedPage):
            pages.append(item)

    return note


async def read_best(
    pool: ReaderPool, site: Site, pages: Sequence[FetchedPage], year: int | None
) -> tuple[Mapping[str, Any], str, list[str]]:
    """Of these pages the report that says most, of this year where one is wanted, and its address; what was refused."""
    refusals: list[str] = []
    read: list[tuple[Mapping[str, Any], str]] = []
    for page in pages:
        try:
            report = await pool.read(page.body, url=page.url, year=page.year)
        except Refused as refused:
            refusals.append(f"{page.asked}: it was not read: {refused}")
            continue
        read.append((report_to_json(placed_by_site(report, site)), page.asked))
    fitting = [one for one in read if year is None or one[0]["year"] == year]
    return (*max(fitting or read, key=lambda one: weight(one[0]), default=({}, "")), refusals)


def as_list(site: Site, url: str, family: str) -> Site:
    """The row with another list and nothing else to fetch, under a name of its own."""
    name = f"discover_{site.name}"
    return replace(site, name=name, list_url=url, family=family, reports=(), sample_reports=())
