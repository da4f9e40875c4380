"""A history for eyes: a row an indicator, a column a year, the findings below."""

from collections.abc import Iterator, Sequence

import click

from nianbao.cli.history_rows import History, change, failing, indicators
from nianbao.cli.output import fits, print_table
from nianbao.domain.divisions import full_name
from nianbao.domain.report import Status
from nianbao.store.queries import HeldFinding, HeldReport, Series

SIGNS = {
    Status.BLANK: "·",
    Status.DASH: "—",
    Status.NONE_STATED: "无",
    Status.NOT_APPLICABLE: "不适用",
    Status.UNREADABLE: "?",
}
TABLES = "tables"  # the first row: a report without tables has no figure, and must not look empty without a word
LEGEND = "(+1) change from the year before · blank   — dash   ? unreadable   ! see findings   empty: not on the form"


def print_history(history: History, keys: Sequence[str]) -> None:
    """Print the years side by side, then what does not add up, then which other series of the region are held."""
    series = history.series
    title = f"{full_name(history.region, series.reports[-1].region_name)}: {series.publisher}, {series.coverage}"
    labelled = [_label(key) | _years(history, key, series.reports) for key in (TABLES, *keys)]
    for rows in [labelled] if fits(labelled) else _parts(history, keys, series.reports):
        print_table(rows, title=title)
    click.echo(LEGEND)
    if history.findings:
        print_table([_finding(found) for found in history.findings], title="Findings")
    if history.others:
        print_table([_other(other, series) for other in history.others], title="Other series")


def _parts(history: History, keys: Sequence[str], reports: Sequence[HeldReport]) -> Iterator[list[dict[str, str]]]:
    """For a narrow terminal: rows without labels, the years in as many tables as it takes."""
    rows = [{"figure": key} | _years(history, key, reports) for key in (TABLES, *keys)]
    if fits(rows) or len(reports) == 1:
        yield rows
    else:
        half = (len(reports) + 1) // 2
        yield from _parts(history, keys, reports[:half])
        yield from _parts(history, keys, reports[half:])


def _label(key: str) -> dict[str, str]:
    known = indicators().get(key)
    named = "tables found" if key == TABLES else ""
    return {"figure": key, "label": named if known is None else known.label}


def _years(history: History, key: str, reports: Sequence[HeldReport]) -> dict[str, str]:
    return {str(report.year): _cell(history, report, key) for report in reports}


def _cell(history: History, report: HeldReport, key: str) -> str:
    if key == TABLES:
        return " ".join(sorted(report.forms)) or "none"
    figure = history.figures[report.report_id].get(key)
    if figure is None:
        return ""
    step = change(history, report, key)
    moved = "" if step is None or step == 0 else f" ({step:+f})"
    mark = " !" if failing(history, report, key) else ""
    return (SIGNS[figure.status] if figure.value is None else f"{figure.value:f}") + moved + mark


def _finding(found: HeldFinding) -> dict[str, object]:
    finding = found.finding
    return {
        "year": found.report.year,
        "rule": finding.rule,
        "severity": finding.severity,
        "expected": finding.expected,
        "actual": finding.actual,
        "what": finding.message,
    }


def _other(series: Series, shown: Series) -> dict[str, object]:
    years = [report.year for report in series.reports]
    # Another region had the same code, and often the same name: its key tells the two apart.
    publisher = series.publisher + ("" if series.region_key == shown.region_key else f" ({series.region_key})")
    return {"publisher": publisher, "coverage": series.coverage, "years": years}
