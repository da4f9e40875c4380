"""Releases: what was frozen stays, and every difference between two has its cause."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Protocol

import pytest
from sqlalchemy import Connection, delete, text
from sqlalchemy.exc import ProgrammingError

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store import models
from nianbao.store.decide import decide, endorse, target_of
from nianbao.store.release import ReleaseRefused, make_release, release_diff, releases
from nianbao.store.rows import Saved

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]
KEY = "t3.granted.total"
OTHER = "t3.disposed.total"
PAGES = {year: f"http://www.example.gov.cn/{year}.htm" for year in (2021, 2022, 2023)}


def report_id(year: int) -> str:
    return f"350128-ga207d5d9-{year}-a"


class Shelf(Protocol):
    """What the fixture `shelf` can do."""

    connection: Connection

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


class Keep(Protocol):
    """Keeps a year's report that prints `granted`; `days` after the first look."""

    def __call__(self, year: int, granted: str, days: int = 0, *, body: str, reader: str = "1+a") -> Saved: ...


@pytest.fixture
def keep(shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture) -> Keep:
    def keep(year: int, granted: str, days: int = 0, *, body: str, reader: str = "1+a") -> Saved:
        report = make_report(year, cells={KEY: granted, OTHER: "90"})
        return shelf.keep(report, make_capture(PAGES[year], days), body=body, reader=reader)

    return keep


def shown(connection: Connection, release: str, year: int) -> tuple[Any, ...]:
    asked = text("SELECT value, status, corrected_value FROM pub.figure_release(:release) WHERE cell_id = :cell")
    return tuple(connection.execute(asked, {"release": release, "cell": f"{report_id(year)}/{KEY}"}).one())


def told(connection: Connection) -> dict[str, tuple[str, Any, Any]]:
    return {
        row.cell_id: (row.cause, row.from_value, row.to_value) for row in release_diff(connection, "2026.1", "2026.2")
    }


@pytest.fixture
def first(connection: Connection, keep: Keep) -> Connection:
    """Three reports, frozen as 2026.1."""
    for year in (2021, 2022):
        keep(year, "27", body=f"{year}")
    release(connection, "2026.1")
    return connection


def release(connection: Connection, name: str) -> None:
    make_release(connection, name, note="示例", program="1")


def test_what_was_frozen_stays_whatever_comes_later(first: Connection, keep: Keep) -> None:
    keep(2021, "28", 3, body="edited")
    keep(2022, "29", body="2022", reader="2+b")
    assert shown(first, "2026.1", 2021) == (27, "number", None)
    assert shown(first, "2026.1", 2022) == (27, "number", None)
    [made] = releases(first)
    assert (made.manifest["reports"], made.manifest["numbers"], made.manifest["readers"]) == (2, 4, ["1+a"])


def test_every_difference_has_its_cause(first: Connection, keep: Keep) -> None:
    keep(2021, "28", 3, body="edited")
    keep(2022, "29", body="2022", reader="2+b")
    keep(2023, "31", body="2023")
    first_in = "SELECT report_id, release_first_in FROM pub.change ORDER BY report_id"
    assert first.execute(text(first_in)).all() == [(report_id(2021), None), (report_id(2022), None)]
    release(first, "2026.2")
    assert first.execute(text(first_in)).all() == [(report_id(2021), "2026.2"), (report_id(2022), "2026.2")]
    assert told(first) == {
        f"{report_id(2021)}/{KEY}": ("source", 27, 28),
        f"{report_id(2022)}/{KEY}": ("reader", 27, 29),
        f"{report_id(2023)}/{KEY}": ("new_report", None, 31),
        f"{report_id(2023)}/{OTHER}": ("new_report", None, 90),
    }


def test_page_and_reader_at_once_are_undetermined_until_the_old_page_is_read_again(
    first: Connection, keep: Keep
) -> None:
    keep(2021, "28", 3, body="edited", reader="2+b")
    release(first, "2026.2")
    assert told(first) == {f"{report_id(2021)}/{KEY}": ("undetermined", 27, 28)}
    keep(2021, "28", body="2021", reader="2+b")
    assert told(first) == {f"{report_id(2021)}/{KEY}": ("reader", 27, 28)}


def test_a_correction_is_a_difference_by_decision(first: Connection) -> None:
    cell = target_of(first, f"{report_id(2021)}/{KEY}")
    number = decide(
        first, cell, "corrected", by="li", note="", value=Decimal(26), evidence="http://www.example.gov.cn/e.htm"
    )
    endorse(first, number, "wang")
    release(first, "2026.2")
    assert shown(first, "2026.1", 2021) == (27, "number", None)
    assert shown(first, "2026.2", 2021) == (27, "number", 26)
    assert told(first) == {f"{report_id(2021)}/{KEY}": ("decision", 27, 27)}
    errata = "SELECT erratum_id, cell_id, verdict, corrected_value, in_force, releases FROM pub.erratum"
    year = first.execute(text("SELECT to_char(now() AT TIME ZONE 'Asia/Shanghai', 'YYYY')")).scalar_one()
    told_of = (f"E-{year}-{number:04}", f"{report_id(2021)}/{KEY}", "corrected", 26)
    assert first.execute(text(errata)).all() == [(*told_of, True, ["2026.1"])]


def test_what_is_withheld_is_withheld_in_releases_made_before(first: Connection) -> None:
    decide(first, target_of(first, report_id(2021)), "withheld", by="li", note="申请删除")
    assert shown(first, "2026.1", 2021) == (None, "withheld", None)
    assert shown(first, "2026.1", 2022) == (27, "number", None)
    release(first, "2026.2")
    decide(first, target_of(first, report_id(2021)), "correct_as_printed", by="li", note="")
    assert shown(first, "2026.2", 2021) == (27, "number", None)


@pytest.mark.parametrize("name", ["2026.1", "latest", "2026"])
def test_a_release_is_made_once_and_has_a_number(first: Connection, name: str) -> None:
    with pytest.raises(ReleaseRefused, match=r"2026\.1"):
        make_release(first, name, note="", program="1")


def test_a_release_that_is_not_there_is_named(first: Connection) -> None:
    with pytest.raises(ReleaseRefused, match=r"no release 2031\.1; there are: 2026\.1"):
        list(release_diff(first, "2026.1", "2031.1"))


@pytest.mark.parametrize("table", ["release", "release_report", "release_decision"])
def test_nobody_changes_a_release(first: Connection, table: str) -> None:
    with pytest.raises(ProgrammingError, match="never changed"):
        first.execute(delete(models.metadata.tables[table]))
