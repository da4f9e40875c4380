"""When law, form or organisation changed, and which figures are not to be joined across that year."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files


class RegimeKind(StrEnum):
    """What changed."""

    LAW = "law"
    FORM = "form"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class RegimeEvent:
    """A change; `affects` are patterns of keys, `affects_from_year` the first report year it bears on."""

    key: str
    date: date
    label_zh: str
    label_en: str
    kind: RegimeKind
    affects_from_year: int
    affects: tuple[str, ...]
    source: str

    def lies_between(self, earlier: int, later: int, key: str) -> bool:
        """Whether it bears on this key, and on the report of the later of two years but not on that of the earlier."""
        between = earlier < self.affects_from_year <= later
        return between and any(fnmatchcase(key, pattern) for pattern in self.affects)

    def affected(self, keys: Iterable[str]) -> list[str]:
        """Those of the keys that it bears on, in their order. Raises ValueError for a pattern that meets none."""
        given = list(keys)
        for pattern in self.affects:
            if not any(fnmatchcase(key, pattern) for key in given):
                raise ValueError(f"{self.key}: nothing is called {pattern}")
        return [key for key in given if any(fnmatchcase(key, pattern) for pattern in self.affects)]


@cache
def regime_events() -> tuple[RegimeEvent, ...]:
    """All of them, in the order of their dates. Source: the acts each names."""
    data = tomllib.loads(files("nianbao.domain").joinpath("regime.toml").read_text(encoding="utf-8"))
    events = (
        RegimeEvent(**{**entry, "kind": RegimeKind(entry["kind"]), "affects": tuple(entry["affects"])})
        for entry in data["event"]
    )
    return tuple(sorted(events, key=lambda event: event.date))
