"""Derived indicators: numerator and denominator always, a value only where every figure is known."""

from decimal import Decimal

import pytest

from nianbao.domain.rates import APPLICANTS, rates
from nianbao.domain.report import Coverage
from tests.store.full_tables import Kept, cells, row

UNIFIED = {"t3": "national_2021", "t4": "national_2021"}
ASKED = "SELECT numerator, denominator, value, null_reason FROM pub.rate WHERE rate_key = :rate AND applicant = 'total'"
# 30 came in; 6 granted, 4 in part, 5 refused (one of them a registry's), 10 not held, 5 other.
OUTCOMES = (
    row("new_received", 30)
    | row("granted", 6)
    | row("partially_granted", 4)
    | row("denied.state_secret", 3)
    | row("denied.process_information", 1)
    | row("denied.registry_inquiry", 1)
    | row("unable.not_held", 10)
    | row("other_outcome.other", 5)
    | row("disposed", 30)
)


def one(kept: Kept, rate: str) -> tuple[object, ...]:
    (found,) = kept.ask(ASKED, rate=rate)
    return found


@pytest.mark.parametrize(
    ("rate", "numerator", "denominator"),
    [
        ("full_grant_rate", 6, 30),
        ("any_grant_rate", 10, 30),
        ("any_grant_rate_merits", 10, 14),
        ("any_grant_rate_with_unavailable", 10, 24),
        ("partial_share", 4, 10),
        ("exemption_refusal_rate", 4, 30),
        ("form_denial_rate", 5, 30),
        ("refusal_share_mandatory", 3, 4),
        ("refusal_share_third_party", 0, 4),
        ("refusal_share_discretionary", 1, 4),
        ("unavailable_rate", 10, 30),
        ("not_held_rate", 10, 30),
        ("declined_rate", 0, 30),
        ("other_outcome_rate", 5, 30),
        ("clearance_rate", 30, 30),
        ("organisation_share", 0, 30),
    ],
)
def test_each_is_its_sum_over_its_sum(kept: Kept, rate: str, numerator: int, denominator: int) -> None:
    kept.keep(2022, cells() | OUTCOMES, UNIFIED)
    value = Decimal(numerator) / Decimal(denominator)
    assert one(kept, rate) == (numerator, denominator, pytest.approx(value), None)


def test_by_kind_of_applicant(kept: Kept) -> None:
    """Law offices were granted 1 of 2; nobody else of an organisation asked."""
    printed = cells() | OUTCOMES
    printed |= row("granted", 1, "legal_service_org") | row("unable.not_held", 1, "legal_service_org")
    printed |= {"t3.disposed.legal_service_org": "2", "t3.granted.natural_person": "5"}
    kept.keep(2022, printed, UNIFIED)
    asked = "SELECT numerator, denominator, value, n_small FROM pub.rate WHERE rate_key = 'full_grant_rate'"
    assert kept.ask(f"{asked} AND applicant = 'legal_service_org'") == [(1, 2, Decimal("0.5"), True)]
    assert kept.ask(f"{asked} AND applicant = 'other_org'") == [(0, 0, None, True)]


def test_six_rates_are_kept_by_kind_of_applicant() -> None:
    by_applicant = [rate.key for rate in rates() if len(rate.applicants) == 1 + len(APPLICANTS)]
    assert len(by_applicant) == 6


def test_a_blank_total_that_its_columns_prove(kept: Kept) -> None:
    """As 上海 2019 prints it: no number in the total column of any outcome."""
    printed = cells() | OUTCOMES
    printed |= {key: "" for key in printed if key.endswith(".total") and key not in ("t3.disposed.total",)}
    kept.keep(2022, printed, UNIFIED)
    assert one(kept, "any_grant_rate") == (10, 30, pytest.approx(Decimal(1) / 3), None)
    assert kept.ask(
        "SELECT value, value_filled, fill_basis FROM pub.figure_history WHERE key = 't3.granted.total'"
    ) == [(None, 6, "total_recomputed")]


def test_a_partial_sum_never_looks_whole(kept: Kept) -> None:
    """31 answered, 30 of them told of, one cell blank: it may hold the rest, so neither sum nor rate is known."""
    printed = cells() | OUTCOMES
    printed |= {"t3.unable.requires_creation.total": "", "t3.unable.requires_creation.natural_person": ""}
    kept.keep(2022, printed | row("disposed", 31) | row("new_received", 31), UNIFIED)
    assert one(kept, "unavailable_rate") == (None, 31, None, "component_missing")
    assert kept.ask("SELECT value FROM pub.harmonised WHERE h_key = 'not_available'") == [(None,)]


def test_nothing_below_the_line(kept: Kept) -> None:
    kept.keep(2022, cells(), UNIFIED)
    assert one(kept, "full_grant_rate") == (0, 0, None, "denominator_zero")


def test_a_printed_total_of_zero_beside_its_parts(kept: Kept) -> None:
    """As 洪泽 2023 prints it: upheld 10, corrected 1, none other or pending, and the total 0."""
    printed = cells(t4__reconsideration__upheld="10", t4__reconsideration__overturned="1")
    kept.keep(2023, printed, UNIFIED)
    asked = "SELECT numerator, denominator, value, total_conflict, total_printed, total_of_parts FROM pub.rate"
    assert kept.ask(f"{asked} WHERE rate_key = 'reconsideration_overturn_rate'") == [
        (1, 11, pytest.approx(Decimal(1) / 11), True, 0, 11)
    ]
    strict = "SELECT value, null_reason FROM pub.rate_strict WHERE rate_key = 'reconsideration_overturn_rate'"
    assert kept.ask(strict) == [(None, "total_conflict")]


def test_a_total_that_is_not_its_parts(kept: Kept) -> None:
    """As 平潭 2020 prints it: outcomes that add to 27, and 21 as their total. Both stand there."""
    printed = cells() | row("granted", 20) | row("unable.not_held", 7) | row("disposed", 21)
    kept.keep(2020, printed | row("new_received", 21), UNIFIED)
    asked = "SELECT numerator, denominator, total_conflict, total_printed, total_of_parts, quality FROM pub.rate"
    assert kept.ask(f"{asked} WHERE rate_key = 'full_grant_rate' AND applicant = 'total'") == [
        (20, 21, True, 21, 27, "source_conflict")
    ]


def test_what_is_counted_is_not_clear(kept: Kept) -> None:
    kept.keep(2022, cells() | OUTCOMES, UNIFIED, coverage=Coverage.UNCLEAR)
    assert one(kept, "full_grant_rate") == (6, 30, None, "coverage_unclear")


def test_per_head_without_residents_or_of_one_organ(kept: Kept) -> None:
    kept.keep(2022, cells() | OUTCOMES, UNIFIED)
    kept.keep(2022, cells() | OUTCOMES, UNIFIED, coverage=Coverage.OWN)
    found = kept.ask("SELECT coverage, value, null_reason FROM pub.rate WHERE rate_key = 'requests_per_10k' ORDER BY 1")
    assert found == [("aggregate", None, "no_denominator"), ("own", None, "coverage_not_aggregate")]


STOCK = {"t2": "national_2021"}


def documents(issued: int, repealed: int, in_force: int) -> dict[str, str]:
    """Table 2 with these normative documents."""
    numbers = {"issued": issued, "repealed": repealed, "in_force": in_force}
    return cells(tables="t2") | {f"t2.normative_docs.{name}": str(number) for name, number in numbers.items()}


def test_a_turnover_needs_the_stock_of_the_year_before(kept: Kept) -> None:
    kept.keep(2021, documents(1, 0, 40), STOCK)
    kept.keep(2022, documents(3, 5, 38), STOCK)
    kept.keep(2024, documents(2, 2, 38), STOCK)
    asked = "SELECT year, numerator, denominator, value, null_reason FROM pub.rate"
    found = kept.ask(f"{asked} WHERE rate_key = 'normative_turnover' ORDER BY year")
    assert found == [
        (2021, 1, None, None, "no_previous_year"),
        (2022, 8, 40, Decimal("0.2"), None),
        (2024, 4, None, None, "no_previous_year"),
    ]


def test_a_stock_of_another_form_is_no_stock(kept: Kept) -> None:
    kept.keep(2020, cells("national_2019", "t2"), {"t2": "national_2019"})
    kept.keep(2021, documents(3, 5, 38), STOCK)
    assert one(kept, "normative_turnover") == (8, None, None, "form_mixed")


def test_a_doubtful_figure_gives_no_rate(kept: Kept) -> None:
    """Read once, and the sum fails: it may be our doing."""
    printed = cells() | OUTCOMES | {"t3.granted.total": "7"}
    kept.keep(2022, printed, UNIFIED, findings=(), title="示例")
    kept.connection.exec_driver_sql("UPDATE figure SET confirmed = false")
    assert one(kept, "full_grant_rate") == (7, 30, None, "reading_doubt")


def test_an_annex_beside_the_tables_counts_once(kept: Kept) -> None:
    """The tables count; what the annex says of the same is not added."""
    annex = cells("national_2014", "b") | {"b.reply_granted": "99", "b.reply_total": "99"}
    kept.keep(2019, cells() | OUTCOMES | annex, UNIFIED | {"annex": "national_2014"})
    assert one(kept, "full_grant_rate") == (6, 30, Decimal("0.2"), None)
    assert kept.ask("SELECT form, value FROM pub.harmonised WHERE h_key = 'full_grant'") == [("national_2021", 6)]
    assert kept.ask("SELECT value FROM pub.harmonised WHERE h_key = 'outcome_residual'") == [(0,)]


def test_both_variants_of_the_annex_of_2014(kept: Kept) -> None:
    """9 replies coded as 5 granted, 4 public already, 3 refused: over the sum of what they are coded as."""
    annex = cells("national_2014", "b") | {
        "b.reply_already_public": "4",
        "b.reply_granted": "5",
        "b.reply_denied": "3",
        "b.denied_privacy": "3",
        "b.reply_total": "9",
    }
    kept.keep(2015, annex, {"annex": "national_2014"})
    assert one(kept, "full_grant_rate") == (5, 12, pytest.approx(Decimal(5) / 12), None)
    assert one(kept, "full_grant_rate_broad") == (9, 12, Decimal("0.75"), None)
    asked = "SELECT value, value_alt, grade FROM pub.harmonised WHERE h_key = 'full_grant'"
    assert kept.ask(asked) == [(5, 9, "B")]
    assert kept.ask("SELECT value FROM pub.harmonised WHERE h_key = 'outcome_residual'") == [(-3,)]


def test_identities_that_held(kept: Kept) -> None:
    """The totals of two columns fail; those that are 0 = 0 count for nothing."""
    printed = cells() | row("granted", 20) | row("unable.not_held", 7) | row("disposed", 21)
    kept.keep(2020, printed | row("new_received", 21), UNIFIED)
    (found,) = kept.ask("SELECT checks_nontrivial - checks_failed, checks_nontrivial FROM pub.report")
    assert one(kept, "arithmetic_consistency")[:2] == found
    assert found == (6, 8)
