"""Rates and their intervals, against numbers worked out by hand or printed in tables."""

import pytest

from nianbao.audit.estimate import Observed, bootstrap, interval, rate_of
from nianbao.audit.gamma import gamma_quantile


def reports(stratum: str, weight: float, count: int, wrong: int, cells: int = 1, errors: int = 1) -> list[Observed]:
    """`count` reports, `wrong` of them with so many errors."""
    return [
        Observed(stratum, weight, weight * bad * errors, weight * cells, bad * errors, cells)
        for bad in (*[1] * wrong, *[0] * (count - wrong))
    ]


@pytest.mark.parametrize(
    ("freedom", "share", "printed"),
    [
        (1, 0.95, 3.841), (2, 0.025, 0.0506), (2, 0.975, 7.378), (10, 0.05, 3.940), (10, 0.975, 20.483),
        (100, 0.95, 124.342), (1, 0.025, 0.000982),
    ],
)  # fmt: skip
def test_quantiles_are_those_of_printed_tables(freedom: int, share: float, printed: float) -> None:
    """Of chi-squared, which every textbook prints."""
    assert 2 * gamma_quantile(share, freedom / 2) == pytest.approx(printed, rel=1e-3)


def test_no_error_in_a_sample_is_no_proof_of_none() -> None:
    """0 of 300: at most 3.689 of 300, the exact Poisson bound."""
    low, high = interval(reports("html", 5, 300, 0))
    assert low == 0
    assert high == pytest.approx(3.689 / 300, rel=1e-3)
    # Cells are not three hundred times as much: an unseen fault would spoil a report wholly.
    assert interval(reports("html", 5, 300, 0, cells=200))[1] == pytest.approx(high)


def test_the_interval_of_a_single_stratum_is_that_of_poisson() -> None:
    """10 of 1,000: 4.795 to 18.39 (printed tables)."""
    low, high = interval(reports("html", 1, 1000, 10))
    assert low == pytest.approx(4.795 / 1000, rel=1e-3)
    assert high == pytest.approx(18.39 / 1000, rel=1e-3)


def test_the_report_varies_and_not_its_cells() -> None:
    """Seven errors in one report are one event, not seven."""
    spread = interval(reports("html", 1, 100, 7, cells=200))
    heaped = interval(reports("html", 1, 100, 1, cells=200, errors=7))
    assert heaped[0] < spread[0] < spread[1] < heaped[1]


def test_a_heavy_stratum_without_an_error_counts() -> None:
    """Where all errors came from a light stratum, the upper end still allows for one of the heavy."""
    observed = reports("html", 25, 60, 0) + reports("picture", 1.6, 60, 18)
    rate = rate_of(observed, draws=500, seed=1)
    assert rate.rate == pytest.approx(18 * 1.6 / (60 * 26.6))
    assert rate.high is not None
    assert rate.boot_high is not None
    assert rate.boot_high < 0.026 < 0.06 < rate.high  # one report in a hundred of html wrong would be 0.026


def test_weights_are_of_reports() -> None:
    """2 of 50 in a stratum of 1,000 and 5 of 50 in one of 100: 50 of 1,100."""
    rate = rate_of(reports("a", 20, 50, 2) + reports("b", 2, 50, 5))
    assert (rate.errors, rate.size, rate.reports) == (7, 100, 100)
    assert rate.rate == pytest.approx(50 / 1100)
    assert rate_of([]).rate is None


def test_the_bootstrap_draws_reports_within_strata() -> None:
    """Its interval is round the rate, and the same for the same seed."""
    observed = reports("a", 2, 80, 12) + reports("b", 1, 40, 10)
    low, high = bootstrap(observed, 400, seed=3)
    assert (low, high) == bootstrap(observed, 400, seed=3)
    assert low < (24 + 10) / 200 < high
