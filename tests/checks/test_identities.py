"""The identities of the forms on one report: each with a case that holds and one that fails."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from nianbao.checks import weigh
from nianbao.domain.forms import forms
from nianbao.domain.report import (
    Coverage,
    Figure,
    Finding,
    FindingClass,
    Publisher,
    PublisherKind,
    Report,
    Severity,
    Status,
    TableCell,
)

FORM_2021 = {"t2": "national_2021", "t3": "national_2021", "t4": "national_2021"}
COUNTY = Publisher("示例县人民政府", PublisherKind.GOVERNMENT, "350128")


def figure(key: str, value: int | None, status: Status = Status.NUMBER) -> Figure:
    """A figure that prints `value`; null prints nothing."""
    if value is None:
        return Figure(key, None, Status.BLANK if status is Status.NUMBER else status, "", "件", TableCell(0, 0, 0))
    return Figure(key, Decimal(value), Status.NUMBER, str(value), "件", TableCell(0, 0, 0))


def report(changes: Mapping[str, int | None], findings: tuple[Finding, ...] = ()) -> Report:
    """A report of all zeros on the form of 2021, with these cells changed."""
    cells = {i.key: 0 for i in forms()["national_2021"].indicators} | dict(changes)
    figures = tuple(figure(key, value) for key, value in cells.items())
    return Report(
        title="示例县人民政府2022年政府信息公开工作年度报告",
        year=2022,
        forms=FORM_2021,
        publisher=COUNTY,
        coverage=Coverage.AGGREGATE,
        coverage_evidence="全县",
        figures=figures,
        findings=findings,
    )


def failed(weighed: Report) -> list[tuple[str, str, int | None, int | None]]:
    """Rule, first key, expected, actual of every finding."""
    return [
        (
            f.rule,
            f.keys[0],
            None if f.expected is None else int(f.expected),
            None if f.actual is None else int(f.actual),
        )
        for f in weighed.findings
    ]


def test_all_zeros_hold_and_say_nothing() -> None:
    """42 identities pass; none of them is more than 0 = 0."""
    weighed = weigh(report({}))
    assert (weighed.checks.passed, weighed.checks.nontrivial) == (42, 0)
    assert weighed.findings == ()


def test_flow() -> None:
    """What was disposed of and carried forward is what came in and was brought forward."""
    column = {"t3.new_received.natural_person": 3, "t3.new_received.total": 3}
    assert ("T3.FLOW", "t3.disposed.natural_person", 3, 0) in failed(weigh(report(column)))


def test_sum() -> None:
    """The total of the outcomes is their sum; `actual` is the printed total."""
    weighed = weigh(report({"t3.granted.total": 2, "t3.granted.natural_person": 2, "t3.unable.not_held.total": 1}))
    assert ("T3.SUM", "t3.disposed.total", 3, 0) in failed(weighed)


def test_columns() -> None:
    """The total of a row is the sum of its six applicant columns."""
    weighed = weigh(report({"t3.granted.total": 2, "t3.granted.other_org": 1}))
    assert ("T3.COLS", "t3.granted.total", 1, 2) in failed(weighed)


def test_table_4() -> None:
    """The total of a block is the sum of its outcomes."""
    weighed = weigh(report({"t4.reconsideration.total": 4, "t4.reconsideration.pending": 1}))
    assert failed(weighed) == [("T4.SUM", "t4.reconsideration.total", 1, 4)]
    assert (weighed.checks.passed, weighed.checks.failed, weighed.checks.nontrivial) == (41, 1, 1)
    (finding,) = weighed.findings
    assert finding.keys == tuple(
        f"t4.reconsideration.{c}" for c in ("total", "upheld", "overturned", "other", "pending")
    )
    assert (finding.severity, finding.finding_class) == (Severity.OFFICIAL, FindingClass.SOURCE)


@pytest.mark.parametrize("value", ["-1", "1.5"])
def test_counts_are_whole_and_not_negative(value: str) -> None:
    """A negative or broken count cannot be."""
    cells = [
        Figure(f.key, Decimal(value), Status.NUMBER, value, "件", f.where) if f.key == "t4.reconsideration.total" else f
        for f in report({}).figures
    ]
    changed = report({})
    weighed = weigh(Report(**{**{n: getattr(changed, n) for n in Report.__slots__}, "figures": tuple(cells)}))
    assert "T3.NONNEG" in {finding.rule for finding in weighed.findings}


def test_rules_of_a_county() -> None:
    """A county may make no rules (规章)."""
    assert failed(weigh(report({"t2.rules.in_force": 5}))) == [("T2.LIMIT", "t2.rules.in_force", 0, 5)]


def test_documents_in_force() -> None:
    """There are at least as many in force as were issued less repealed."""
    changes = {"t2.normative_docs.issued": 5, "t2.normative_docs.repealed": 1, "t2.normative_docs.in_force": 3}
    assert failed(weigh(report(changes))) == [("T2.INFORCE", "t2.normative_docs.in_force", 4, 3)]


def test_blanks_are_proven_zero_by_a_total() -> None:
    """Nothing is left for the blank parts of a total that its printed parts make up."""
    changes: dict[str, int | None] = {f"t4.reconsideration.{c}": None for c in ("upheld", "overturned", "other")}
    weighed = weigh(report(changes | {"t4.reconsideration.pending": 1, "t4.reconsideration.total": 1}))
    filled = {f.key: (f.value, str(f.filled), str(f.fill_basis)) for f in weighed.figures if f.fill_basis}
    assert set(filled.values()) == {(None, "0", "blank_zero")}
    assert len(filled) == 3
    assert weighed.checks.passed == 42


def test_a_blank_total_is_recomputed_and_not_judged() -> None:
    """Its sum stands beside it; an identity cannot confirm what was computed by it."""
    weighed = weigh(report({"t4.reconsideration.pending": 2, "t4.reconsideration.total": None}))
    (total,) = [f for f in weighed.figures if f.fill_basis]
    assert (total.key, total.value, str(total.filled), str(total.fill_basis)) == (
        "t4.reconsideration.total",
        None,
        "2",
        "total_recomputed",
    )
    assert (weighed.checks.passed, weighed.checks.not_assessable) == (41, 1)


def test_an_unproven_blank_stays_open() -> None:
    """A total that its printed parts do not make up proves nothing about the blank one."""
    weighed = weigh(report({"t4.reconsideration.pending": None, "t4.reconsideration.total": 2}))
    assert not any(f.fill_basis for f in weighed.figures)
    assert weighed.findings == ()
    assert weighed.checks.not_assessable == 1


@pytest.mark.parametrize("status", [Status.DASH, Status.NONE_STATED, Status.NOT_APPLICABLE, Status.UNREADABLE])
def test_only_blanks_are_filled(status: Status) -> None:
    """A dash, 无, 不适用 and an unreadable cell are never filled, and make their identities not assessable."""
    changed = report({"t4.reconsideration.pending": 1, "t4.reconsideration.total": 1})
    cells = tuple(figure(f.key, None, status) if f.key == "t4.reconsideration.other" else f for f in changed.figures)
    weighed = weigh(Report(**{**{n: getattr(changed, n) for n in Report.__slots__}, "figures": cells}))
    assert not any(f.fill_basis for f in weighed.figures)
    assert (weighed.checks.passed, weighed.checks.not_assessable) == (41, 1)


def test_a_missing_row_leaves_the_sums_open() -> None:
    """While a row is missing or unknown, T3.SUM is not assessable; the rows that are there are judged."""
    missing = Finding("ROW.MISSING", Severity.SOFT, FindingClass.READING, ("t3.granted",), "missing")
    whole = report({}, (missing,))
    cells = tuple(f for f in whole.figures if not f.key.startswith("t3.granted."))
    weighed = weigh(Report(**{**{n: getattr(whole, n) for n in Report.__slots__}, "figures": cells}))
    assert (weighed.checks.passed, weighed.checks.failed, weighed.checks.not_assessable) == (34, 0, 7)
