"""The forms that documents are printed on: labels, sums and bounds, transcribed here apart from the reader's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sample.catalogue import read_toml

HERE = Path(__file__).parent
NATIONAL = {"national_2019": (2019, 2020), "national_2021": (2021, 2025)}


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts, row keys of an annex; `rule` is what a report that breaks it is told."""

    rule: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A form before 2019: `rows` of key, label and unit (a row without key heads a group); `columns`: key -> head."""

    name: str
    years: tuple[int, int]
    columns: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    sums: tuple[Sum, ...]
    at_most: Mapping[str, tuple[str, ...]]
    between: Mapping[str, tuple[str, ...]]
    large: frozenset[str]
    money: frozenset[str]
    grouped: frozenset[str]

    @property
    def keys(self) -> tuple[str, ...]:
        """The rows that carry figures, in printed order."""
        return tuple(row["key"] for row in self.rows if row["key"])

    def figure_keys(self) -> tuple[str, ...]:
        """Every cell: row by row, column by column."""
        return tuple(column_key(key, column) for key in self.keys for column in self.columns)


def column_key(row: str, column: str) -> str:
    """The key of an annex's cell: `a.requests_total`, `a.requests_total.cumulative`."""
    return f"{row}.{column}" if column else row


@cache
def annexes() -> Mapping[str, Annex]:
    """Every annex by name."""
    return {path.stem: _annex(path.stem, read_toml(path)) for path in sorted(HERE.glob("*.toml"))}


def form_names() -> tuple[str, ...]:
    """All forms, annexes first."""
    return (*annexes(), *NATIONAL)


def years_of(form: str) -> tuple[int, int]:
    """The first and last report year that a document of this form is made for."""
    return NATIONAL[form] if form in NATIONAL else annexes()[form].years


def _annex(name: str, data: Mapping[str, Any]) -> Annex:
    first, last = data["years"]
    return Annex(
        name=name,
        years=(first, last),
        columns=data["columns"],
        rows=tuple(data["annex"]),
        sums=tuple(Sum(one["rule"], one["total"], tuple(one["parts"])) for one in data["sum"]),
        at_most={one["key"]: tuple(one["of"]) for one in data.get("at_most", ())},
        between={one["key"]: tuple(one["of"]) for one in data.get("between", ())},
        large=frozenset(data.get("large", ())),
        money=frozenset(data.get("money", ())),
        grouped=frozenset(data.get("grouped", ())),
    )
