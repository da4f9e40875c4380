"""Agreement, against examples worked out by hand."""

from decimal import Decimal

import pytest

from nianbao.audit.agreement import all_zero, alpha, count_alpha, exact_match, nominal, status_alpha
from nianbao.audit.entry import Entry, entry_of


def number(value: int) -> Entry:
    return Entry("number", Decimal(value))


def test_alpha_of_a_textbook() -> None:
    """Ten units, two values, six equal: 0.095 (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, A)."""
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(list(zip(first, second, strict=True)), nominal) == pytest.approx(0.095, abs=5e-4)


def test_what_never_varies_shows_no_agreement() -> None:
    """Two coders who write the same word all day have proven nothing."""
    assert alpha([("a", "a")] * 50, nominal) is None


def test_zeros_do_not_count_as_agreement() -> None:
    """99 zeros alike and one number unlike: nothing that tells was equal."""
    pairs = [(number(0), number(0))] * 99 + [(number(7), number(1))]
    assert exact_match(pairs) == 0
    assert all_zero([one for one, _ in pairs]) == 0.99
    assert count_alpha([(number(7), number(7)), (number(9), number(90))]) is not None
    assert status_alpha([(Entry("blank"), number(0)), (number(1), number(1))]) == 0


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("1,234", Entry("number", Decimal(1234))), ("１２", Entry("number", Decimal(12))),
        ("-3", Entry("number", Decimal(-3))), ("0.50", Entry("number", Decimal("0.50"))), (" / ", Entry("dash")),
        ("——", Entry("dash")), ("无", Entry("none_stated")), ("Blank", Entry("blank")), ("  ", None),
    ],
)  # fmt: skip
def test_what_coders_may_type(typed: str, entry: Entry | None) -> None:
    """Numbers as they are printed, words for everything else; nothing is not yet coded, not blank."""
    assert entry_of(typed) == entry


@pytest.mark.parametrize("typed", ["12件", "1,23", "?", "zero", "1.2.3"])
def test_nothing_is_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="neither a number nor one of"):
        entry_of(typed)
