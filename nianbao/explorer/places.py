"""Regions and series as they are asked for by address."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping

from nianbao.explorer.asked import Question, statement
from nianbao.explorer.refusals import NotHeld

GOVERNING = ("government", "government_office", "zone_committee")


def region_called(connection: Connection, code: str) -> tuple[RowMapping, Sequence[RowMapping]]:
    """The region of a code or of its own key, and the others that have or had that code. Raises NotHeld."""
    rows = Question("region", statement("region"), {"code": code}).rows(connection)
    if not rows:
        raise NotHeld(code)
    return rows[0], rows[1:]


def series_in(connection: Connection, region_id: int) -> Sequence[RowMapping]:
    """The held series of a region, aggregate ones first, of each coverage the longest first."""
    return Question("series", statement("series"), {"region_id": region_id}).rows(connection)


def default_series(series: Sequence[RowMapping]) -> RowMapping | None:
    """The series that a region's page shows: the longest on the whole area; without one, the only other; else none."""
    whole = [each for each in series if each["coverage"] == "aggregate" and each["kind"] in GOVERNING]
    if whole:
        return max(whole, key=lambda each: len(each["years"]))
    return series[0] if len(series) == 1 else None


def units_of(region_id: int, series: RowMapping | None) -> list[str]:
    """The units of the frame that a series may be held for: its publishers, and where they govern the region too."""
    if series is None:
        return [f"g{region_id}"]
    organs = [f"p{number}" for number in series["publisher_ids"]]
    return [f"g{region_id}", *organs] if series["kind"] in GOVERNING else organs


def tables_of(region_id: int, series: RowMapping | None, keys: Mapping[str, Sequence[str]]) -> dict[str, Question]:
    """The questions of a region's or an organ's page by name; `keys`: the quantities and the rates asked for."""
    given: dict[str, Any] = {
        "units": units_of(region_id, series),
        "series_id": None if series is None else series["series_id"],
    }
    return {
        "years": Question("years", statement("years"), given),
        "counts": Question("counts", statement("counts"), given | {"quantities": list(keys["counts"])}),
        "rates": Question("rates", statement("rates"), given | {"rates": list(keys["rates"])}),
    }
