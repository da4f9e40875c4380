"""Numbers on regions that are not ours, such as their residents: brought in with source and issue, never changed."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TextIO

from sqlalchemy import Connection, insert, select, text

from nianbao.store import models

# How a column of the file is called: what it counts, and its unit. Others name their unit: `gdp[万元]`.
KINDS = {"population": ("resident_population", "人")}
PLACES = ("code", "name", "year", "boundary_year")
MOST_TOLD = 5
THEN = text(
    """
SELECT code.code, region_name.name, code.region_id
FROM region_code AS code
JOIN region_name USING (region_id)
WHERE (code.valid_from IS NULL OR code.valid_from <= :day) AND (code.valid_to IS NULL OR code.valid_to > :day)
  AND (region_name.valid_from IS NULL OR region_name.valid_from <= :day)
  AND (region_name.valid_to IS NULL OR region_name.valid_to > :day)
"""
)


class DenominatorsRefused(Exception):
    """A file of denominators that is not taken, none of it; raised by what is here, naming lines."""


@dataclass(frozen=True, slots=True)
class Given:
    """One number of a file, with the line it stands in."""

    line: int
    code: str
    name: str
    year: int
    boundary_year: int
    kind: str
    unit: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Imported:
    """How many numbers were new, and how many were held already."""

    new: int
    known: int


def import_denominators(connection: Connection, opened: TextIO, *, source: str, vintage: str) -> Imported:
    """Bring in a CSV: `code` or `name`, `year`, `population`, others as `what[unit]`, optionally `boundary_year`.

    An empty cell is no number and gives no row; nothing is interpolated. A number that is held already of this source
    and vintage stays; another number for it refuses the whole file, as any line that is not understood does. Raises
    DenominatorsRefused.
    """
    if not source.strip() or not vintage.strip():
        raise DenominatorsRefused("say where the numbers are from, and which issue: --source and --vintage")
    given = list(_given(opened))
    if not given:
        raise DenominatorsRefused("no number in it")
    rows = _rows(given, _places(connection, given))
    held = _held(connection, source.strip(), vintage.strip())
    _refuse(
        f"{row.code or row.name} {row.year}: {held[key]} is held of this vintage, and {row.value} given"
        for key, row in rows.items()
        if held.get(key, row.value) != row.value
    )
    new = [key for key in rows if key not in held]
    if new:
        named = {"source": source.strip(), "vintage": vintage.strip()}
        connection.execute(insert(models.Denominator), [_row(key, rows[key]) | named for key in new])
    return Imported(new=len(new), known=len(rows) - len(new))


Key = tuple[int, int, str]


def _row(key: Key, given: Given) -> dict[str, object]:
    region_id, year, kind = key
    return {
        "region_id": region_id,
        "year": year,
        "kind": kind,
        "value": given.value,
        "unit": given.unit,
        "boundary_year": given.boundary_year,
    }


def _given(opened: TextIO) -> Iterator[Given]:
    table = csv.DictReader(opened)
    names = [name.strip() for name in table.fieldnames or ()]
    table.fieldnames = names
    if "year" not in names or not {"code", "name"} & set(names):
        raise DenominatorsRefused("its first line must name the columns: code or name, year, population")
    kinds = {name: _kind(name) for name in names if name not in PLACES}
    wrong: list[str] = []
    for line, row in enumerate(table, start=2):
        try:
            yield from _numbers(line, row, kinds)
        except (ValueError, InvalidOperation) as error:
            wrong.append(f"line {line}: {error}")
    _refuse(wrong)


def _kind(column: str) -> tuple[str, str]:
    if column in KINDS:
        return KINDS[column]
    kind, bracket, unit = column.partition("[")
    if not bracket or not unit.endswith("]") or not kind or len(unit) == 1:
        raise DenominatorsRefused(f"the column {column or '(empty)'} is not known: population, or a name[unit]")
    return kind, unit.removesuffix("]")


def _numbers(line: int, row: Mapping[str, str], kinds: Mapping[str, tuple[str, str]]) -> Iterator[Given]:
    year = int(row["year"])
    boundary_year = int((row.get("boundary_year") or "").strip() or year)
    for column, (kind, unit) in kinds.items():
        if printed := (row[column] or "").strip():
            yield Given(
                line=line,
                code=(row.get("code") or "").strip(),
                name=(row.get("name") or "").strip(),
                year=year,
                boundary_year=boundary_year,
                kind=kind,
                unit=unit,
                value=_number(printed),
            )


def _number(printed: str) -> Decimal:
    if not printed.replace(".", "", 1).isascii() or not printed.replace(".", "", 1).isdigit():
        raise ValueError(f"{printed} is no number")
    value = Decimal(printed)
    if value <= 0:
        raise ValueError(f"{printed} is not above zero")
    return value


@dataclass(frozen=True, slots=True)
class Places:
    """The regions of one day, by code and by name."""

    by_code: Mapping[str, int]
    by_name: Mapping[str, list[int]]

    def region(self, given: Given) -> int:
        """The region meant. Raises ValueError."""
        if given.code:
            if given.code not in self.by_code:
                raise ValueError(f"{given.code} was no code on 31 December {given.boundary_year}")
            return self.by_code[given.code]
        match self.by_name.get(given.name, []):
            case [region_id]:
                return region_id
            case []:
                raise ValueError(f"no region was called {given.name} on 31 December {given.boundary_year}")
            case several:
                raise ValueError(f"{len(several)} regions were called {given.name}: give the code")


def _places(connection: Connection, given: Iterable[Given]) -> dict[int, Places]:
    found = {}
    for year in sorted({row.boundary_year for row in given}):
        rows = connection.execute(THEN, {"day": date(year, 12, 31)}).all()
        names: dict[str, list[int]] = {}
        for row in rows:
            names.setdefault(row.name, []).append(row.region_id)
        found[year] = Places({row.code: row.region_id for row in rows}, names)
    return found


def _rows(given: Iterable[Given], places: Mapping[int, Places]) -> dict[Key, Given]:
    rows: dict[Key, Given] = {}
    wrong: list[str] = []
    for row in given:
        try:
            key = (places[row.boundary_year].region(row), row.year, row.kind)
        except ValueError as error:
            wrong.append(f"line {row.line}: {error}")
            continue
        if key in rows:
            wrong.append(f"line {row.line}: given in line {rows[key].line} already")
        rows[key] = row
    _refuse(wrong)
    return rows


def _held(connection: Connection, source: str, vintage: str) -> dict[Key, Decimal]:
    held = models.Denominator
    asked = select(held.region_id, held.year, held.kind, held.value)
    rows = connection.execute(asked.where(held.source == source, held.vintage == vintage))
    return {(row.region_id, row.year, row.kind): row.value for row in rows}


def _refuse(wrong: Iterable[str]) -> None:
    told = list(wrong)
    if told:
        more = f"; and {len(told) - MOST_TOLD} more" if len(told) > MOST_TOLD else ""
        raise DenominatorsRefused("; ".join(told[:MOST_TOLD]) + more)
