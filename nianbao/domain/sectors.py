"""What an organ is busy with: a sector of a closed list, and the rule that decided; words in `sectors.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.divisions.reading import plain, read_name
from nianbao.domain.publishers import kind_of
from nianbao.domain.report import PublisherKind

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector of the closed list. `basis`: `kind: …`, or `name: …` with the rule and the words it found; where
    nothing decided, `none`.
    """

    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class SectorRule:
    """A pattern that is sought in an organ's name, less its division's."""

    name: str
    pattern: re.Pattern[str]
    sector: str


def sectors() -> tuple[str, ...]:
    """The closed list, `unknown` included."""
    return tuple(_data()["sectors"])


def sector_of(name: str, kind: PublisherKind | None = None) -> Sector:
    """The sector of an organ by its name; `kind` is that of its name where it is not given.

    A government, its office, a township and a zone have no sector of their own: `general_government`.
    """
    kind = kind_of(name) if kind is None else kind
    of_kind: Mapping[str, str] = _data()["by_kind"]
    if kind in of_kind:
        return Sector(of_kind[kind], f"kind: {kind}")
    own = _without_division(name)
    for rule in rules():
        if found := rule.pattern.search(own):
            return Sector(rule.sector, f"name: {rule.name} ({found[0]})")
    return Sector(UNKNOWN, "none")


def _without_division(name: str) -> str:
    """国家税务总局税务局 for 国家税务总局教场县税务局: what a division's name holds says nothing of the organ."""
    name = plain(name)
    reading = read_name(name)
    return name.removesuffix(reading.named + reading.rest) + reading.rest if reading.found else name


@cache
def rules() -> tuple[SectorRule, ...]:
    """The rules in the order in which they are asked."""
    return tuple(SectorRule(rule["name"], re.compile(rule["pattern"]), rule["sector"]) for rule in _data()["rule"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("sectors.toml").read_text(encoding="utf-8"))
