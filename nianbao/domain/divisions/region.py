"""One division, and the current national list of them."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Literal, cast

Level = Literal["province", "prefecture", "county"]


@dataclass(frozen=True, slots=True)
class Region:
    """A division as it stands today. `code` is GB/T 2260, six digits; `parent` the code above, null for a province.

    `level` is that of the code, not of the name: 浏阳市 is a county, 东莞市 a prefecture without counties.
    """

    code: str
    name: str
    level: Level
    parent: str | None


@cache
def regions() -> Mapping[str, Region]:
    """Code -> region: 34 provinces, 333 prefectures, 2,847 counties (national list, September 2026)."""
    return MappingProxyType({region.code: region for region in read_regions(region_files())})


def region_files() -> list[Traversable]:
    """The lists of divisions: the national one alone."""
    return [files(__package__).joinpath("regions.csv")]


def read_regions(lists: Iterable[Traversable]) -> Iterator[Region]:
    """The divisions of these lists: CSV with the columns code, name, level, parent."""
    for file in lists:
        for code, name, level, parent in csv.reader(file.read_text(encoding="utf-8").splitlines()[1:]):
            yield Region(code, name, cast(Level, level), parent or None)
