"""A report on an area against those from within it."""

from collections.abc import Mapping
from decimal import Decimal

from nianbao.checks.levels import LevelState, Part, level_findings, weigh_level
from nianbao.domain.report import FindingClass, Severity
from tests.checks.printed import figures

RECEIVED, GRANTED = "t3.new_received.total", "t3.granted.total"


OFFICE = Part("999901-office-2099-o", figures({RECEIVED: 12, GRANTED: 5}))
BUREAU = Part("999901-d00000001-2099-o", figures({RECEIVED: 30, GRANTED: 9}))


def states(parent: Mapping[str, int | None], parts: list[Part], missing: list[str]) -> dict[str, tuple[str, int]]:
    """Key -> state and residual."""
    return {cell.key: (cell.state, int(cell.residual)) for cell in weigh_level(figures(parent), parts, missing)}


def test_an_area_counts_at_least_what_its_organs_do() -> None:
    """It may count more: not every organ publishes its own."""
    assert states({RECEIVED: 42, GRANTED: 20}, [OFFICE, BUREAU], []) == {
        RECEIVED: (LevelState.HOLDS, 0),
        GRANTED: (LevelState.HOLDS, 6),
    }


def test_less_than_its_organs_is_a_finding() -> None:
    """One finding with every row that fails; the numbers are those of the first."""
    parts = [OFFICE, BUREAU]
    cells = weigh_level(figures({RECEIVED: 41, GRANTED: 13}), parts, [])
    [finding] = level_findings(cells, parts)
    assert (finding.rule, finding.severity, finding.finding_class) == ("XL.AGG", Severity.SOFT, FindingClass.LEVEL)
    assert finding.keys == (RECEIVED, GRANTED)
    assert (finding.expected, finding.actual) == (Decimal(42), Decimal(41))


def test_what_is_missing_can_only_add() -> None:
    """With an area missing a sum that fits says nothing; one that exceeds fails all the same."""
    parent = {RECEIVED: 42, GRANTED: 13}
    assert states(parent, [OFFICE, BUREAU], ["999902"]) == {
        RECEIVED: (LevelState.NOT_ASSESSABLE, 0),
        GRANTED: (LevelState.FAILED, -1),
    }


def test_a_cell_that_was_not_read_is_missing_too() -> None:
    """Its number is not taken for zero."""
    unread = Part("999901-d00000002-2099-o", figures({RECEIVED: None, GRANTED: 0}))
    assert states({RECEIVED: 42, GRANTED: 14}, [OFFICE, BUREAU, unread], []) == {
        RECEIVED: (LevelState.NOT_ASSESSABLE, 0),
        GRANTED: (LevelState.HOLDS, 0),
    }


def test_without_parts_nothing_is_weighed() -> None:
    """A parent alone, a parent that was not read, and columns of applicants are not compared."""
    assert states({RECEIVED: 42}, [], []) == {}
    assert states({RECEIVED: None}, [OFFICE], []) == {}
    assert states({"t3.new_received.natural_person": 0}, [OFFICE], []) == {}
