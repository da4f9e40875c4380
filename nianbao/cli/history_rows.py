"""A history as JSON and as rows of CSV: figures by year, change from the year before, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nianbao.cli.exits import WrongCall
from nianbao.cli.output import moment
from nianbao.domain.forms import Indicator, forms
from nianbao.domain.regime import regime_events
from nianbao.domain.report import Figure
from nianbao.domain.report_json import finding_to_json, number
from nianbao.store.queries import HeldFinding, HeldReport, Series


@dataclass(frozen=True, slots=True)
class History:
    """One series of a region: its figures by report and key, its findings, and the region's other series."""

    region: str
    series: Series
    others: tuple[Series, ...]
    figures: Mapping[str, Mapping[str, Figure]]
    findings: tuple[HeldFinding, ...]


def indicators() -> Mapping[str, Indicator]:
    """Every figure some form asks for, as the latest form that has it names it."""
    found: dict[str, Indicator] = {}
    for form in forms().values():
        for indicator in form.indicators:
            found.setdefault(indicator.key, indicator)
    return found


def keys_shown(history: History, asked: Sequence[str] | None) -> tuple[str, ...]:
    """The keys to show, in the order of the forms: those asked for, with () the headline ones, with None all held.

    Raises WrongCall for a key that no form asks for and no report holds.
    """
    known = indicators()
    held = dict.fromkeys(key for figures in history.figures.values() for key in figures)
    every = [key for key in known if key in held] + [key for key in held if key not in known]
    match asked:
        case None:
            return tuple(every)
        case ():
            return tuple(key for key in every if key in known and known[key].headline)
        case _:
            strange = [key for key in asked if key not in known and key not in held]
            if strange:
                raise WrongCall(f"no form has a figure {', '.join(strange)}: `nianbao history … --all` shows the keys")
            return tuple(asked)


def change(history: History, report: HeldReport, key: str) -> Decimal | None:
    """This year's number less last year's; null where the year before is not held, one of the two is no number, or a
    change of law or form lies between them that bears on the figure, as in the view `year_over_year`."""
    before = next((other for other in history.series.reports if other.year == report.year - 1), None)
    if before is None or any(event.lies_between(before.year, report.year, key) for event in regime_events()):
        return None
    now, then = (history.figures[each.report_id].get(key) for each in (report, before))
    if now is None or then is None or now.value is None or then.value is None:
        return None
    return now.value - then.value


def history_json(history: History, keys: Sequence[str]) -> dict[str, Any]:
    """The JSON of the contract, oldest report first."""
    return {
        "region": {"code": history.region, "name": history.series.reports[-1].region_name},
        "publisher": history.series.publisher,
        "coverage": history.series.coverage,
        "others": [
            {
                "publisher": other.publisher,
                "region_key": other.region_key,
                "coverage": other.coverage,
                "years": [each.year for each in other.reports],
            }
            for other in history.others
        ],
        "reports": [_report_json(history, report, keys) for report in history.series.reports],
        "findings": [{"year": found.report.year, **finding_to_json(found.finding)} for found in history.findings],
    }


def _report_json(history: History, report: HeldReport, keys: Sequence[str]) -> dict[str, Any]:
    figures = history.figures[report.report_id]
    return {
        "report_id": report.report_id,
        "year": report.year,
        "publisher": report.publisher,
        "coverage": report.coverage,
        "forms": report.forms,
        "figures": {
            key: {"value": number(figures[key].value), "status": figures[key].status} for key in keys if key in figures
        },
        "url": report.url,
        "first_seen": moment(report.first_seen),
    }


CSV_COLUMNS = (
    "cell_id",
    "region",
    "publisher",
    "coverage",
    "year",
    "key",
    "value",
    "status",
    "raw",
    "unit",
    "change",
    "findings",
)


def csv_rows(history: History, keys: Sequence[str]) -> list[dict[str, Any]]:
    """One row a cell: who, what, when, the value as printed, its change, and the rules it fails."""
    return [
        {
            "cell_id": f"{report.report_id}/{key}",
            "region": report.region,
            "publisher": report.publisher,
            "coverage": report.coverage,
            "year": report.year,
            "key": key,
            "value": history.figures[report.report_id][key].value,
            "status": history.figures[report.report_id][key].status,
            "raw": history.figures[report.report_id][key].raw,
            "unit": history.figures[report.report_id][key].unit,
            "change": change(history, report, key),
            "findings": failing(history, report, key),
        }
        for report in history.series.reports
        for key in keys
        if key in history.figures[report.report_id]
    ]


def failing(history: History, report: HeldReport, key: str) -> tuple[str, ...]:
    """The rules of the findings that name this cell."""
    return tuple(
        found.finding.rule
        for found in history.findings
        if found.report.year == report.year and key in found.finding.keys
    )
