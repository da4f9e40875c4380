"""The marks: how a cell that is no plain number looks, the same on every screen and in the legend."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

from nianbao.explorer.languages import Language

SMALL = 10  # docs/defaults.md: below it a count says little
STATUS_MARKS = frozenset(
    (
        "blank",
        "dash",
        "none_stated",
        "not_applicable",
        "unreadable",
        "not_on_form",
        "no_table",
        "row_missing",
        "withheld",
    )
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: its name, its word in both languages, what it means, and the shape `#mark-<shape>` of marks.html."""

    name: str
    shape: str
    word: Mapping[Language, str]
    means: Mapping[Language, str]
    legend: bool


@cache
def marks() -> Mapping[str, Mark]:
    """All marks by name, in the order of the legend."""
    rows = tomllib.loads(files(__package__).joinpath("marks.toml").read_text("utf-8"))["mark"]
    return {row["name"]: Mark(**({"legend": True} | row)) for row in rows}


@cache
def looks() -> Mapping[str, Mark]:
    """How what is known of a year looks, by name: as a square of a strip, in the order of the legend."""
    rows = tomllib.loads(files(__package__).joinpath("looks.toml").read_text("utf-8"))["look"]
    return {row["name"]: Mark(**({"legend": True} | row)) for row in rows}


def marks_of(
    status: str, value: Decimal | int | None = None, quality: str | None = None, n: Decimal | int | None = None
) -> tuple[str, ...]:
    """The marks of a cell, none for a plain number.

    `status`: as in figure and report_panel_status, or a state of coverage where no report is held; `n`: the count
    that the value rests on, where it is drawn or is a rate.
    """
    if status in STATUS_MARKS:
        return (status,)
    if status != "number":
        return ("missing",)
    found = ["zero"] if value == 0 else []
    if quality == "reading_doubt":
        found.append("doubt")
    if quality == "source_conflict":
        found.append("conflict")
    if n is not None and n < SMALL and value != 0:
        found.append("small_n")
    return tuple(found)


def used(cells: Iterable[Sequence[str]]) -> tuple[Mark, ...]:
    """The marks among those of some cells, in the order of the legend."""
    there = {name for cell in cells for name in cell}
    return tuple(mark for name, mark in marks().items() if name in there)
