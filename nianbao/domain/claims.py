"""How reports state numbers in their prose: the patterns of `claims*.toml`, made ready for one report year."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Stands in a window of text for the number being judged, so that a pattern can look to both sides of it.
NUMBER_MARK = "\ue000"
COUNTED = "件次|件|条次|条|项|宗|份|起|人次|次|个|例|篇"


@dataclass(frozen=True, slots=True)
class Statement:
    """One way of stating one number. `keys`: form name, `any` or section key -> figure key; without: `p.<name>`.

    `units` are the counters it may carry; `any_year`: it speaks of another year than the report's; `part`: the
    number of one organ that is the whole report's; `follows`: names or kinds, one of which was stated just before, and
    with `directly` by the number before. Kind `compared` speaks of another year beside this one, `unit` of one organ.
    """

    name: str
    kind: str
    keys: Mapping[str, str]
    topic: str
    units: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    follows: frozenset[str]
    any_year: bool
    part: bool
    directly: bool


@dataclass(frozen=True, slots=True)
class Refusals:
    """What bars a claim when it stands in the sentence ahead of the number, in the clause, or right before it; a
    `matter` since the last claim bars one on requests whose clause has none of their `own` words."""

    sentence: re.Pattern[str]
    clause: re.Pattern[str]
    number: re.Pattern[str]
    matter: re.Pattern[str]
    own: re.Pattern[str]


@cache
def _data() -> dict[str, Any]:
    return _read("claims.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("nianbao.domain").joinpath(name).read_text(encoding="utf-8"))


@cache
def statements(year: int | None) -> tuple[Statement, ...]:
    """Every way of stating a number, in the order in which they are tried; the first that fits decides."""
    beside = (_beside(row, of) for row in _read("claims_beside.toml")["beside"] for of in row["of"])
    return tuple(_statement(row, year) for row in (*beside, *_data()["claim"]))


def _beside(row: Mapping[str, Any], of: str) -> dict[str, Any]:
    """A way of stating a number beside another, made out for one that it may stand beside."""
    own = {name: value for name, value in row.items() if name != "of"}
    return {**own, "name": f"{of}_{row['name']}", "after": [of, *(f"{of}_{name}" for name in row["after"])]}


@cache
def refusals() -> Refusals:
    """What bars a claim: plans, growth, other years, other organs, document numbers."""
    data = _data()["refusals"]
    return Refusals(*(re.compile("|".join(data[scope])) for scope in ("sentence", "clause", "number", "matter", "own")))


@cache
def part_of_aggregate() -> re.Pattern[str]:
    """One organ, or one kind of organ, as the one who received or answered."""
    data = _data()["parts"]
    return re.compile(data["organ"] + data["when"] + data["verb"])


@cache
def topic(name: str) -> re.Pattern[str]:
    """What text must say to be about a topic."""
    return re.compile(_data()["topics"][name])


def sections_of_topic(name: str) -> tuple[str, ...]:
    """The keys of the sections that are about a topic throughout."""
    return tuple(_data()["topic_sections"].get(name, ()))


@cache
def coverage_words() -> Mapping[str, re.Pattern[str]]:
    """Coverage -> the words by which a sentence says that its number has it."""
    return {name: re.compile(pattern) for name, pattern in _data()["coverage"].items()}


def _statement(row: Mapping[str, Any], year: int | None) -> Statement:
    kind = row.get("kind", "")
    return Statement(
        name=row["name"],
        kind=kind,
        keys=row.get("keys", {}),
        topic=row.get("topic", ""),
        units=frozenset(row.get("units", COUNTED).split("|")),
        patterns=tuple(re.compile(_spelled_out(pattern, year)) for pattern in row["patterns"]),
        unless=re.compile(row["unless"]) if "unless" in row else None,
        follows=frozenset(row.get("after", ())),
        any_year=row.get("any_year", False),
        part=row.get("part", False),
        directly=row.get("directly", False),
    )


def _spelled_out(pattern: str, year: int | None) -> str:
    """A pattern with its {names} filled in; a report without a year has no neighbours, so those match nothing."""
    for name, words in _data()["words"].items():
        pattern = pattern.replace(f"{{{name}}}", words)
    pattern = pattern.replace("{year-1}", f"{year - 1}年" if year else "(?!)")
    pattern = pattern.replace("{year+1}", f"{year + 1}年" if year else "(?!)")
    return pattern.replace("{n}", NUMBER_MARK)
