"""The ladder of quality: what speaks for a value, and what against it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

import pytest
from sqlalchemy import Connection, text

from nianbao.checks import weigh
from nianbao.domain.capture import Capture
from nianbao.domain.report import Finding, FindingClass, Report, Severity
from nianbao.store.rows import Saved

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]
# Reconsideration: upheld, overturned, other, pending and their total.
BLOCK = "t4.reconsideration"
CELLS = {"upheld": "3", "overturned": "1", "other": "0", "pending": "2", "total": "6"}
KEYS = {f"{BLOCK}.{name}": printed for name, printed in CELLS.items()}


class Shelf(Protocol):
    """What the fixture `shelf` can do."""

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


class Shown(Protocol):
    """Keeps the block with changes; gives the quality of a cell."""

    def __call__(self, *, cells: dict[str, str] | None = None, rule: str = "", **changes: Any) -> str: ...


@pytest.fixture
def shown(connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture) -> Shown:
    def shown(*, cells: dict[str, str] | None = None, rule: str = "", **changes: Any) -> str:
        alike = changes.pop("confirmed", True)
        report = make_report(cells=KEYS | (cells or {}))
        figures = tuple(replace(figure, confirmed=alike) for figure in report.figures)
        told = (Finding(rule, Severity.SOFT, FindingClass.READING, (f"{BLOCK}.upheld",), "示例"),) if rule else ()
        placed = replace(report, forms={"t4": "national_2021"}, figures=figures, findings=told, **changes)
        shelf.keep(weigh(placed), make_capture())
        asked = text("SELECT quality FROM pub.figure WHERE key = :key")
        return str(connection.execute(asked, {"key": f"{BLOCK}.upheld"}).scalar_one())

    return shown


def test_two_readers_and_a_sum_that_holds(shown: Shown) -> None:
    assert shown() == "corroborated"


def test_one_reader_and_a_sum_that_holds(shown: Shown) -> None:
    assert shown(confirmed=False) == "consistent"


def test_two_readers_of_one_recognition_are_one_witness(shown: Shown) -> None:
    assert shown(recognised=True) == "consistent"


def test_no_sum_covers_it(shown: Shown) -> None:
    assert shown(cells={f"{BLOCK}.total": ""}) == "unchecked"


def test_a_sum_of_nothing_but_zeros_bears_nothing_out(shown: Shown) -> None:
    assert shown(cells=dict.fromkeys(KEYS, "0")) == "unchecked"


def test_read_alike_twice_and_the_page_contradicts_itself(shown: Shown) -> None:
    assert shown(cells={f"{BLOCK}.total": "7"}) == "source_conflict"


def test_read_once_and_a_sum_that_fails_may_be_our_doing(shown: Shown) -> None:
    assert shown(cells={f"{BLOCK}.total": "7"}, confirmed=False) == "reading_doubt"


@pytest.mark.parametrize(
    ("rule", "quality"), [("READERS.DISAGREE", "reading_doubt"), ("LABEL.UNKNOWN", "reading_doubt")]
)
def test_a_finding_of_reading_is_doubt(shown: Shown, rule: str, quality: str) -> None:
    assert shown(rule=rule) == quality


def test_the_views_for_analysis_leave_no_row_out_and_say_what_they_leave_out(
    connection: Connection, shown: Shown
) -> None:
    shown(rule="READERS.DISAGREE")
    asked = text("SELECT count(*), count(value), array_agg(DISTINCT status) FROM pub.figure_default")
    assert tuple(connection.execute(asked).one()) == (5, 4, ["doubt", "number"])
    flags = text("SELECT flags FROM pub.figure_strict WHERE key = :key")
    assert connection.execute(flags, {"key": f"{BLOCK}.upheld"}).scalar_one() == ["READERS.DISAGREE"]
