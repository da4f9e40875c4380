"""A report beside others of its year: those from within its area, and those whose table is its own again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from nianbao.checks.comparisons import copied, likeness
from nianbao.checks.levels import LevelCell, Part, level_findings, weigh_level
from nianbao.domain.comparisons import copy_rule, level_rule
from nianbao.domain.report import Coverage, Finding, PublisherKind
from nianbao.store.queries import HeldFinding, HeldReport, figures_of
from pipelines.weighing.neighbours import Neighbours


@dataclass(frozen=True, slots=True)
class Level:
    """A report on an area, the reports from within it, the areas below without one, and the cells side by side."""

    report: HeldReport
    parts: Sequence[Part]
    missing: Sequence[str]
    cells: Sequence[LevelCell]


class SameYear:
    """Reports weighed against the others of their year, which `neighbours` knows."""

    def __init__(self, connection: Connection, neighbours: Neighbours) -> None:
        self._connection = connection
        self._neighbours = neighbours

    def levels(self, held: Sequence[HeldReport]) -> Iterator[Level]:
        """Each report on a whole area, beside what is held from within it; without any it is left out."""
        for report in held:
            if report.coverage is not Coverage.AGGREGATE:
                continue
            within, missing = self._within(report)
            if within:
                own = figures_of(self._connection, [report])[report.report_id]
                parts = [Part(*pair) for pair in figures_of(self._connection, within).items()]
                yield Level(report, parts, missing, weigh_level(own, parts, missing))

    def findings(self, held: Sequence[HeldReport]) -> Iterator[HeldFinding]:
        """What does not fit between reports of one year: levels first, then tables that are another publisher's."""
        for level in self.levels(held):
            for finding in level_findings(level.cells, level.parts):
                yield HeldFinding(level.report, finding)
        for report in held:
            for finding in self._copies(report):
                yield HeldFinding(report, finding)

    def _within(self, report: HeldReport) -> tuple[list[HeldReport], list[str]]:
        """The reports of its year from within its area, and the areas below that have none."""
        found = self._neighbours.below(report.region)
        below = [area.child for area in found if area.in_year(report.year)]
        organs = [one for one in self._of_year(report.region, report.year) if _is_organ(one)]
        areas = [one for code in below for one in self._of_year(code, report.year) if _is_area(one)]
        there = {one.region for one in areas}
        return [*organs, *areas], [code for code in below if code not in there]

    def _copies(self, report: HeldReport) -> Iterator[Finding]:
        """A finding for each other publisher of the year whose table is this one, number by number."""
        rule = copy_rule()
        alike = self._neighbours.alike(report, rule.total)
        # Few reports share a total with another: only theirs are looked at number by number.
        numbers = likeness(figures_of(self._connection, [report])[report.report_id]) if alike else None
        if numbers is None or rule.total not in numbers:
            return
        for code in alike:
            others = [one for one in self._of_year(code, report.year) if one.report_id != report.report_id]
            for report_id, figures in figures_of(self._connection, others).items():
                if likeness(figures) == numbers:
                    yield copied(rule.between_publishers, numbers, report_id)

    def _of_year(self, region: str, year: int) -> list[HeldReport]:
        return [report for report in self._neighbours.of_region(region) if report.year == year]


def _is_organ(report: HeldReport) -> bool:
    return report.coverage is Coverage.OWN and report.kind in level_rule().kinds


def _is_area(report: HeldReport) -> bool:
    return report.coverage is Coverage.AGGREGATE and report.kind is PublisherKind.GOVERNMENT
