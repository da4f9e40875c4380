"""Saving: what is written, and that saving again writes nothing."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import Connection, func, select

from nianbao.domain.capture import Capture
from nianbao.domain.report import Coverage, Finding, Report
from nianbao.store import models
from nianbao.store.queries import figures_of, findings_of, reports
from nianbao.store.rows import Saved
from nianbao.store.save import CaptureMissing, save_report
from nianbao.store.then import Then

MakeReport = Callable[..., Report]
MakeCapture = Callable[..., Capture]


class Shelf(Protocol):
    """What the fixture `shelf` can do."""

    def keep(self, report: Report, capture: Capture, *, body: str | None = None, reader: str = "1+a") -> Saved: ...


def rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has, but `crawl`."""
    tables = [table for table in models.metadata.sorted_tables if table.name != "crawl"]
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def test_a_report_is_new_once_and_comes_back_as_it_went_in(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture, sum_finding: Finding
) -> None:
    report, capture = make_report(findings=(sum_finding,)), make_capture()
    assert shelf.keep(report, capture) == Saved("350128-ga207d5d9-2022-a", new=True, changed=False)
    after = rows(connection)
    assert shelf.keep(report, capture) == Saved("350128-ga207d5d9-2022-a", new=False, changed=False)
    assert rows(connection) == after
    held = reports(connection, "350128")
    assert tuple(figures_of(connection, held)["350128-ga207d5d9-2022-a"].values()) == report.figures
    assert [found.finding for found in findings_of(connection, held)] == [sum_finding]


def test_numbers_keep_their_digits(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(cells={"t2.government_charges.amount": "24252.311082"}), make_capture())
    [figures] = figures_of(connection, reports(connection)).values()
    assert str(figures["t2.government_charges.amount"].value) == "24252.311082"


def test_another_reader_with_the_same_result_writes_only_that_it_read(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(), make_capture(), body="same")
    after = rows(connection)
    assert not shelf.keep(make_report(), make_capture(), body="same", reader="2+b").changed
    assert rows(connection) == after | {"reading_run": 2}


def test_another_reader_with_another_result_is_a_reading_and_its_figures_count(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(cells={"t3.granted.total": "1"}), make_capture(), body="same")
    saved = shelf.keep(make_report(cells={"t3.granted.total": ""}), make_capture(), body="same", reader="2+b")
    assert saved == Saved("350128-ga207d5d9-2022-a", new=False, changed=False, reread=True)
    assert rows(connection)["edition"] == 1
    assert rows(connection)["reading"] == 2
    [figures] = figures_of(connection, reports(connection)).values()
    assert figures["t3.granted.total"].value is None


def test_a_later_edition_counts_unless_it_holds_fewer_numbers(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    def granted() -> Decimal | None:
        [figures] = figures_of(connection, reports(connection)).values()
        return figures["t3.granted.total"].value

    two = {"t3.granted.total": "1", "t3.disposed.total": "1"}
    shelf.keep(make_report(cells=two), make_capture())
    shelf.keep(make_report(cells={**two, "t3.granted.total": "2"}), make_capture(days=1))
    assert granted() == 2
    shelf.keep(make_report(cells={"t3.granted.total": "3"}), make_capture(days=2))
    assert granted() == 2
    view = connection.exec_driver_sql("SELECT n_documents, n_editions, edition_regressed FROM pub.report").one()
    assert tuple(view) == (1, 3, True)


def test_what_stood_on_a_day_is_the_last_capture_up_to_it(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    for day, raw in ((0, "1"), (10, "2")):
        shelf.keep(make_report(cells={"t3.granted.total": raw}), make_capture(days=day))
    [figures] = figures_of(connection, reports(connection, then=Then(make_capture(days=9).captured_at.date()))).values()
    assert figures["t3.granted.total"].value == 1
    [figures] = figures_of(
        connection, reports(connection, then=Then(make_capture(days=10).captured_at.date()))
    ).values()
    assert figures["t3.granted.total"].value == 2
    assert reports(connection, then=Then(make_capture(days=-1).captured_at.date())) == ()


def test_a_page_that_is_changed_back_is_what_it_was(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    for day, raw in ((0, "1"), (10, "2"), (20, "1")):
        shelf.keep(make_report(cells={"t3.granted.total": raw}), make_capture(days=day), body=raw)
    for day, value in ((9, 1), (10, 2), (19, 2), (20, 1), (30, 1)):
        [figures] = figures_of(
            connection, reports(connection, then=Then(make_capture(days=day).captured_at.date()))
        ).values()
        assert figures["t3.granted.total"].value == value
    [figures] = figures_of(connection, reports(connection)).values()
    assert figures["t3.granted.total"].value == 1


def test_a_page_counts_before_a_pdf_and_a_document_with_numbers_before_one_without(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    pdf = make_capture("http://www.example.gov.cn/a.pdf", mime="application/pdf")
    page = make_capture("http://www.example.gov.cn/a.htm", days=1)
    shelf.keep(make_report(cells={"t3.granted.total": "1"}), pdf)
    shelf.keep(make_report(cells={}), page)
    assert [report.url for report in reports(connection)] == [pdf.url]
    shelf.keep(make_report(cells={"t3.granted.total": "2"}), replace(page, record=replace(page.record, id="<urn:2>")))
    assert [report.url for report in reports(connection)] == [page.url]
    assert [report.first_seen for report in reports(connection)] == [pdf.captured_at]


def test_documents_of_one_report_with_other_numbers_are_a_finding(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    cells = {"t3.granted.total": "1", "t3.disposed.total": "5", "t3.denied.state_secret.total": ""}
    shelf.keep(make_report(cells=cells), make_capture("http://www.example.gov.cn/a.htm"))
    twin = make_capture("http://m.example.gov.cn/a.htm", days=1)
    shelf.keep(make_report(cells=cells), twin)
    assert findings_of(connection, reports(connection)) == ()
    changed = cells | {"t3.disposed.total": "6", "t3.denied.state_secret.total": "1"}
    later = make_capture("http://m.example.gov.cn/a.htm", days=2)
    shelf.keep(make_report(cells=changed), later)
    # The twin holds one number more, so it is the one shown.
    [found] = findings_of(connection, reports(connection))
    assert (found.finding.rule, found.finding.keys) == ("DOCS.DISAGREE", ("t3.disposed.total",))
    assert (found.finding.actual, found.finding.expected) == (Decimal(6), Decimal(5))
    assert "http://www.example.gov.cn/a.htm" in found.finding.message
    before = twin.captured_at.date()
    assert findings_of(connection, reports(connection, then=Then(before)), Then(before)) == ()
    [rule] = connection.exec_driver_sql("SELECT rule FROM pub.finding").scalars()
    assert rule == "DOCS.DISAGREE"


def test_a_reader_that_reads_another_year_moves_the_document(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(2022), make_capture(), body="same")
    shelf.keep(make_report(2021), make_capture(), body="same", reader="2+b")
    assert [report.report_id for report in reports(connection)] == ["350128-ga207d5d9-2021-a"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"region": None}, "region of the publisher 示例县人民政府 is not known"),
        ({"year": None}, "the report year is not known"),
        ({"name": ""}, "nobody signs it"),
        ({"region": "999999"}, "no region had the code 999999 in 2022"),
    ],
)
def test_what_is_no_report_of_a_known_organ_and_year_is_kept_with_the_reason(
    connection: Connection,
    shelf: Shelf,
    make_report: MakeReport,
    make_capture: MakeCapture,
    changes: dict[str, object],
    reason: str,
) -> None:
    assert shelf.keep(make_report(**changes), make_capture()).report_id is None
    [reading] = connection.execute(select(models.Reading.report_id, models.Reading.unplaced))
    assert tuple(reading) == (None, reason)
    assert reports(connection) == ()


def test_coverage_makes_another_report(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(), make_capture())
    shelf.keep(make_report(coverage=Coverage.OWN), make_capture("http://www.example.gov.cn/own.htm"))
    assert {report.report_id[-1] for report in reports(connection)} == {"a", "o"}


def test_a_known_record_only_learns_where_its_file_lies(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    capture = make_capture()
    shelf.keep(make_report(), capture)
    shelf.keep(make_report(), replace(capture, record=replace(capture.record, file=Path("/moved/made.warc.gz"))))
    [file] = connection.execute(select(models.Capture.file)).scalars()
    assert file == "/moved/made.warc.gz"


def test_a_report_needs_its_capture(connection: Connection, make_report: MakeReport, make_capture: MakeCapture) -> None:
    with pytest.raises(CaptureMissing, match="not among the captures"):
        save_report(
            connection, site="example", capture=make_capture(), content_digest="0", report=make_report(), reader="1+a"
        )


def test_what_stands_again_is_a_change_and_no_new_edition(
    connection: Connection, shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    def keep(day: int, raw: str) -> tuple[bool, bool]:
        saved = shelf.keep(make_report(cells={"t3.granted.total": raw}), make_capture(days=day), body=raw)
        return saved.new, saved.changed

    looks = [keep(day, raw) for day, raw in enumerate(("1", "1", "2", "2", "1", "1"))]
    assert looks == [(True, False), (False, False), (False, True), (False, False), (False, True), (False, False)]
    assert rows(connection)["edition"] == 2
    # The same captures once more: the record of a crawl played again, or a crawl that goes on.
    assert {keep(day, raw) for day, raw in enumerate(("1", "1", "2", "2", "1", "1"))} == {(False, False)}


def test_a_capture_older_than_all_that_is_held_changes_nothing(
    shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(cells={"t3.granted.total": "2"}), make_capture(days=5))
    saved = shelf.keep(make_report(cells={"t3.granted.total": "1"}), make_capture(days=1))
    assert (saved.new, saved.changed) == (False, False)


def test_a_further_document_of_a_held_report_is_a_change(
    shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    shelf.keep(make_report(), make_capture())
    pdf = make_capture("http://www.example.gov.cn/a.pdf", mime="application/pdf")
    assert shelf.keep(make_report(), pdf).changed
    assert not shelf.keep(make_report(), pdf).changed


def test_a_reader_that_takes_a_file_for_another_report_is_no_change_of_the_portal(
    shelf: Shelf, make_report: MakeReport, make_capture: MakeCapture
) -> None:
    pdf, later = (make_capture("http://www.example.gov.cn/a.pdf", day, "application/pdf") for day in (0, 1))
    shelf.keep(make_report(), make_capture())
    shelf.keep(make_report(coverage=Coverage.UNCLEAR), pdf, body="same")
    saved = shelf.keep(make_report(), later, body="same", reader="2+b")
    assert (saved.new, saved.changed, saved.reread) == (False, False, True)
