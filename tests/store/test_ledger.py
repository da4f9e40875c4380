"""The ledger: held, listed, unplaced, and years without a report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pytest
from sqlalchemy import Connection, text

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store.queries import LedgerRow, crawls, ledger
from nianbao.store.rows import CrawlSummary, ListingRow, Saved, SiteOutcome
from nianbao.store.save import (
    NoSuchCrawl,
    finish_crawl,
    mark_listing,
    save_capture,
    save_listing,
    save_sites,
    start_crawl,
)

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]
LIST = "http://www.example.gov.cn/nb/"


class Shelf(Protocol):
    """What the fixture `shelf` can do."""

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


@dataclass(frozen=True)
class Site:
    """A registry row, as far as the store keeps it; captures are of February 2024."""

    name: str = "example"
    region: str = "350128"
    publisher: str = "示例县人民政府"
    family: str = "trs"
    list_url: str | None = LIST
    first_year: int = 2020
    evidence: str = "made"


def listed(url: str, year: int, verdict: str = "report") -> ListingRow:
    """A row of the list."""
    return ListingRow("example", url, f"{year}年", date(2024, 1, 5), "示例县人民政府", year, verdict)


def crawled(connection: Connection, state: str, site: Site | None = None) -> int:
    """A crawl of the site that ended so."""
    save_sites(connection, [site or Site()])
    crawl = start_crawl(connection, ["example"], "live")
    finish_crawl(connection, crawl, CrawlSummary((SiteOutcome("example", state, 4, 4, 1, 1, 0, 0),)))
    return crawl


def states(rows: tuple[LedgerRow, ...]) -> dict[int | None, str]:
    """Year -> state."""
    return {row.year: row.state for row in rows}


def test_a_whole_list_shows_which_years_are_not_published(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(2022), make_capture())
    save_listing(connection, [listed(LIST + "2021.htm", 2021), listed(LIST + "x.htm", 2020, "other_organ")])
    mark_listing(connection, "example", LIST + "2021.htm", "gone", "404")
    crawled(connection, "complete")
    rows = ledger(connection, "350128")
    assert states(rows) == {2020: "not_published", 2021: "gone", 2022: "held", 2023: "not_yet_due"}
    assert [row.reason for row in rows if row.state == "gone"] == ["404"]
    assert [row.report_id for row in rows if row.report_id] == ["350128-ga207d5d9-2022-a"]
    assert ledger(connection, "430181") == ()


@pytest.mark.parametrize(("state", "list_url"), [("partial", LIST), ("complete", None)])
def test_without_a_whole_list_a_missing_year_is_not_covered(
    connection: Connection,
    shelf: Shelf,
    make_report: MakeReport,
    make_capture: MakeCapture,
    state: str,
    list_url: str | None,
) -> None:
    shelf.keep(make_report(2022), make_capture())
    crawled(connection, state, Site(list_url=list_url, first_year=2021))
    assert states(ledger(connection)) == {2021: "not_covered", 2022: "held", 2023: "not_yet_due"}


def test_a_sample_after_a_whole_list_takes_nothing_back_and_adds_no_year(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(2022), make_capture())
    crawled(connection, "complete", Site(first_year=2021))
    whole = states(ledger(connection))
    assert whole == {2021: "not_published", 2022: "held", 2023: "not_yet_due"}
    sample = crawled(connection, "sampled", Site(first_year=2021))
    save_capture(connection, sample, "example", make_capture("the list", days=400))
    assert states(ledger(connection)) == whole


@pytest.mark.parametrize(("days", "state"), [(-10, "not_yet_due"), (58, "not_yet_due"), (60, "not_published")])
def test_a_governments_report_is_due_by_the_end_of_march(
    connection: Connection,
    shelf: Shelf,
    make_report: MakeReport,
    make_capture: MakeCapture,
    days: int,
    state: str,
) -> None:
    """Captures are counted from 1 February 2024."""
    shelf.keep(make_report(2022), make_capture(days=days))
    crawled(connection, "complete", Site(first_year=2022))
    assert states(ledger(connection)) == {2022: "held", 2023: state}


def test_a_document_that_is_no_report_of_a_known_year_is_listed_with_the_reason(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(None), make_capture())
    [row] = ledger(connection)
    assert (row.state, row.report_id, row.region) == ("listed", None, "350128")
    assert row.reason == "the report year is not known"
    assert row.first_seen == make_capture().captured_at


def test_listing_again_keeps_what_became_of_a_row(connection: Connection) -> None:
    save_listing(connection, [listed(LIST + "2021.htm", 2021)])
    mark_listing(connection, "example", LIST + "2021.htm", "blocked", "412")
    save_listing(connection, [listed(LIST + "2021.htm", 2021)])
    [row] = connection.execute(text("SELECT state, evidence FROM listing"))
    assert tuple(row) == ("blocked", "412")


def test_a_crawl_that_fell_short_is_incomplete_and_one_without_a_summary_failed(connection: Connection) -> None:
    short = crawled(connection, "blocked")
    lost = start_crawl(connection, ["example"], "live")
    open_still = start_crawl(connection, ["example"], "live")
    finish_crawl(connection, lost, None)
    assert {row.crawl: row.state for row in crawls(connection)} == {
        short: "incomplete",
        lost: "failed",
        open_still: "running",
    }
    with pytest.raises(NoSuchCrawl):
        finish_crawl(connection, lost, None)
