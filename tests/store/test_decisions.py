"""What persons decide: appended, bound to the texts, beside the value, never in it."""

import json
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from typing import Any, Protocol

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from nianbao.domain.capture import Capture
from nianbao.domain.report import Finding, Report
from nianbao.store.decide import DecisionRefused, Target, decide, endorse, target_of
from nianbao.store.queries import changes, decisions, figures_of, reports
from nianbao.store.rows import Saved

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]
REPORT = "350128-ga207d5d9-2022-a"
KEY = "t3.granted.total"
CELL = f"{REPORT}/{KEY}"
SOURCE = "http://www.example.gov.cn/erratum.htm"


class Shelf(Protocol):
    """What the fixture `shelf` can do."""

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


@pytest.fixture
def held(
    shelf: Shelf, connection: Connection, make_report: MakeReport, make_capture: MakeCapture, sum_finding: Finding
) -> Connection:
    """A database that holds one report with a cell that prints 27 and a finding."""
    cells = {KEY: "27", "t3.disposed.total": "20"}
    shelf.keep(make_report(cells=cells, findings=(sum_finding,)), make_capture())
    return connection


def one(connection: Connection, columns: str, view: str, where: str = "true") -> tuple[Any, ...]:
    return tuple(connection.execute(text(f"SELECT {columns} FROM pub.{view} WHERE {where}")).one())  # noqa: S608


def corrected(connection: Connection) -> int:
    return decide(
        connection, target_of(connection, CELL), "corrected", by="li", note="勘误", value=Decimal(26), evidence=SOURCE
    )


def test_a_correction_stands_beside_the_value_once_another_person_agrees(held: Connection) -> None:
    number = corrected(held)
    shown = "value, corrected_value, correction_id"
    assert one(held, shown, "figure", f"key = '{KEY}'") == (27, None, None)
    assert [row.not_in_force_because for row in decisions(held)] == ["awaits_second_person"]
    endorse(held, number, "wang")
    assert one(held, shown, "figure", f"key = '{KEY}'") == (27, 26, number)
    assert one(held, "t3_gr_full_tot", "report_panel") == (27,)
    assert [(row.in_force, row.endorsed_by) for row in decisions(held)] == [(True, "wang")]


@pytest.mark.parametrize("second", ["li", " LI "])
def test_nobody_agrees_with_himself(held: Connection, second: str) -> None:
    number = corrected(held)
    with pytest.raises(DecisionRefused, match="another person"):
        endorse(held, number, second)


@pytest.mark.parametrize(
    ("verdict", "value", "evidence", "why"),
    [
        ("corrected", None, SOURCE, "needs a value"),
        ("corrected", Decimal(26), None, "--evidence"),
        ("corrected", Decimal(26), "27 + 0 = 26 + 1", "address of a page"),
        ("correct_as_printed", Decimal(27), None, "no other verdict"),
    ],
)
def test_what_does_not_meet_the_rules_is_refused_in_words(
    held: Connection, verdict: str, value: Decimal | None, evidence: str | None, why: str
) -> None:
    with pytest.raises(DecisionRefused, match=why):
        decide(held, target_of(held, CELL), verdict, by="li", note="", value=value, evidence=evidence)


def test_a_correction_is_of_a_cell(held: Connection) -> None:
    with pytest.raises(DecisionRefused, match="of a cell"):
        decide(held, Target(REPORT), "corrected", by="li", note="", value=Decimal(1), evidence=SOURCE)


@pytest.mark.parametrize("name", ["430181-gov-2022-a", f"{REPORT}/t3.grant.total", f"{REPORT}/T3.SUM/7"])
def test_what_is_not_held_cannot_be_decided_about(held: Connection, name: str) -> None:
    with pytest.raises(DecisionRefused):
        target_of(held, name)


def test_a_better_reader_keeps_a_decision_and_another_text_takes_its_force(
    held: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    endorse(held, corrected(held), "wang")
    shelf.keep(make_report(cells={KEY: "27", "t3.disposed.total": ""}), make_capture(), reader="2+b", body="again")
    assert one(held, "corrected_value", "figure", f"key = '{KEY}'") == (26,)
    shelf.keep(make_report(cells={KEY: "28", "t3.disposed.total": "20"}), make_capture(days=3))
    assert one(held, "value, corrected_value", "figure", f"key = '{KEY}'") == (28, None)
    assert [row.not_in_force_because for row in decisions(held)] == ["other_text"]


def test_a_finding_shows_what_was_decided_about_it(held: Connection) -> None:
    [name, mark] = one(held, "finding_id, fingerprint", "finding")
    texts = ["T3.SUM", ["t3.disposed.total", KEY], ["20", "27"]]
    assert mark == sha256(json.dumps(texts).encode()).hexdigest()[:16]
    decide(held, target_of(held, name), "source_error_confirmed", by="li", note="电话核实")
    assert one(held, "verdict, decided_by, note", "finding") == ("source_error_confirmed", "li", "电话核实")
    assert one(held, "fingerprint", "decision") == (mark,)
    assert one(held, "verdict, rule, releases", "erratum") == ("source_error_confirmed", "T3.SUM", [])
    decide(held, target_of(held, name), "not_decidable", by="wang", note="")
    assert one(held, "verdict, decided_by", "finding") == ("not_decidable", "wang")
    assert [row.not_in_force_because for row in decisions(held)] == ["superseded", None]
    assert held.execute(text("SELECT count(*) FROM pub.erratum")).scalar_one() == 0


def test_a_cell_that_is_withheld_is_nowhere_shown_until_it_is_shown_again(
    held: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture, sum_finding: Finding
) -> None:
    cells = {KEY: "29", "t3.disposed.total": "20"}
    shelf.keep(make_report(cells=cells, findings=(sum_finding,)), make_capture(days=2))
    decide(held, target_of(held, CELL), "withheld", by="li", note="申请删除")
    assert one(held, "value, status, raw, value_filled", "figure", f"key = '{KEY}'") == (None, "withheld", None, None)
    assert one(held, "t3_gr_full_tot", "report_panel") == (None,)
    assert one(held, "t3_gr_full_tot", "report_panel_status") == ("withheld",)
    assert [row.cell_id for row in changes(held)] == []
    assert one(held, "raws", "decision") == (None,)
    assert one(held, "fingerprint", "finding") == (None,)
    [figures] = figures_of(held, reports(held)).values()
    assert list(figures) == ["t3.disposed.total"]
    decide(held, target_of(held, CELL), "correct_as_printed", by="li", note="")
    assert one(held, "value, status", "figure", f"key = '{KEY}'") == (29, "number")


def test_a_report_that_is_withheld_keeps_its_row_and_nothing_else(held: Connection) -> None:
    decide(held, target_of(held, REPORT), "withheld", by="li", note="申请删除")
    assert one(held, "withheld, title", "report") == (True, None)
    assert one(held, "count(*), count(value), count(raw)", "figure") == (2, 0, 0)
    assert one(held, "expected, actual, message", "finding") == (None, None, "withheld")
    assert one(held, "count(*)", "section") == (0,)


@pytest.mark.parametrize("table", ["decision", "endorsement"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET decision_id = decision_id", "TRUNCATE {} CASCADE"])
def test_nobody_changes_what_was_decided(held: Connection, table: str, change: str) -> None:
    endorse(held, corrected(held), "wang")
    with pytest.raises(ProgrammingError, match="never changed"):
        held.exec_driver_sql(change.format(table))
