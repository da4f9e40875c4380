"""The frame: every unit that should have reported, once a year, each with the best that is known of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, RowMapping, text

from nianbao.domain.capture import Capture, RecordRef
from nianbao.store.queries import ledger
from nianbao.store.rows import CrawlSummary, ListingRow, SiteOutcome
from nianbao.store.save import finish_crawl, save_capture, save_listing, save_sites, start_crawl
from nianbao.store.save_looks import LookRow, save_look
from nianbao.store.views.kept import refresh_views

LIST = "http://www.example.gov.cn/nb/"
RECORD = RecordRef(Path("/archive/made.warc.gz"), 0, "<urn:uuid:1>", "sha256:1")
CAPTURE = Capture(LIST, datetime(2024, 7, 1, 4, tzinfo=UTC), 412, "text/html", RECORD)
NOW = "SELECT * FROM pub.coverage WHERE kind = 'government' AND region_code = '350128' AND year = :year"
THEN = NOW.replace("pub.coverage", "pub.coverage_asof(CAST(:as_of AS timestamptz))")
TIMELY = """
SELECT absent_last_seen::date::text, present_first_seen::date::text, days_late_min, days_late_max, on_time,
       due_date, claimed_date, claimed_on_time
FROM pub.report WHERE year = 2022
"""
LATE = "SELECT value, null_reason FROM pub.rate WHERE rate_key = :rate AND year = 2022"
LATE_RATES = ("days_late_min", "days_late_max", "on_time")

SUMS = """
SELECT sum(n_expected) AS expected,
       sum(n_held + n_format_not_read + n_only_listed + n_blocked + n_robots + n_unreachable + n_gone + n_not_published
           + n_not_yet_due + n_not_covered) AS told
FROM pub.coverage_summary
"""
EXISTING = "SELECT count(*) FROM pub.region_year WHERE left(code_year, 2) NOT IN ('71', '81', '82')"


def test_every_existing_division_is_expected_once_a_year_and_has_one_state(connection: Connection) -> None:
    sums = connection.execute(text(SUMS)).one()
    assert sums.expected == sums.told == connection.execute(text(EXISTING)).scalar_one() > 50_000


@dataclass(frozen=True)
class Site:
    """A registry row, as far as the store keeps it."""

    name: str = "example"
    region: str = "350128"
    publisher: str = "示例县人民政府"
    family: str = "trs"
    list_url: str | None = LIST
    first_year: int = 2020
    evidence: str = "made"


def look(connection: Connection, day: str, years: list[int] | None, state: str = "complete", rule: str = "") -> None:
    """A look at the site's list on a day (noon in China): whole with reports of these years, or not whole."""
    at = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC).replace(hour=4)
    shown = [
        {"url": f"{LIST}{year}.htm", "title": f"{year}年", "published": "2023-01-20", "year": year, "region": "350128"}
        | {"organ": "示例县人民政府", "verdict": "report"}
        for year in years or []
    ]
    crawl = start_crawl(connection, ["example"], "live", vantage="test-net")
    evidence = "the portal answered so" if rule else ""
    row = LookRow("example", at, at, LIST, state, years is not None, shown, LIST, rule, evidence, "urn:uuid:" + day)
    save_look(connection, crawl, row)


def year_of(connection: Connection, year: int, as_of: str | None = None) -> RowMapping:
    """The row of the county's government."""
    asked = THEN if as_of else NOW
    return connection.execute(text(asked), {"year": year, "as_of": as_of}).mappings().one()


# Due on 31 March 2023. The looks, whether each shows the report, and what follows.
WATCHED = {
    "there ahead of the day": ([("2023-03-01", True)], (None, "2023-03-01", 0, 0, "true")),
    "in time between two looks": (
        [("2023-02-01", False), ("2023-03-31", True)],
        ("2023-02-01", "2023-03-31", 0, 0, "true"),
    ),
    "late for certain": (
        [("2023-02-01", False), ("2023-04-03", False), ("2023-04-10", True)],
        ("2023-04-03", "2023-04-10", 3, 10, "false"),
    ),
    "late or not": (
        [("2023-02-01", False), ("2023-05-01", True)],
        ("2023-02-01", "2023-05-01", 0, 31, "unknown"),
    ),
    "back-filled": ([("2023-04-03", False), ("2023-06-01", True)], (None, None, None, None, "unknown")),
    "first look too late": ([("2023-06-01", True)], (None, None, None, None, "unknown")),
}


@pytest.mark.parametrize("name", WATCHED)
def test_timeliness_is_an_interval_or_nothing(
    connection: Connection, shelf: Any, make_report: Callable[..., Any], make_capture: Callable[..., Any], name: str
) -> None:
    looks, wanted = WATCHED[name]
    save_sites(connection, [Site()])
    shelf.keep(make_report(2022), make_capture())
    for day, shows in looks:
        look(connection, day, [2021, 2022] if shows else [2021])
    told = connection.execute(text(TIMELY)).one()
    assert tuple(told)[:5] == wanted
    assert tuple(told)[5:] == (date(2023, 3, 31), date(2023, 1, 20), True)
    refresh_views(connection)
    least, most, in_time = (connection.execute(text(LATE), {"rate": rate}).one() for rate in LATE_RATES)
    if wanted[2] is None:
        assert {tuple(least), tuple(most), tuple(in_time)} == {(None, "not_observed")}
    else:
        assert (tuple(least), tuple(most)) == ((wanted[2], None), (wanted[3], None))
        decided = {"true": (1, None), "false": (0, None), "unknown": (None, "not_decided")}
        assert tuple(in_time) == decided[wanted[4]]


def test_a_failed_night_takes_nothing_back(
    connection: Connection, shelf: Any, make_report: Callable[..., Any], make_capture: Callable[..., Any]
) -> None:
    save_sites(connection, [Site()])
    shelf.keep(make_report(2022), make_capture())
    look(connection, "2024-06-01", [2022])
    before = {year: year_of(connection, year) for year in (2022, 2023)}
    assert (before[2022]["state"], before[2023]["state"]) == ("held", "not_published")
    assert before[2023]["evidence_capture"] == "urn:uuid:2024-06-01"
    look(connection, "2024-07-01", None, "blocked", "status 412")
    for year, row in before.items():
        after = year_of(connection, year)
        assert (after["state"], after["evidence_at"]) == (row["state"], row["evidence_at"])
        assert str(after["last_checked"].date()) == "2024-07-01"
    assert year_of(connection, 2023)["vantage"] == "test-net"


def test_without_a_whole_list_the_site_s_own_state_is_that_of_the_year(connection: Connection) -> None:
    save_sites(connection, [Site()])
    assert year_of(connection, 2022)["state_reason"] == "its site was never looked at"
    look(connection, "2024-07-01", None, "blocked", "status 412")
    row = year_of(connection, 2022)
    assert (row["state"], row["rule"], row["evidence_capture"]) == ("blocked", "status 412", "urn:uuid:2024-07-01")
    assert not row["listed"]
    look(connection, "2024-08-01", None, "partial", "list_short")
    assert year_of(connection, 2022)["state"] == "not_covered"
    assert year_of(connection, 2019)["state_reason"] == "ahead of the first year that its site is known to list"


def test_what_was_known_on_a_day_leaves_out_what_was_seen_later(connection: Connection) -> None:
    save_sites(connection, [Site()])
    look(connection, "2024-05-01", [2022])
    assert year_of(connection, 2023, "2024-03-01")["state"] == "not_yet_due"
    assert year_of(connection, 2023, "2024-04-15")["state"] == "not_covered"
    assert year_of(connection, 2023, "2024-06-01")["state"] == "not_published"


def test_a_row_that_left_the_list_without_being_held_is_gone(connection: Connection) -> None:
    """As long as the list shows it, it is listed; a list that is not whole takes nothing away."""
    save_sites(connection, [Site()])
    row = ListingRow("example", f"{LIST}2022.htm", "2022年", date(2023, 1, 20), "示例县人民政府", 2022, "report",
                     region_code="350128", organ="示例县人民政府")  # fmt: skip
    save_listing(connection, [row])
    look(connection, "2024-05-01", [2022])
    assert year_of(connection, 2022)["state"] == "listed"
    look(connection, "2024-06-01", None, "partial", "list_short")
    assert year_of(connection, 2022)["state"] == "listed"
    look(connection, "2024-07-01", [2021])
    gone = year_of(connection, 2022)
    assert (gone["state"], gone["rule"], gone["evidence_capture"]) == ("gone", "off the list", "urn:uuid:2024-07-01")
    assert year_of(connection, 2022, "2024-06-15")["state"] == "listed"
    look(connection, "2024-08-01", [2022])
    assert year_of(connection, 2022)["state"] == "listed"


def test_the_ledger_says_what_the_frame_says(connection: Connection) -> None:
    """Also where nothing of a list was read: the portal blocked, from where it was asked, and what it was known by."""
    save_sites(connection, [Site()])
    look(connection, "2024-07-01", None, "blocked", "status 412")
    site = SiteOutcome("example", "blocked", None, 0, 0, 0, 0, 0)
    crawl = start_crawl(connection, ["example"], "live")
    save_capture(connection, crawl, "example", CAPTURE)
    finish_crawl(connection, crawl, CrawlSummary((site,)))
    for _ in ("as of now", "as kept"):
        told = {row.year: (row.state, row.rule, row.vantage) for row in ledger(connection, "350128") if row.year}
        assert told == {
            year: tuple(year_of(connection, year)[name] for name in ("state", "rule", "vantage")) for year in told
        }
        assert told[2022] == ("blocked", "status 412", "test-net")
        refresh_views(connection)
