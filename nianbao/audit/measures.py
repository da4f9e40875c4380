"""What is counted of each report of a sample, and over what."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nianbao.audit.compare import ABSENT, FLAGGED, NONZERO, OTHER, SILENT, ZERO, Judged
from nianbao.audit.draw import Drawn
from nianbao.audit.estimate import Observed


@dataclass(frozen=True, slots=True)
class Scored:
    """A report of the sample with its cells judged; `wrong_facts`: what the reader has otherwise about the report."""

    drawn: Drawn
    cells: tuple[Judged, ...]
    wrong_facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfCells:
    """A rate of cells: those that `counts` names are errors among those that `among` names."""

    among: Callable[[Judged], bool]
    counts: Callable[[Judged], bool]

    def observed(self, one: Scored) -> Observed:
        """One report's part. A cell that only a third of the reports is coded for stands for three times as many."""
        cells = [cell for cell in one.cells if self.among(cell)]
        errors = [cell for cell in cells if self.counts(cell)]
        return Observed(
            one.drawn.stratum,
            max((_weight(one, cell) for cell in cells), default=one.drawn.weight),
            sum(_weight(one, cell) for cell in errors),
            sum(_weight(one, cell) for cell in cells),
            len(errors),
            len(cells),
        )


@dataclass(frozen=True, slots=True)
class OfReports:
    """A rate of reports; `whole`: of those alone that were coded cell by cell."""

    wrong: Callable[[Scored], bool]
    whole: bool = False

    def observed(self, one: Scored) -> Observed:
        """One report as one observation."""
        weight = one.drawn.whole_weight if self.whole else one.drawn.weight
        there = one.drawn.whole or not self.whole
        error = there and self.wrong(one)
        return Observed(one.drawn.stratum, weight, weight * error, weight * there, int(error), int(there))


def _weight(one: Scored, cell: Judged) -> float:
    return one.drawn.weight if cell.headline else one.drawn.whole_weight


def _kind(*kinds: str) -> Callable[[Judged], bool]:
    return lambda cell: cell.kind in kinds


def _silent(cell: Judged) -> bool:
    return cell.outcome in SILENT


def _flagged(cell: Judged) -> bool:
    return cell.outcome == FLAGGED


def _fact(name: str) -> Callable[[Scored], bool]:
    return lambda one: name in one.wrong_facts


MEASURES: Mapping[str, OfCells | OfReports] = {
    "reports_silent_headline": OfReports(lambda one: any(_silent(cell) for cell in one.cells if cell.headline)),
    "reports_silent": OfReports(lambda one: any(map(_silent, one.cells)), whole=True),
    "nonzero_silent": OfCells(_kind(NONZERO), _silent),
    "nonzero_flagged": OfCells(_kind(NONZERO), _flagged),
    "zero_silent": OfCells(_kind(ZERO), _silent),
    "zero_flagged": OfCells(_kind(ZERO), _flagged),
    "other_silent": OfCells(_kind(OTHER), _silent),
    "other_flagged": OfCells(_kind(OTHER), _flagged),
    "false_zeros": OfCells(_kind(NONZERO, OTHER), lambda cell: cell.false_zero and _silent(cell)),
    "invented": OfReports(lambda one: any(cell.kind == ABSENT and _silent(cell) for cell in one.cells)),
    "year_wrong": OfReports(_fact("year")),
    "publisher_wrong": OfReports(_fact("publisher")),
    "kind_wrong": OfReports(_fact("kind")),
    "region_wrong": OfReports(_fact("region")),
    "coverage_wrong": OfReports(_fact("coverage")),
    "forms_wrong": OfReports(lambda one: any(name in one.wrong_facts for name in ("t2", "t3", "t4", "annex"))),
}


def observations(name: str, scored: Sequence[Scored]) -> Iterator[Observed]:
    """What each report adds to a measure."""
    return (MEASURES[name].observed(one) for one in scored)
