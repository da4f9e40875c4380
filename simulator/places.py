"""The places whose portals are imitated; none exists."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# The places as divisions, in the columns of the national list; no program knows them unless it is told to.
REGIONS = HERE / "regions.csv"


@dataclass(frozen=True, slots=True)
class Place:
    """A place: its name, its code in `regions.csv`, what its texts call all of it (全县), its usual host and kind of
    portal.
    """

    name: str
    code: str
    whole: str
    host: str
    family: str

    @property
    def government(self) -> str:
        """Who signs its reports."""
        return f"{self.name}人民政府"


@cache
def read_data(name: str) -> dict[str, Any]:
    """A data file of the simulator, read once; nobody changes what it gives."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def places() -> Mapping[str, Place]:
    """Every place by its name."""
    return {one["name"]: Place(**one) for one in read_data("places.toml")["place"]}


def place_of(family: str) -> Place:
    """The place usually shown by this kind of portal. Raises StopIteration for a kind without one."""
    return next(place for place in places().values() if place.family == family)
