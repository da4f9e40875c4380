"""What is printed in a cell, as the second reader takes it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.flow.prints import printed
from extractors.numbers import parse_cell
from nianbao.domain.report import Status


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        (" 27\u00a0", "27"),
        ("１２", "12"),
        ("1,234", "1234"),
        ("12，345，678", "12345678"),
        ("-18", "-18"),
        ("−3", "-3"),
        ("+5", "5"),
        ("24252.311082", "24252.311082"),
        ("251000元", "251000"),
        ("3人次", "3"),
        ("1.50万元", "1.50"),
    ],
)
def test_a_number(text: str, value: str) -> None:
    """All its digits, whatever stands round them."""
    assert printed(text).status is Status.NUMBER
    assert str(printed(text).value) == str(Decimal(value))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", Status.BLANK),
        ("\u3000\u200b", Status.BLANK),
        ("/", Status.DASH),
        ("——", Status.DASH),
        ("无", Status.NONE_STATED),
        ("不适用", Status.NOT_APPLICABLE),
        ("n/a", Status.NOT_APPLICABLE),
    ],
)
def test_what_is_no_number(text: str, status: Status) -> None:
    """Blank, dash, 无 and 不适用 are not zero."""
    assert printed(text).status is status
    assert printed(text).value is None


@pytest.mark.parametrize(
    "text", ["1 2", "1\n2", "■■", "1,23", "12,3456", "1.2.3", ",123", "/-", ".5", "5.", "约3", "3件件", "+", "１e5"]
)
def test_what_nobody_can_tell(text: str) -> None:
    """Two numbers, half a number, a sign alone: none of them is guessed."""
    assert printed(text).status is Status.UNREADABLE


def test_words_are_told_from_print() -> None:
    """A label has letters; boxes and two numbers have none."""
    assert printed("规章").words
    assert not printed("■■").words
    assert not printed("1 2").words


ALPHABET = "0123456789,.，．-+−－—/\\ \n\u3000\u200b元万件人次无没有不适用NAna%()（）〇■约１２０"


@given(st.text(ALPHABET, max_size=8))
def test_both_readers_take_print_for_the_same(text: str) -> None:
    """Written apart, they must mean the same number, and call it a number, a dash or a blank in the same cases.

    They may differ in strokes that are three or of two kinds: which is told, not chosen.
    """
    one, other = parse_cell(text), printed(text)
    assert one.value == other.value
    assert one.status == other.status or {one.status, other.status} == {Status.DASH, Status.UNREADABLE}
