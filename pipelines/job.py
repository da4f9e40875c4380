"""What the item pipelines of one run share: the readers, the database, and what was counted."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from crawler.items import FetchedPage
from crawler.ledger import Ledger
from nianbao.archive.failures import Failure
from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from pipelines.pool import ReaderPool

# The finding of a file that is no document of the report beside whose page it stands.
OTHER = "DOCS.IDENTITY"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A fetched page and the report that was read from it."""

    page: FetchedPage
    report: Report


@dataclass(slots=True)
class Tally:
    """What was kept of one site: reports read, by name, or by address where they are of no known organ and year;
    findings in them; captures in the order they came.

    `missing`: tables that a page lacks, by its address, while no file beside it has them; `outcomes`: `new` or
    `changed` by report; `held`: addresses whose report is stored; `not_read`: address and
    reason of files of a format that is not read; `failures`: requests without an answer; `answers`: the capture that
    answered for an address whose document was read, or would have been.
    """

    reports: set[str] = field(default_factory=set)
    findings: int = 0
    missing: dict[str, frozenset[str]] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    captures: list[Capture] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    answers: dict[str, Capture] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    not_read: dict[str, str] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """Reports of which nothing was held."""
        return sum(outcome == "new" for outcome in self.outcomes.values())

    @property
    def changed(self) -> int:
        """Reports held before of which the portal shows something else now, in the page or in a file beside it."""
        return sum(outcome == "changed" for outcome in self.outcomes.values())

    def note_findings(self, page: FetchedPage, report: Report) -> None:
        """Count what was found in a document; tables that lie in a file beside the page are not missing."""
        self.findings += len(report.findings)
        rules = {finding.rule: finding for finding in report.findings}
        lacking = self.missing.get(page.attached_to)
        if not page.attached_to and "TABLES.MISSING" in rules:
            self.missing[page.asked] = frozenset(rules["TABLES.MISSING"].keys)
        elif lacking and lacking <= report.forms.keys() and OTHER not in rules:
            del self.missing[page.attached_to]
            self.findings -= 1

    def note_failure(self, failure: Failure) -> None:
        """Enter a request that got no answer."""
        self.failures.append(failure)

    def note_capture(self, capture: Capture) -> None:
        """Enter an answer: lists, robots.txt and each hop of a redirect too."""
        self.captures.append(capture)


Watch = Callable[[str, Ledger, Tally], None]


@dataclass(slots=True)
class CrawlJob:
    """One run over some sites. `reader` names the reader's version; `failure` is the database's first error.

    `progress`: address -> `new` or `changed`, of reports that this crawl stored before it was killed; `leaves_views`:
    whoever started it makes the kept views anew.
    """

    engine: Engine
    crawl_id: int
    pool: ReaderPool
    reader: str
    watch: Watch
    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    failure: SQLAlchemyError | None = None
    progress: Mapping[str, str] = field(default_factory=dict)
    leaves_views: bool = False


def job_of(crawler: Crawler) -> CrawlJob:
    """The run a spider belongs to. `scrapy crawl` starts none: the pipelines stand aside, its items are the output."""
    job = getattr(crawler.spider, "job", None)
    if not isinstance(job, CrawlJob):
        raise NotConfigured("reports are read and stored by `nianbao crawl`")
    return job


def ledger_of(crawler: Crawler) -> Ledger:
    """The account that the spider of this crawler keeps."""
    ledger: Ledger = crawler.spider.ledger  # type: ignore[union-attr]  # pipelines are made after the spider
    return ledger
