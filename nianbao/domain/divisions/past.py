"""Names and regions of the past: one row a region and name, of every region that was not the same since 2008."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import cast

from nianbao.domain.divisions.region import Level, Region, regions


@dataclass(frozen=True, slots=True)
class PastName:
    """A name of a region (as it stands, or stood at its end), and when. `parents`: the last codes of all regions that
    ever stood above it, the last one first. Null days: before 2008; to this day."""

    name: str
    since: date | None
    until: date | None
    region: Region
    parents: tuple[str, ...]
    began: date | None
    ended: date | None


@cache
def past_names() -> tuple[PastName, ...]:
    """All of them, as the recipe of the history wrote them."""
    lines = (line for file in past_files() for line in file.read_text(encoding="utf-8").splitlines()[1:])
    return tuple(_past_name(*row) for row in csv.reader(lines))


def past_files() -> list[Traversable]:
    """The lists of the past: the national one alone."""
    return [files(__package__).joinpath("history/past.csv")]


@cache
def ended_regions() -> Mapping[str, Region]:
    """Last code -> region, of those that are no more and whose code no region has today."""
    gone = {past.region.code: past.region for past in past_names() if past.ended is not None}
    return MappingProxyType({code: region for code, region in gone.items() if code not in regions()})


def _past_name(
    name: str, since: str, until: str, code: str, last_name: str, level: str, parents: str, began: str, ended: str
) -> PastName:
    above = tuple(parents.split())
    region = Region(code, last_name, cast(Level, level), above[0] if above else None)
    days = [date.fromisoformat(day) if day else None for day in (since, until, began, ended)]
    return PastName(name, days[0], days[1], region, above, days[2], days[3])
