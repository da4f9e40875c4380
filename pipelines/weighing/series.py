"""What does not add up within the reports of a series and between its years."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from nianbao.checks.series import SeriesReport, weigh_series
from nianbao.domain.report import Figure
from nianbao.store.queries import HeldFinding, HeldReport, Series, figures_of, findings_of, series_of
from nianbao.store.then import NOW, Then


def weighed(
    connection: Connection,
    series: Series,
    figures: Mapping[str, Mapping[str, Figure]],
    then: Then = NOW,
) -> tuple[HeldFinding, ...]:
    """The findings of a series' reports and those between its years, by year."""
    return _by_year([*findings_of(connection, series.reports, then), *_between(series, figures)])


def weighed_all(connection: Connection, held: Sequence[HeldReport], then: Then = NOW) -> Iterator[HeldFinding]:
    """The same of each series that these reports make, one after the other."""
    within: dict[str, list[HeldFinding]] = defaultdict(list)
    # Asked once: to choose a document's reading takes all of them.
    for finding in findings_of(connection, held, then):
        within[finding.report.report_id].append(finding)
    for series in series_of(held):
        found = [one for report in series.reports for one in within[report.report_id]]
        yield from _by_year([*found, *_between(series, figures_of(connection, series.reports))])


def _between(series: Series, figures: Mapping[str, Mapping[str, Figure]]) -> Iterator[HeldFinding]:
    by_year = {report.year: report for report in series.reports}
    weighing = [SeriesReport(each.year, each.forms, figures[each.report_id]) for each in series.reports]
    for found in weigh_series(weighing):
        yield HeldFinding(by_year[found.year], found.finding)


def _by_year(found: Sequence[HeldFinding]) -> tuple[HeldFinding, ...]:
    return tuple(sorted(found, key=lambda one: one.report.year))
