"""What a number stated in prose may mean in the tables: the rows of `prose_rules.toml`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

# Figure keys that are added; one with `-` ahead of it is taken off.
Target = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProseRule:
    """One P rule: which claims it is about and the targets, sums of figure keys, that such a claim may mean; `also`
    what else is sometimes counted, against the words."""

    rule: str
    claim: re.Pattern[str]
    targets: tuple[Target, ...]
    also: tuple[Target, ...] = ()

    def targets_of(self, key: str) -> tuple[Target, ...]:
        """The targets of a claim of that key, the plain meaning of its words first; none for another rule's claim."""
        return self._spelled(key, self.targets)

    def others_of(self, key: str) -> tuple[Target, ...]:
        """What else a claim of that key is sometimes meant to count."""
        return self._spelled(key, self.also)

    def _spelled(self, key: str, targets: Sequence[Target]) -> tuple[Target, ...]:
        match = self.claim.fullmatch(key)
        if match is None:
            return ()
        names = {"claim": key, **match.groupdict()}
        return tuple(tuple(cell.format(**names) for cell in target) for target in targets)


@dataclass(frozen=True, slots=True)
class PartRule:
    """A claimed total and its parts. `complete`: they are all of it and must add to it; else they may not exceed it."""

    total: str
    parts: tuple[str, ...]
    complete: bool
    many: bool


@dataclass(frozen=True, slots=True)
class GrowthRule:
    """A claimed total, and the ways in which prose says beside it what it was the year before: `p.<of>_<way>`."""

    total: str
    of: str

    @property
    def ways(self) -> tuple[str, ...]:
        """The keys of all ways."""
        return tuple(f"p.{self.of}_{way}" for way in ("last_year", "more", "fewer", "growth", "decline"))

    def is_rate(self, key: str) -> bool:
        """Whether a way is a rate in per cent, which tells the year before only roughly."""
        return key.endswith(("_growth", "_decline"))

    def before(self, key: str, total: Decimal, said: Decimal) -> Decimal | None:
        """The year before, as a way says it; null for a rate."""
        match key.rpartition(f"{self.of}_")[2]:
            case "last_year":
                return said
            case "more":
                return total - said
            case "fewer":
                return total + said
            case _:
                return None

    def told(self, key: str, total: Decimal, before: Decimal) -> Decimal | None:
        """What a way has to say for a total and the year before; null where it cannot be said."""
        sign = -1 if key.endswith(("_fewer", "_decline")) else 1
        if key.endswith("_last_year"):
            return before
        if not self.is_rate(key):
            return sign * (total - before)
        return sign * (total - before) * 100 / before if before else None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("nianbao.domain").joinpath("prose_rules.toml").read_text(encoding="utf-8"))


@cache
def prose_rules() -> tuple[ProseRule, ...]:
    """All P rules that weigh a claim against tables."""
    return tuple(
        ProseRule(row["rule"], re.compile(row["claim"]), _targets(row, "targets"), _targets(row, "also"))
        for row in _data()["rule"]
    )


def _targets(row: Mapping[str, Any], name: str) -> tuple[Target, ...]:
    return tuple(tuple(target) for target in row.get(name, ()))


@cache
def part_rules() -> tuple[PartRule, ...]:
    """All totals whose parts prose may state."""
    rows = _data()["parts"]
    return tuple(PartRule(row["total"], tuple(row["parts"]), row["complete"], row.get("many", False)) for row in rows)


@cache
def growth_rules() -> tuple[GrowthRule, ...]:
    """All totals whose growth prose may state."""
    return tuple(GrowthRule(row["total"], row["of"]) for row in _data()["growth"])
