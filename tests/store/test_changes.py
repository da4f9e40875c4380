"""What changed, whose doing it is, and what stood and was known when."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Protocol

import pytest
from sqlalchemy import Connection, text

from nianbao.domain.capture import Capture
from nianbao.domain.report import Report
from nianbao.store.queries import Change, changes, figures_of, reports
from nianbao.store.rows import Saved
from nianbao.store.then import Then

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]
REPORT = "350128-ga207d5d9-2022-a"
CELL = "t3.granted.total"
CAPTURED_FIRST = date(2024, 2, 1)


class Shelf(Protocol):
    """What the fixture `shelf` can do."""

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


class Keep(Protocol):
    """Keeps a report of one page that prints `granted`, captured `days` after the first look."""

    def __call__(self, granted: str, days: int = 0, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


@pytest.fixture
def keep(shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture) -> Keep:
    def keep(granted: str, days: int = 0, *, body: str | None = None, reader: str = "1+a") -> Saved:
        report = make_report(cells={CELL: granted, "t3.disposed.total": "90"})
        return shelf.keep(report, make_capture(days=days), body=body or granted, reader=reader)

    return keep


def told(connection: Connection) -> list[tuple[str, str, Any, Any]]:
    return [(each.cause, each.cell_id, each.from_value, each.to_value) for each in changes(connection)]


def value(connection: Connection, then: Then) -> Any:
    [figures] = figures_of(connection, reports(connection, then=then)).values()
    return figures[CELL].value


def test_a_page_that_shows_another_number_is_a_change_of_the_source(connection: Connection, keep: Keep) -> None:
    keep("27")
    keep("27", 5)
    saved = keep("28", 9)
    assert (saved.new, saved.changed, saved.reread) == (False, True, False)
    [change] = changes(connection)
    assert isinstance(change, Change)
    assert told(connection) == [("source", f"{REPORT}/{CELL}", 27, 28)]
    assert change.unchanged_until.date() == CAPTURED_FIRST + timedelta(days=5)
    assert change.at.date() == CAPTURED_FIRST + timedelta(days=9)


def test_a_page_that_is_put_back_is_two_changes_and_right_on_every_day(connection: Connection, keep: Keep) -> None:
    for days, granted in enumerate(("27", "28", "27")):
        keep(granted, days)
    assert [row[2:] for row in told(connection)] == [(27, 28), (28, 27)]
    assert [value(connection, Then(CAPTURED_FIRST + timedelta(days=days))) for days in range(3)] == [27, 28, 27]


def test_another_reader_of_the_same_bytes_changes_no_source(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    keys = [f"t3.unknown.{number}.total" for number in range(1, 151)]
    before = dict.fromkeys(keys, "5")
    after = before | dict.fromkeys(keys[:120], "6")
    capture = make_capture()
    shelf.keep(make_report(cells=before), capture, body="same")
    saved = shelf.keep(make_report(cells=after), capture, body="same", reader="2+b")
    assert (saved.new, saved.changed, saved.reread) == (False, False, True)
    assert sorted(told(connection)) == sorted(("reader", f"{REPORT}/{key}", 5, 6) for key in keys[:120])


def test_page_and_reader_at_once_are_told_apart_only_by_reading_the_old_page_again(
    connection: Connection, keep: Keep
) -> None:
    keep("27", body="old page")
    keep("28", 3, body="new page", reader="2+b")
    assert told(connection) == [("undetermined", f"{REPORT}/{CELL}", 27, 28)]
    keep("28", body="old page", reader="2+b")
    assert told(connection) == [("reader", f"{REPORT}/{CELL}", 27, 28)]


def test_the_same_number_from_a_newer_reader_still_tells_the_source(connection: Connection, keep: Keep) -> None:
    keep("27", body="old page")
    keep("27", body="old page", reader="2+b")
    keep("28", 3, body="new page", reader="2+b")
    assert [row[0] for row in told(connection)] == ["source"]


def test_an_address_used_again_for_the_next_year_is_no_change(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(2022, cells={CELL: "27"}), make_capture())
    shelf.keep(make_report(2023, cells={CELL: "31"}), make_capture(days=370))
    assert told(connection) == []


def test_a_cell_that_is_gone_is_a_change_to_nothing(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(cells={CELL: "27", "t3.disposed.total": "27"}), make_capture())
    shelf.keep(make_report(cells={CELL: "27"}), make_capture(days=1))
    assert told(connection) == [("source", f"{REPORT}/t3.disposed.total", 27, None)]


def test_the_latest_edition_is_shown_unless_an_earlier_one_held_more(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    editions = ({CELL: "1", "t3.disposed.total": "9"}, {CELL: "2"}, {CELL: "3"}, {CELL: "4", "t3.disposed.total": "9"})
    shown = []
    for days, cells in enumerate(editions):
        shelf.keep(make_report(cells=cells), make_capture(days=days))
        rule, regressed = connection.execute(text("SELECT edition_rule, edition_regressed FROM pub.report")).one()
        shown.append((value(connection, Then()), rule, regressed))
    assert shown == [(1, "only", False), (1, "richer_earlier", True), (1, "richer_earlier", True), (4, "latest", False)]


def test_what_was_known_is_what_had_been_read(connection: Connection, keep: Keep) -> None:
    keep("27", body="same")
    connection.execute(text("UPDATE reading SET read_at = '2024-03-01 10:00Z'"))
    keep("28", body="same", reader="2+b")
    assert value(connection, Then(known_on=date(2024, 3, 1))) == 27
    assert value(connection, Then()) == 28
    assert reports(connection, then=Then(known_on=date(2024, 2, 29))) == ()


def test_the_function_answers_as_the_commands_do(connection: Connection, keep: Keep) -> None:
    for days, granted in enumerate(("27", "28")):
        keep(granted, days)
    asked = text("SELECT value FROM pub.figure_asof(CAST(:at AS timestamptz)) WHERE key = :key")
    then = f"{CAPTURED_FIRST} 23:59Z"
    assert connection.execute(asked, {"at": then, "key": CELL}).scalars().all() == [27]
    assert connection.execute(asked, {"at": None, "key": CELL}).scalars().all() == [28]
    assert connection.execute(asked, {"at": "2001-01-01", "key": CELL}).scalars().all() == []
