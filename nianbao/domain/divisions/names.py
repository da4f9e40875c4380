"""The names a division goes by: its full name, its short name, and that of a zone over the same area."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from nianbao.domain.divisions.meaning import Meaning, meanings
from nianbao.domain.divisions.region import regions

Names = Mapping[str, tuple[Meaning, ...]]


@dataclass(frozen=True, slots=True)
class NameTable:
    """Name -> what it may mean, today or in the past. `full` are names that stand for themselves, `short` need a rest
    that fits."""

    full: Names
    short: Names
    longest: int


@cache
def load(name: str) -> Mapping[str, Any]:
    """A data file of this folder."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def name_table() -> NameTable:
    """All names of all regions on the list, of those that ended since 2008, and of the zones."""
    full: dict[str, list[Meaning]] = defaultdict(list)
    short: dict[str, list[Meaning]] = defaultdict(list)
    for name, found in meanings().items():
        short_form = short_name(name)
        short[short_form] += found
        for written in _full_names(name, short_form):
            full[written] += found
    for zone in load("zones.toml")["zone"]:
        for name in zone["names"]:
            full[name].append(Meaning(regions()[zone["region"]], name))
    return NameTable(_frozen(full), _frozen(short), max(map(len, full)))


def short_name(name: str) -> str:
    """浏阳 for 浏阳市, 恩施 for 恩施土家族苗族自治州; the name itself where less than two characters would be left."""
    level = _level_word(name)
    stem = name.removesuffix(level)
    if level.startswith("自治"):
        stem = _without_peoples(stem)
    return stem if len(stem) > 1 else name


def zone_names() -> frozenset[str]:
    """The names of the functional zones that govern the whole area of a division."""
    return frozenset(name for zone in load("zones.toml")["zone"] for name in zone["names"])


def zone_codes() -> frozenset[str]:
    """The codes of the divisions that such a zone governs."""
    return frozenset(zone["region"] for zone in load("zones.toml")["zone"])


def _full_names(name: str, short: str) -> set[str]:
    short_level: str | None = load("names.toml")["short_levels"].get(_level_word(name))
    return {name} if short_level is None else {name, short + short_level}


def _level_word(name: str) -> str:
    match = _pattern("level_words", "$").search(name)
    return match[0] if match is not None else ""


def _without_peoples(stem: str) -> str:
    shorter = _pattern("peoples", "+$").sub("", stem)
    return shorter if len(shorter) > 1 else stem


@cache
def _pattern(words: str, ending: str) -> re.Pattern[str]:
    # The first alternative that reaches the end is the longest: a search begins at the leftmost character that can.
    return re.compile(f"(?:{'|'.join(load('names.toml')[words])}){ending}")


def _frozen(table: Mapping[str, list[Meaning]]) -> Names:
    return {name: tuple(found) for name, found in table.items()}
