"""Rules that hold one report against another by magnitude or likeness: the data of `comparisons.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.report import PublisherKind


@dataclass(frozen=True, slots=True)
class JumpRule:
    """Numbers far from last year's: at least `factor` times, where the larger is at least `least`."""

    rule: str
    factor: Decimal
    least: Decimal
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """Amounts about `ratio` times last year's, or its inverse; `slack`: the ratio may be off by so many times."""

    rule: str
    ratio: Decimal
    slack: Decimal
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyRule:
    """Tables that are another one again: how much must stand in them, and the cell by which likes are looked for."""

    table: str
    numbers: int
    different: int
    total: str
    between_years: str
    between_publishers: str


@dataclass(frozen=True, slots=True)
class LevelRule:
    """Reports on an area against those of the organs and areas in it: which cells, and whose reports count."""

    rule: str
    cells: re.Pattern[str]
    kinds: frozenset[PublisherKind]


@cache
def jump_rule() -> JumpRule:
    """The rule of numbers far from last year's."""
    row = _rows()["jump"]
    return JumpRule(row["rule"], Decimal(row["factor"]), Decimal(row["least"]), tuple(row["keys"]))


@cache
def unit_rule() -> UnitRule:
    """The rule of amounts in another unit than last year's."""
    row = _rows()["unit"]
    return UnitRule(row["rule"], Decimal(row["ratio"]), Decimal(row["slack"]), tuple(row["keys"]))


@cache
def copy_rule() -> CopyRule:
    """The rule of tables that are another one again."""
    return CopyRule(**_rows()["copy"])


@cache
def level_rule() -> LevelRule:
    """The rule between a report on an area and those of the organs and areas in it."""
    row = _rows()["level"]
    return LevelRule(row["rule"], re.compile(row["cells"]), frozenset(map(PublisherKind, row["kinds"])))


def comparison_rules() -> tuple[str, ...]:
    """The names of all rules of the file."""
    return (
        jump_rule().rule,
        unit_rule().rule,
        copy_rule().between_years,
        copy_rule().between_publishers,
        level_rule().rule,
    )


@cache
def _rows() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("comparisons.toml").read_text("utf-8"))
