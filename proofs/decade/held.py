"""What the database says of the decade, in the ledger's own terms: county numbers, years, keys, printed text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from proofs.decade.world import DecadeWorld
from simulator.decade.counties import FIRST, LAST
from simulator.decade.history import Decade

FIGURES = """
SELECT year_of.code_year AS code, figure.year, figure.key, figure.raw
FROM {figures} AS figure
JOIN pub.region_year AS year_of ON year_of.region_id = figure.region_id AND year_of.year = figure.year
WHERE figure.coverage = 'aggregate' AND figure.key NOT LIKE '%.unknown.%' AND year_of.code_year LIKE '98%'
"""
FRAME = """
SELECT year_of.code_year AS code, panel.year, panel.cell_state AS state
FROM pub.region_panel AS panel
JOIN pub.region_year AS year_of USING (region_id, year)
WHERE year_of.code_year LIKE '98%' AND right(year_of.code_year, 2) <> '00' AND panel.year BETWEEN :first AND :last
"""
CHANGED = """
SELECT year_of.code_year AS code, report.year, change.key, change.from_value, change.to_value, change.cause
FROM pub.change JOIN pub.report USING (report_id)
JOIN pub.region_year AS year_of ON year_of.region_id = report.region_id AND year_of.year = report.year
WHERE year_of.code_year LIKE '98%'
"""
Which = tuple[int, int]


@dataclass
class Numbers:
    """Which county a code means in a year; -1 is the area."""

    decade: Decade

    def __post_init__(self) -> None:
        self._numbers = {
            (county.code_in(year), year): county.number for county in self.decade.counties.all for year in county.years
        }
        area = self.decade.counties.prefectures[0][0]
        self._numbers |= {(area, year): -1 for year in range(FIRST, LAST + 1)}

    def of(self, code: str, year: int) -> int:
        """The county's number. Raises KeyError for a code that means none in that year."""
        return self._numbers[code, year]


def figures(connection: Connection, numbers: Numbers, at: date | None = None) -> Mapping[Which, Mapping[str, str]]:
    """Printed text of every cell by report, as shown by default or as it stood at the end of a day."""
    source = "pub.figure" if at is None else "pub.figure_asof(CAST(:at AS timestamptz), NULL)"
    asked = text(FIGURES.format(figures=source))
    bound = {} if at is None else {"at": f"{at.isoformat()} 23:59:59+00"}
    found: dict[Which, dict[str, str]] = {}
    for row in connection.execute(asked, bound).mappings():
        which = (numbers.of(row["code"], row["year"]), row["year"])
        cells = found.setdefault(which, {})
        if row["key"] in cells:
            raise SystemExit(f"two aggregate reports of {which}")
        cells[row["key"]] = row["raw"]
    return found


def frame(connection: Connection) -> Iterator[tuple[str, int, str]]:
    """Code, year and state of every county's row in the balanced panel."""
    for row in connection.execute(text(FRAME), {"first": FIRST, "last": LAST}):
        yield row.code, row.year, row.state


def changes(connection: Connection, numbers: Numbers) -> Iterator[tuple[int, int, str, Any, Any, str]]:
    """Number, year, key, value before and after, cause."""
    for row in connection.execute(text(CHANGED)):
        yield numbers.of(row.code, row.year), row.year, row.key, row.from_value, row.to_value, row.cause


def findings(world: DecadeWorld, numbers: Numbers) -> Iterator[tuple[int, int, str, str]]:
    """Number, year, rule and first key of every finding that `nianbao findings` prints."""
    told = world.ask("findings")
    if not isinstance(told, list):
        raise SystemExit("nianbao findings printed no rows")
    final = {county.code_in(LAST): county for county in world.decade.counties.with_portal()}
    for one in told:
        county = final.get(one["region"])
        number = numbers.of(one["region"], one["year"]) if county is None else county.number
        key = "t3" if one["rule"] in ("XY.COPIED", "XP.COPIED", "XL.AGG") else one["keys"][0]
        yield number, one["year"], one["rule"], key
