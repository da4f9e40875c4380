"""A history for eyes: a row an indicator, a column a year, the findings below."""

from collections.abc import Sequence

from nianbao.cli.history_rows import History, change, failing, indicators
from nianbao.cli.output import print_table
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
LEGEND = "(+1) change from the year before · blank cell, — dash, ? unreadable, ! see findings; empty: not on the form"


def print_history(history: History, keys: Sequence[str]) -> None:
    """Print the table, then its findings, then which other series of the region are held."""
    series = history.series
    years = " ".join(str(report.year) for report in series.reports)
    title = f"{full_name(history.region)} · {series.publisher} · {series.coverage} · {years}"
    rows = [
        {"figure": _label(key), **{str(report.year): _cell(history, report, key) for report in series.reports}}
        for key in keys
    ]
    print_table(rows, title=title, caption=LEGEND)
    if history.findings:
        print_table([_finding(found) for found in history.findings], title="Findings")
    if history.others:
        print_table([_other(other) for other in history.others], title="Other series")


def _label(key: str) -> str:
    known = indicators().get(key)
    return key if known is None else f"{known.label} {key}"


def _cell(history: History, report: HeldReport, key: str) -> str:
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


def _other(series: Series) -> dict[str, object]:
    years = [report.year for report in series.reports]
    return {"publisher": series.publisher, "coverage": series.coverage, "years": years}
