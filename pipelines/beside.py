"""What a report's page says for the files beside it, where they do not say it of themselves."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.families.accounting import asked_for
from nianbao.domain.coverage import is_stated
from nianbao.domain.divisions import locate
from nianbao.domain.publishers import canonical_name, kind_of
from nianbao.domain.report import Coverage, Finding, FindingClass, Publisher, Report, Severity
from nianbao.domain.titles import parse_title
from pipelines.job import OTHER
from pipelines.placing import counting


@dataclass(frozen=True, slots=True)
class PageSays:
    """Whose report a page is, of which year, what it counts, and the tables and sections that it holds itself."""

    url: str
    title: str
    publisher: Publisher
    year: int | None
    coverage: Coverage
    coverage_evidence: str
    tables: frozenset[str]
    sections: frozenset[str]

    @classmethod
    def of(cls, url: str, report: Report) -> Self:
        """What a page at this address says, out of what was read from it, placed by its site."""
        return cls(
            url=url,
            title=report.title,
            publisher=report.publisher,
            year=report.year,
            coverage=report.coverage,
            coverage_evidence=report.coverage_evidence,
            tables=frozenset(report.forms),
            sections=frozenset(section.key for section in report.sections),
        )


class Pages:
    """The pages of one site's crawl that were read, each told only when it is stored: its files come after it."""

    def __init__(self) -> None:
        self._read: dict[str, PageSays] = {}
        self._done: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Pages that hear when an item is through, whatever became of it: nobody waits for one that was refused."""
        pages = cls()
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(pages.note_end, signal, weak=False)
        return pages

    def note(self, asked: str, report: Report) -> None:
        """Enter what was read from a page, by the address that was asked for."""
        self._read[asked] = PageSays.of(asked, report)

    def note_end(self, response: Response | Failure | None, **_: Any) -> None:
        """An item is through the pipelines."""
        if response is not None:
            self._done[asked_for(response)].set()

    async def says(self, asked: str) -> PageSays | None:
        """What this page says, once it is through; None where it could not be read."""
        await self._done[asked].wait()
        return self._read.get(asked)


def named(report: Report, name: str) -> Report:
    """The report with the publisher that the name of its file states, where the file itself names none."""
    title = parse_title(name.rpartition(".")[0] or name)
    if report.publisher.name or title is None or not title.publisher:
        return report
    signed = Publisher(title.publisher, kind_of(title.publisher), locate(title.publisher, year=title.year).code)
    return published_by(report, signed)


def beside(report: Report, page: PageSays) -> Report:
    """The report in a file beside a page: a further document of the page's report, unless it says otherwise.

    Publisher, region and coverage are the page's where the file does not state them, its title where the file has none
    of a report; its year was given to the reader, unless the file's name states one. What the page holds is not missing
    here. Another publisher, year or coverage that the file states stands, with a finding DOCS.IDENTITY.
    """
    stated = tuple(contradictions(report, page))
    if is_same_organ(report, page):
        report = with_coverage(with_publisher(report, page), page)
    if stated:
        return replace(report, findings=(*report.findings, *stated))
    title = report.title if parse_title(report.title) is not None else page.title
    return replace(report, title=title, findings=tuple(without_held(report.findings, page)))


def is_same_organ(report: Report, page: PageSays) -> bool:
    """Whether a file names the page's publisher, in any wording, or nobody."""
    names = (report.publisher.name, page.publisher.name)
    return not report.publisher.name or len({canonical_name(name, page.publisher.region) for name in names}) == 1


def contradictions(report: Report, page: PageSays) -> Iterator[Finding]:
    """What a file says of itself that its page does not: one finding for publisher, year and coverage each."""
    if page.publisher.name and not is_same_organ(report, page):
        yield told("publisher", report.publisher.name, page.publisher.name, page)
    if page.year is not None and report.year != page.year:
        yield told("year", str(report.year), str(page.year), page)
    if is_same_organ(report, page) and is_stated(report.coverage_evidence) and report.coverage is not page.coverage:
        yield told("coverage", report.coverage.value, page.coverage.value, page)


def told(what: str, here: str, there: str, page: PageSays) -> Finding:
    """A finding: the file says one thing, the page that links it another."""
    message = f"the {what} of this file is {here}, that of the page beside which it stands {there}: {page.url}"
    return Finding(OTHER, Severity.SOFT, FindingClass.SOURCE, (), message)


def with_publisher(report: Report, page: PageSays) -> Report:
    """The report with the page's publisher where it names none, and its region where the file leaves that open."""
    is_placed = report.publisher.name and report.publisher.region is not None
    return report if is_placed else published_by(report, page.publisher)


def published_by(report: Report, publisher: Publisher) -> Report:
    """The report with this publisher; that its region was not known is then no finding any more, where it is."""
    solved = "REGION.UNKNOWN" if publisher.region is not None else None
    findings = tuple(finding for finding in report.findings if finding.rule != solved)
    return replace(report, publisher=publisher, findings=findings)


def with_coverage(report: Report, page: PageSays) -> Report:
    """The report with the page's coverage unless it states one; its claims of no known coverage count the same."""
    if is_stated(report.coverage_evidence):
        return report
    return counting(report, page.coverage, page.coverage_evidence)


def without_held(findings: tuple[Finding, ...], page: PageSays) -> Iterator[Finding]:
    """Findings less what is missing in the file and stands in its page."""
    held = {"TABLES.MISSING": page.tables, "SECTION.MISSING": page.sections}
    for finding in findings:
        lacking = tuple(key for key in finding.keys if key not in held.get(finding.rule, ()))
        if lacking == finding.keys:
            yield finding
        elif lacking:
            message = f"neither in this file nor in the page beside which it stands: {', '.join(lacking)}"
            yield replace(finding, keys=lacking, message=message)
