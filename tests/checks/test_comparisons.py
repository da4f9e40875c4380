"""A report beside last year's: jumps, other units, tables that are the same again."""

from collections.abc import Mapping

import pytest

from nianbao.checks.comparisons import against_last_year, likeness
from nianbao.domain.report import FindingClass, Severity
from tests.checks.printed import figures

# Eleven numbers, six of them different and above one, of a fictitious county.
TABLE = {
    "t3.new_received.natural_person": 41,
    "t3.new_received.commercial_enterprise": 6,
    "t3.new_received.total": 47,
    "t3.granted.natural_person": 23,
    "t3.granted.commercial_enterprise": 5,
    "t3.granted.total": 28,
    "t3.unable.not_held.natural_person": 18,
    "t3.unable.not_held.commercial_enterprise": 1,
    "t3.unable.not_held.total": 19,
    "t3.disposed.total": 47,
    "t3.carried_forward.total": 0,
}


def found(now: Mapping[str, int | None], before: Mapping[str, int | None]) -> list[tuple[str, tuple[str, ...]]]:
    """Rule and keys."""
    return [(each.rule, each.keys) for each in against_last_year(figures(now), figures(before))]


@pytest.mark.parametrize(
    ("now", "before", "fails"),
    [
        (4_000, 199, True),
        (3_980, 200, False),
        (200, 10, True),
        (199, 9, False),
        (0, 200, True),
        (0, 199, False),
    ],
)
def test_a_number_far_from_last_years(now: int, before: int, fails: bool) -> None:
    """Twenty times and at least two hundred; a county that had nothing may have little."""
    key = "t2.penalty.decisions"
    assert found({key: now}, {key: before}) == ([("XY.JUMP", (key,))] if fails else [])


@pytest.mark.parametrize(
    ("now", "before", "fails"),
    [
        (31_000_000, 3_100, True),
        (2_600, 10_000_000, True),
        (70_000_000, 1_000, False),
        (3_200, 3_100, False),
        (0, 5, False),
    ],
)
def test_an_amount_in_another_unit(now: int, before: int, fails: bool) -> None:
    """About ten thousand times, within four times either way: 元 where 万元 is asked for."""
    key = "t2.government_charges.amount"
    assert found({key: now}, {key: before}) == ([("XY.UNIT", (key,))] if fails else [])


def test_last_years_table_again() -> None:
    """Every number alike is a copy; one other number is none."""
    zeros = [key for key, value in TABLE.items() if not value]
    again = found(TABLE, TABLE)
    assert again == [("XY.COPIED", tuple(key for key in TABLE if key not in zeros))]
    assert found(TABLE | {"t3.granted.natural_person": 24}, TABLE) == []
    [finding] = against_last_year(figures(TABLE), figures(TABLE))
    assert (finding.severity, finding.finding_class) == (Severity.SOFT, FindingClass.COPY)


def test_small_tables_are_alike_by_chance() -> None:
    """A township with one or two requests has the table of its neighbour, and of last year."""
    small = {key: min(value, 2) for key, value in TABLE.items()}
    assert found(small, small) == []


def test_an_unread_cell_may_have_held_another_number() -> None:
    """Nobody can say that a table is the same again that was not read whole."""
    assert likeness(figures({**TABLE, "t3.granted.total": None})) is None


def test_what_was_not_read_is_not_compared() -> None:
    """An unreadable number is far from nothing."""
    key = "t2.penalty.decisions"
    assert found({key: None}, {key: 5_000}) == []
    assert found({}, {key: 5_000}) == []
