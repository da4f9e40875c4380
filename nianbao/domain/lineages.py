"""What goes on as one organ: its line by its name, and what reforms made of lines; data in `lineages.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from nianbao.domain.divisions.names import zone_names
from nianbao.domain.divisions.reading import read_name
from nianbao.domain.publishers import canonical_name, kind_of, slug_of
from nianbao.domain.report import PublisherKind

ReformKind = Literal["rename", "merge", "split"]
OF_REFORMS = (PublisherKind.DEPARTMENT, PublisherKind.VERTICAL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of organs within a region: organs of one line are one, renamed. `basis`: the rule `line: …`, or `own name`
    where none fits and the organ's slug is its line."""

    key: str
    basis: str


@dataclass(frozen=True, slots=True)
class Reform:
    """What a reform made of lines: `before` and `after` are lines, `year` the first report year it may be met in.

    rename: the line goes on. merge: those before end, what follows is another line; where that has the name of one of
    them (`anew`), a new one begins with that report year. split: a new line from parts of lines that go on. `levels`:
    of regions it took place in.
    """

    id: str
    kind: ReformKind
    year: int
    anew: int | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    levels: tuple[str, ...]
    names: str
    reason: str


def line_of(name: str, region: str) -> Line:
    """The line of an organ of a region (a code). Governments, their offices, zones and townships are their own."""
    canonical = canonical_name(name, region)
    reading = read_name(canonical)
    if kind_of(canonical) in OF_REFORMS and reading.certain:
        key = next((key for key, pattern in _lines() if pattern.fullmatch(reading.rest)), None)
        if key is not None:
            # An organ of the zone is not that of the county it governs.
            return Line(f"zone.{key}" if reading.named in zone_names() else key, f"line: {key}")
    return Line(slug_of(canonical, region), "own name")


@cache
def reforms() -> tuple[Reform, ...]:
    """All of them, by year."""
    found = (
        Reform(
            row["id"],
            cast(ReformKind, row["kind"]),
            row["year"],
            row.get("anew"),
            tuple(row["from"]),
            tuple(row["to"]),
            tuple(row["levels"]),
            row["names"],
            row["reason"],
        )
        for row in _data()["event"]
    )
    return tuple(sorted(found, key=lambda reform: (reform.year, reform.id)))


def line_keys() -> frozenset[str]:
    """The lines there are rules for."""
    return frozenset(key for key, _ in _lines())


@cache
def _lines() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["key"], re.compile(row["pattern"])) for row in _data()["line"])


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("lineages.toml").read_text(encoding="utf-8"))
