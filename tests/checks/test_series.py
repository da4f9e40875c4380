"""The rules between years: each with a series that holds and one that fails."""

from collections.abc import Mapping

import pytest

from nianbao.checks import SeriesReport, weigh_series
from nianbao.domain.forms import forms
from tests.checks.printed import figure


def year(when: int, form: str, cells: Mapping[str, int | None]) -> SeriesReport:
    """A year on one form; a null cell is unreadable, others that are not given are zero."""
    there = {i.key: 0 for i in forms()[form].indicators} | dict(cells)
    tables = dict.fromkeys(forms()[form].tables, form)
    return SeriesReport(when, tables, {key: figure(key, value) for key, value in there.items()})


def found(*reports: SeriesReport) -> list[tuple[int, str, str, int, int]]:
    """Year, rule, first key, expected, actual."""
    return [
        (f.year, f.finding.rule, f.finding.keys[0], int(f.finding.expected or 0), int(f.finding.actual or 0))
        for f in weigh_series(reports)
    ]


def test_carry_over_meets_the_year_before() -> None:
    """Brought forward is what was carried forward, in every column, also across the change of form."""
    last = year(2020, "national_2019", {"t3.carried_forward.total": 3, "t3.carried_forward.other_org": 3})
    kept = {"t3.brought_forward.total": 3, "t3.brought_forward.other_org": 3}
    assert found(last, year(2021, "national_2021", kept)) == []
    assert found(last, year(2021, "national_2021", kept | {"t3.brought_forward.total": 4})) == [
        (2021, "XY.CARRY", "t3.brought_forward.total", 3, 4)
    ]


def test_years_that_do_not_follow_are_not_compared() -> None:
    """A gap says nothing about carry-over."""
    assert found(year(2021, "national_2021", {"t3.carried_forward.total": 3}), year(2023, "national_2021", {})) == []


@pytest.mark.parametrize(("kind", "rule"), [("normative_docs", "XY.NORM"), ("rules", "XY.RULES")])
def test_stock_of_documents(kind: str, rule: str) -> None:
    """In force is last year's stock and what was issued less repealed; valid from 2022."""
    before = {f"t2.{kind}.in_force": 10}
    now = {f"t2.{kind}.in_force": 12, f"t2.{kind}.issued": 5, f"t2.{kind}.repealed": 3}
    assert found(year(2022, "national_2021", before), year(2023, "national_2021", now)) == []
    wrong = now | {f"t2.{kind}.in_force": 13}
    assert found(year(2022, "national_2021", before), year(2023, "national_2021", wrong)) == [
        (2023, rule, f"t2.{kind}.in_force", 12, 13)
    ]
    assert found(year(2020, "national_2019", {}), year(2021, "national_2021", wrong)) == []


def test_an_unreadable_cell_is_not_assessable() -> None:
    """Nothing is concluded from a cell that was not read."""
    before = year(2022, "national_2021", {"t2.normative_docs.in_force": None})
    assert found(before, year(2023, "national_2021", {"t2.normative_docs.in_force": 12})) == []


def test_items_and_disclosed_documents_of_2019() -> None:
    """Items: last year's and its change. Disclosed in total: at most last year's and what is new."""
    first = {"t2.penalty.items_prev_year": 10, "t2.penalty.items_change": -2, "t2.rules.disclosed_total": 4}
    second = {"t2.penalty.items_prev_year": 8, "t2.rules.disclosed_total": 5, "t2.rules.disclosed_this_year": 1}
    assert found(year(2019, "national_2019", first), year(2020, "national_2019", second)) == []
    wrong = second | {"t2.penalty.items_prev_year": 9, "t2.rules.disclosed_total": 7}
    assert found(year(2019, "national_2019", first), year(2020, "national_2019", wrong)) == [
        (2020, "XY.ITEMS", "t2.penalty.items_prev_year", 8, 9),
        (2020, "XY.DISC", "t2.rules.disclosed_total", 5, 7),
    ]


def test_cumulative_cells() -> None:
    """Exactly the last and the year's own where years follow; at least that across a gap. One finding a year."""
    first = {"a.requests_total": 2, "a.requests_total.cumulative": 9, "a.reply_total.cumulative": 5}
    held = {"a.requests_total": 3, "a.requests_total.cumulative": 12, "a.reply_total.cumulative": 5}
    assert found(year(2017, "fujian_2014", first), year(2018, "fujian_2014", held)) == []
    assert (
        found(
            year(2015, "fujian_2014", first),
            year(2018, "fujian_2014", held | {"a.requests_total.cumulative": 15}),
        )
        == []
    )
    less = held | {"a.requests_total.cumulative": 4, "a.reply_total.cumulative": 1}
    reports = (year(2015, "fujian_2014", first), year(2018, "fujian_2014", less))
    assert found(*reports) == [(2018, "A.CUM", "a.requests_total.cumulative", 12, 4)]
    (finding,) = weigh_series(reports)
    assert finding.finding.keys == ("a.requests_total.cumulative", "a.reply_total.cumulative")


def test_one_report_a_year() -> None:
    """Two reports of one year are two series."""
    with pytest.raises(ValueError, match="one report a year"):
        weigh_series([year(2022, "national_2021", {}), year(2022, "national_2021", {})])
