"""Screen 2: a region, or one organ's series: its counts year by year, every number a way to its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from sqlalchemy import Connection, RowMapping
from starlette.responses import Response

from nianbao.domain.divisions import full_name, regions
from nianbao.domain.regime import regime_events
from nianbao.explorer import labels
from nianbao.explorer.asked import Question, csv_answer, sql_answer, statement
from nianbao.explorer.cache import cached_page
from nianbao.explorer.charts import chart
from nianbao.explorer.database import shown
from nianbao.explorer.history import Line, count_lines, rate_lines
from nianbao.explorer.languages import Language
from nianbao.explorer.marks import used
from nianbao.explorer.pages import page_text
from nianbao.explorer.places import default_series, region_called, series_in, tables_of
from nianbao.explorer.published import state_shown
from nianbao.explorer.refusals import NotHeld
from nianbao.explorer.strips import bands, strip

router = APIRouter(include_in_schema=False)
KEYS: Mapping[str, Sequence[str]] = {"counts": labels.quantities(), "rates": labels.rates()}


@dataclass(frozen=True, slots=True)
class Place:
    """A region with the series that its page shows (None: which of several must be chosen) and its others."""

    region: RowMapping
    namesakes: Sequence[RowMapping]
    series: RowMapping | None
    others: Sequence[RowMapping]

    @property
    def tables(self) -> Mapping[str, Question]:
        """The tables of the page."""
        return tables_of(self.region["region_id"], self.series, KEYS)


@router.get("/{language}/region/{code}")
def region(request: Request, language: Language, code: str) -> Response:
    """A region: the series of its government."""
    return cached_page(request, lambda connection: _page(request, connection, _of_region(connection, code)))


@router.get("/{language}/organ/{series_id}")
def organ(request: Request, language: Language, series_id: str) -> Response:
    """An organ with one coverage: one series."""
    return cached_page(request, lambda connection: _page(request, connection, _of_series(connection, series_id)))


@router.get("/{language}/region/{code}/{table}.{twin}")
def region_table(request: Request, language: Language, code: str, table: str, twin: str) -> Response:
    """A table of a region's page as CSV or SQL."""
    with shown(request).reading() as connection:
        return _twin(connection, _of_region(connection, code), table, twin, f"{code}_{table}")


@router.get("/{language}/organ/{series_id}/{table}.{twin}")
def organ_table(request: Request, language: Language, series_id: str, table: str, twin: str) -> Response:
    """A table of an organ's page as CSV or SQL."""
    with shown(request).reading() as connection:
        return _twin(connection, _of_series(connection, series_id), table, twin, f"{series_id}_{table}")


def _of_region(connection: Connection, code: str) -> Place:
    found, namesakes = region_called(connection, code)
    series = series_in(connection, found["region_id"])
    chosen = default_series(series)
    return Place(found, namesakes, chosen, [each for each in series if each is not chosen])


def _of_series(connection: Connection, series_id: str) -> Place:
    found, namesakes = region_called(connection, series_id.partition("-")[0])
    for place in (found, *namesakes):
        series = series_in(connection, place["region_id"])
        for each in series:
            if each["series_id"] == series_id:
                return Place(place, (), each, [other for other in series if other is not each])
    raise NotHeld(series_id)


def _twin(connection: Connection, place: Place, table: str, twin: str, name: str) -> Response:
    asked = place.tables.get(table)
    match twin:
        case "csv" if asked is not None:
            return csv_answer(connection, asked, name)
        case "sql" if asked is not None:
            return sql_answer(asked, name)
        case _:
            raise NotHeld(f"{table}.{twin}")


def _page(request: Request, connection: Connection, place: Place) -> str:
    language = request.path_params["language"]
    tables = {name: asked.rows(connection) for name, asked in place.tables.items()}
    counts, rates = count_lines(tables["counts"]), rate_lines(tables["rates"])
    values: dict[str, Any] = {
        "place": place,
        "full": _full_name(place.region),
        "years": tables["years"],
        "strip": strip(tables["years"]),
        "bands": bands(tables["years"]),
        "groups": _grouped(counts),
        "rates": [line for line in rates if line.numbers],
        "charts_of_counts": [chart(line) for line in counts if line.numbers and line.key != labels.RESIDUAL],
        "used": used(cell.marks for line in (*counts, *rates) for cell in line.cells),
        "label": lambda key: labels.quantity_label(key, language),
        "rate_label": lambda key: labels.rate_label(key, language),
        "events": Question("events", statement("events"), {"region_id": place.region["region_id"]}).rows(connection),
        "organ_events": _organ_events(connection, place.series),
        "regime": [event for event in regime_events() if _concerns(event.affects_from_year, tables["years"])],
        "state": state_shown(connection),
    }
    return page_text(request, "region.html", values)


def _full_name(found: RowMapping) -> str:
    code = found["code_latest"]
    known = regions().get(code)
    return full_name(code) if known is not None and known.name == found["name_zh"] else str(found["name_zh"])


def _grouped(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    by_key = {line.key: line for line in lines}
    found = [(name, [by_key[key] for key in rows if key in by_key]) for name, rows in labels.groups()]
    # A quantity that no form of these years asks for is no row; one that is asked for and missing is.
    asked = [(name, [line for line in rows if line.held == 0 or _is_asked(line)]) for name, rows in found]
    return [(name, rows) for name, rows in asked if rows]


def _is_asked(line: Line) -> bool:
    return any(cell.held and cell.status != "not_on_form" for cell in line.cells)


def _organ_events(connection: Connection, series: RowMapping | None) -> Sequence[RowMapping]:
    if series is None:
        return ()
    return Question("organ_events", statement("organ_events"), {"publisher_ids": series["publisher_ids"]}).rows(
        connection
    )


def _concerns(year: int, years: Sequence[RowMapping]) -> bool:
    return any(row["year"] >= year for row in years) and any(row["year"] < year for row in years)
