"""What a number stated in prose may mean in the tables: the rows of `prose_rules.toml`."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Target = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProseRule:
    """One P rule: which claims it is about and the targets, sums of figure keys, that such a claim may mean."""

    rule: str
    claim: re.Pattern[str]
    targets: tuple[Target, ...]

    def targets_of(self, key: str) -> tuple[Target, ...]:
        """The targets of a claim of that key, the plain meaning of its words first; none for another rule's claim."""
        match = self.claim.fullmatch(key)
        if match is None:
            return ()
        names = {"claim": key, **match.groupdict()}
        return tuple(tuple(cell.format(**names) for cell in target) for target in self.targets)


@dataclass(frozen=True, slots=True)
class PartRule:
    """A claimed total and its parts. `complete`: they are all of it and must add to it; else they may not exceed it."""

    total: str
    parts: tuple[str, ...]
    complete: bool


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("nianbao.domain").joinpath("prose_rules.toml").read_text(encoding="utf-8"))


@cache
def prose_rules() -> tuple[ProseRule, ...]:
    """All P rules that weigh a claim against tables."""
    return tuple(
        ProseRule(row["rule"], re.compile(row["claim"]), tuple(tuple(target) for target in row["targets"]))
        for row in _data()["rule"]
    )


@cache
def part_rules() -> tuple[PartRule, ...]:
    """All totals whose parts prose may state."""
    return tuple(PartRule(row["total"], tuple(row["parts"]), row["complete"]) for row in _data()["parts"])
