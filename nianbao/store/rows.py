"""What goes into the store besides reports, and what comes back from saving: plain rows."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving a report did. `report_id` null: kept, but no report of a known organ and year.

    `new`: the first we hold of that report; `changed`: held before, and its portal shows another edition than it did
    until then, be it one that stood earlier; `reread`: the same edition, of which this reader makes something else than
    the reader before. A capture that was saved before changes nothing.
    """

    report_id: str | None
    new: bool
    changed: bool
    reread: bool = False


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A row of a site's list. `verdict`: report, other_organ or not_a_report; a report-year state and what shows it.

    `region_code`, `organ`: the organ that it is of, by the region it belongs to and its one name, where that is known.
    """

    site: str
    url: str
    title: str
    published: date | None
    publisher: str
    year: int | None
    verdict: str
    state: str = "listed"
    evidence: str = ""
    region_code: str | None = None
    organ: str = ""


@dataclass(frozen=True, slots=True)
class SiteOutcome:
    """How a crawl ended for one site, as `nianbao crawl` prints it; `declared` null: the list names no number."""

    site: str
    state: str
    declared: int | None
    listed: int
    reports: int
    new: int
    changed: int
    findings: int


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """How a crawl ended: one outcome a site."""

    sites: tuple[SiteOutcome, ...]

    @property
    def complete(self) -> bool:
        """Whether no site fell short; a sample that was asked for counts as done."""
        return all(site.state in {"complete", "sampled"} for site in self.sites)


class SiteRow(Protocol):
    """A row of the registry, as far as the store keeps it."""

    @property
    def name(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def publisher(self) -> str: ...
    @property
    def family(self) -> str: ...
    @property
    def list_url(self) -> str | None: ...
    @property
    def first_year(self) -> int: ...
    @property
    def evidence(self) -> str: ...
