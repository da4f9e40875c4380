"""A report on a whole area against those of the organs and areas in it: the parent counts at least their sum.

Equality is asked only of the breakdown that a report itself prints (`P.SUM`): which organs there are, nobody publishes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nianbao.checks.values import judged
from nianbao.domain.comparisons import level_rule
from nianbao.domain.report import Figure, Finding, FindingClass, Severity


class LevelState(StrEnum):
    """What can be said of one cell of a parent: too small whatever else is missing, large enough, or not to be said."""

    FAILED = "failed"
    HOLDS = "holds"
    NOT_ASSESSABLE = "not_assessable"


@dataclass(frozen=True, slots=True)
class Part:
    """A report of an organ or area within the parent's area, of the same year."""

    report_id: str
    figures: Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class LevelCell:
    """One cell of the parent beside the sum of what its parts print; `unread`: parts whose cell holds no number."""

    key: str
    value: Decimal
    parts: Decimal
    unread: tuple[str, ...]
    state: LevelState

    @property
    def residual(self) -> Decimal:
        """What the parent counts beyond its parts; below zero it counts less than they do."""
        return self.value - self.parts


def weigh_level(figures: Mapping[str, Figure], parts: Sequence[Part], missing: Sequence[str]) -> tuple[LevelCell, ...]:
    """Every cell of the parent that its parts have too. `missing`: areas below without a report of that year.

    A sum that exceeds the parent fails whatever is missing; one that does not holds only where nothing is.
    """
    cells = (key for key in figures if level_rule().cells.search(key))
    return tuple(cell for key in cells if parts and (cell := _cell(key, figures[key], parts, missing)) is not None)


def level_findings(cells: Sequence[LevelCell], parts: Sequence[Part]) -> Iterator[Finding]:
    """At most one finding: every cell that is smaller than its parts together; numbers are those of the first."""
    failing = [cell for cell in cells if cell.state is LevelState.FAILED]
    if not failing:
        return
    first = failing[0]
    words = (
        f"{first.key}: printed {first.value}, {len(parts)} reports from within the area print {first.parts} together;"
        f" {len(failing)} rows fail"
    )
    yield Finding(
        level_rule().rule,
        Severity.SOFT,
        FindingClass.LEVEL,
        tuple(cell.key for cell in failing),
        words,
        expected=first.parts,
        actual=first.value,
    )


def _cell(key: str, figure: Figure, parts: Sequence[Part], missing: Sequence[str]) -> LevelCell | None:
    value = judged(figure)
    if value is None:
        return None
    values = {part.report_id: judged(part.figures.get(key)) for part in parts}
    unread = tuple(report_id for report_id, number in values.items() if number is None)
    total = sum((number for number in values.values() if number is not None), Decimal(0))
    fits = LevelState.NOT_ASSESSABLE if missing or unread else LevelState.HOLDS
    return LevelCell(key, value, total, unread, LevelState.FAILED if value < total else fits)
