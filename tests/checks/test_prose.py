"""Claims against tables and against each other. Numbers and sentences are ours."""

from collections.abc import Mapping
from decimal import Decimal

import pytest

from nianbao.checks.prose import weigh_claims
from nianbao.domain.report import (
    Claim,
    Coverage,
    Figure,
    FillBasis,
    Finding,
    FindingClass,
    Severity,
    Status,
    TableCell,
)

NEW, IN, DONE, OUT = (f"t3.{row}.total" for row in ("new_received", "brought_forward", "disposed", "carried_forward"))

DENIALS = {"state_secret": 1, "prohibited_by_law": 1, "security_stability": 0, "third_party_rights": 1}
DENIALS |= dict.fromkeys(("internal_affairs", "process_information", "enforcement_case_file", "registry_inquiry"), 0)
UNABLE = ("not_held", "requires_creation", "unclear_after_clarification")
DECLINED = {"petition_complaint": 2, "repeat_request": 1, "published_material": 0, "excessive_requests": 0}
DECLINED |= {"reconfirm_obtained": 0}
OTHER = ("no_clarification_in_time", "fee_unpaid", "other")
BLOCKS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")


def claim(key: str, value: int | Decimal, coverage: Coverage = Coverage.AGGREGATE) -> Claim:
    return Claim(key, Decimal(value), f"示例县{value}件", 1, coverage)


def figure(key: str, value: int) -> Figure:
    return Figure(key, Decimal(value), Status.NUMBER, str(value), "件", TableCell(0, 0, 0))


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def table(**rows: int) -> Mapping[str, Figure]:
    return {f"t3.{row}.total": figure(f"t3.{row}.total", value) for row, value in rows.items()}


def weigh(*claims: Claim, **rows: int) -> tuple[Finding, ...]:
    return weigh_claims(claims, table(**rows), Coverage.AGGREGATE)


def test_a_claim_that_fits_says_nothing() -> None:
    assert weigh(claim(NEW, 30), new_received=30, brought_forward=2) == ()


def test_a_claim_may_count_what_was_brought_forward() -> None:
    """It is said which of its meanings it has, for who wants to know."""
    (found,) = weigh(claim(NEW, 32), new_received=30, brought_forward=2)
    assert (found.rule, found.severity, found.finding_class) == ("P.MEANING", Severity.INFO, FindingClass.PROSE)
    assert (number(found.expected), number(found.actual), found.keys) == (30, 32, (NEW, IN))
    assert found.message.endswith("that is t3.new_received.total + t3.brought_forward.total")


@pytest.mark.parametrize(
    ("stated", "meant"), [(33, f"it would be {DONE} + {OUT}"), (27, f"it would be {DONE} - {OUT}"), (31, "= 30")]
)
def test_what_is_sometimes_counted_against_the_words_is_named(stated: int, meant: str) -> None:
    (found,) = weigh(claim(DONE, stated), disposed=30, carried_forward=3)
    assert (found.rule, number(found.expected)) == ("P.DONE", 30)
    assert found.message.endswith(meant)


def test_a_claim_that_fits_nothing_names_what_was_tried() -> None:
    (found,) = weigh(claim(NEW, 31), new_received=30, brought_forward=2)
    assert (found.rule, found.severity, found.finding_class) == ("P.NEW", Severity.SOFT, FindingClass.PROSE)
    assert (number(found.expected), number(found.actual), found.keys) == (30, 31, (NEW,))
    assert "t3.new_received.total = 30; t3.new_received.total + t3.brought_forward.total = 32" in found.message


def test_a_claim_of_other_coverage_is_no_error_of_the_prose() -> None:
    (found,) = weigh(claim(NEW, 17, Coverage.OWN), new_received=95, brought_forward=0)
    assert (found.rule, found.finding_class) == ("P.NEW", FindingClass.COVERAGE)
    assert (number(found.expected), number(found.actual)) == (95, 17)


def test_a_claim_of_other_coverage_that_fits_says_nothing() -> None:
    assert weigh(claim(NEW, 95, Coverage.OWN), new_received=95, brought_forward=0) == ()


def test_a_target_without_a_number_may_still_be_meant() -> None:
    blank = Figure(IN, None, Status.BLANK, "", "件", TableCell(0, 1, 0))
    figures = {**table(new_received=30), IN: blank}
    assert weigh_claims([claim(NEW, 31)], figures, Coverage.AGGREGATE) == ()
    assert weigh(claim(NEW, 31), new_received=30) == ()


def test_a_proven_zero_is_compared_and_a_recomputed_total_is_not() -> None:
    cell = TableCell(0, 1, 0)
    proven = Figure(IN, None, Status.BLANK, "", "件", cell, filled=Decimal(0), fill_basis=FillBasis.BLANK_ZERO)
    summed = Figure(IN, None, Status.BLANK, "", "件", cell, filled=Decimal(9), fill_basis=FillBasis.TOTAL_RECOMPUTED)
    assert len(weigh_claims([claim(IN, 4)], {IN: proven}, Coverage.AGGREGATE)) == 1
    assert weigh_claims([claim(IN, 4)], {IN: summed}, Coverage.AGGREGATE) == ()


@pytest.mark.parametrize(
    ("rule", "key", "rows"),
    [
        ("P.IN", IN, {IN: 3}),
        ("P.DONE", DONE, {DONE: 3}),
        ("P.OUT", OUT, {OUT: 3}),
        ("P.GRANT", "t3.granted.total", {"t3.granted.total": 3, "t3.partially_granted.total": 1}),
        ("P.GRANT", "p.granted_and_partially_granted", {"t3.granted.total": 2, "t3.partially_granted.total": 1}),
        (
            "P.NORM",
            "t2.normative_docs.issued",
            {
                "t2.normative_docs.issued": 3,
                "t2.normative_docs.repealed": 1,
                "t2.normative_docs.in_force": 40,
            },
        ),
        ("P.NORM", "t2.normative_docs.repealed", {"t2.normative_docs.repealed": 3}),
        (
            "P.NORM",
            "t2.normative_docs.made_this_year",
            {
                "t2.normative_docs.made_this_year": 3,
                "t2.normative_docs.disclosed_this_year": 4,
                "t2.normative_docs.disclosed_total": 40,
            },
        ),
        ("P.RECONSIDERATION", "t4.reconsideration.total", {"t4.reconsideration.total": 3}),
        (
            "P.LIT",
            "p.litigation_total",
            {"t4.litigation_direct.total": 1, "t4.litigation_after_reconsideration.total": 2},
        ),
        ("P.LIT", "t4.litigation_direct.total", {"t4.litigation_direct.total": 3}),
        ("P.NEW", "p.requests_handled", {NEW: 2, IN: 1}),
        ("P.OUTCOME", "p.denied_total", {f"t3.denied.{ground}.total": n for ground, n in DENIALS.items()}),
        ("P.OUTCOME", "p.unable_total", {f"t3.unable.{reason}.total": 1 for reason in UNABLE}),
        ("P.OUTCOME", "p.declined_total", {f"t3.declined.{reason}.total": n for reason, n in DECLINED.items()}),
        ("P.OUTCOME", "p.other_outcome_total", {f"t3.other_outcome.{reason}.total": 1 for reason in OTHER}),
        ("P.OUTCOME", "t3.partially_granted.total", {"t3.partially_granted.total": 3}),
        ("P.OUTCOME", "t3.unable.not_held.total", {"t3.unable.not_held.total": 3}),
        ("P.OUTCOME", "t3.other_outcome.single.total", {"t3.other_outcome.single.total": 3}),
        ("P.LIT", "p.disputes_total", {f"t4.{block}.total": 1 for block in BLOCKS}),
        (
            "P.NEW",
            "t3.new_received.natural_person",
            {"t3.new_received.natural_person": 3, "t3.brought_forward.natural_person": 1},
        ),
    ],
)
def test_each_rule_holds_and_fails(rule: str, key: str, rows: dict[str, int]) -> None:
    figures = {name: figure(name, value) for name, value in rows.items()}
    assert weigh_claims([claim(key, 3)], figures, Coverage.AGGREGATE) == ()
    (found,) = weigh_claims([claim(key, 7)], figures, Coverage.AGGREGATE)
    assert (found.rule, number(found.expected), number(found.actual), found.keys[0]) == (rule, 3, 7, key)
    assert set(found.keys) - {key} <= set(rows)


def test_a_number_in_wan_is_rounded() -> None:
    rounded = Decimal("1.2E+4")
    assert weigh(claim(NEW, rounded), new_received=12345, brought_forward=0) == ()
    assert len(weigh(claim(NEW, rounded), new_received=14345, brought_forward=0)) == 1


def test_what_has_no_cell_is_not_compared() -> None:
    assert weigh(claim("p.proactive_items", 9), claim("s6.processing_fee.yuan", 9), new_received=1) == ()


def test_the_flow_among_claims_needs_no_table() -> None:
    stated = [claim(NEW, 50), claim(DONE, 50), claim(IN, 4), claim(OUT, 9)]
    (found,) = weigh_claims(stated, {}, Coverage.AGGREGATE)
    assert (found.rule, found.finding_class, found.severity) == ("P.FLOW", FindingClass.PROSE, Severity.SOFT)
    assert (number(found.actual), number(found.expected), found.keys) == (59, 54, (DONE, OUT, NEW, IN))


@pytest.mark.parametrize(
    "stated",
    [
        [claim(NEW, 50), claim(DONE, 50), claim(IN, 4)],
        [claim(NEW, 50), claim(DONE, 45), claim(IN, 4), claim(OUT, 9)],
        [claim(NEW, 50), claim(DONE, 50), claim(IN, 4), claim(OUT, 9, Coverage.OWN)],
        [claim(NEW, 54), claim(NEW, 50), claim(DONE, 45), claim(IN, 4), claim(OUT, 9)],
    ],
    ids=["three of four", "balanced", "of two coverages", "one reading balances"],
)
def test_no_flow_without_four_numbers_that_disagree(stated: list[Claim]) -> None:
    assert weigh_claims(stated, {}, Coverage.AGGREGATE) == ()


PERSONS, ORGANISATIONS = "t3.new_received.natural_person", "p.new_received_organisations"


def test_parts_that_are_the_whole_must_add_to_it() -> None:
    (found,) = weigh_claims([claim(NEW, 50), claim(PERSONS, 44), claim(ORGANISATIONS, 5)], {}, Coverage.AGGREGATE)
    assert (found.rule, number(found.actual), number(found.expected)) == ("P.SUM", 49, 50)
    assert found.keys == (PERSONS, ORGANISATIONS, NEW)


@pytest.mark.parametrize(
    "stated",
    [
        [claim(NEW, 50), claim(PERSONS, 45), claim(ORGANISATIONS, 5)],
        [claim(NEW, 50), claim(PERSONS, 44)],
        [claim(NEW, 50), claim(DONE, 50), claim(PERSONS, 44), claim(ORGANISATIONS, 5)],
        [claim(NEW, 9), claim("p.requests_online", 5), claim("p.requests_letter", 3)],
    ],
    ids=["adds up", "one part only", "not its parts", "channels left unnamed"],
)
def test_no_sum_where_it_cannot_be_judged(stated: list[Claim]) -> None:
    assert weigh_claims(stated, {}, Coverage.AGGREGATE) == ()


def test_channels_never_exceed_their_total() -> None:
    stated = [claim(NEW, 9), claim("p.requests_online", 8), claim("p.requests_letter", 3)]
    (found,) = weigh_claims(stated, {}, Coverage.AGGREGATE)
    assert (found.rule, number(found.actual), number(found.expected)) == ("P.SUM", 11, 9)


def test_a_fee_stated_twice_is_the_same() -> None:
    key = "s6.processing_fee.yuan"
    assert weigh_claims([claim(key, 380), claim(key, 380)], {}, Coverage.AGGREGATE) == ()
    (found,) = weigh_claims([claim(key, 380), claim(key, 0)], {}, Coverage.AGGREGATE)
    assert (found.rule, number(found.actual), number(found.expected)) == ("P.FEE", 0, 380)


OF_UNIT, MORE, RATE, LAST = (f"p.requests_received_{name}" for name in ("of_unit", "more", "growth", "last_year"))


def test_units_never_exceed_their_total() -> None:
    stated = [claim(NEW, 9), claim(OF_UNIT, 5), claim(OF_UNIT, 3), claim(OF_UNIT, 2)]
    (found,) = weigh_claims(stated, {}, Coverage.AGGREGATE)
    assert (found.rule, number(found.actual), number(found.expected), found.keys) == ("P.SUM", 10, 9, (OF_UNIT, NEW))
    assert weigh_claims(stated[:-1], {}, Coverage.AGGREGATE) == ()


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ([claim(MORE, 10), claim(RATE, 50)], []),
        ([claim(LAST, 20), claim(RATE, 50)], []),
        ([claim(LAST, 20), claim(MORE, 10)], []),
        ([claim(RATE, Decimal("33.3"))], []),
        ([claim(LAST, 0), claim(RATE, 50)], []),
        ([claim(MORE, 7), claim(RATE, Decimal("30.4"))], []),
        ([claim(MORE, 7), claim(RATE, Decimal("23.3"))], [("23.3", "30.43")]),
        ([claim(LAST, 20), claim(MORE, 12)], [("12", "10.00")]),
        ([claim("p.requests_received_fewer", 10), claim("p.requests_received_decline", 25)], []),
        ([claim("p.requests_received_fewer", 10), claim("p.requests_received_decline", 33)], [("33", "25.00")]),
    ],
)
def test_growth_is_what_follows_from_the_numbers_beside_it(
    stated: list[Claim], expected: list[tuple[str, str]]
) -> None:
    """Of 30. A rate alone is compared with nothing: last year is not known."""
    found = weigh_claims([claim(NEW, 30), *stated], {}, Coverage.AGGREGATE)
    assert [(f"{f.actual:f}", f"{f.expected:.2f}") for f in found] == expected
    assert {f.rule for f in found} <= {"P.SUM"}
