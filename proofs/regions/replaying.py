"""The events applied to the first list, as plainly as can be: a list is codes with names, an event takes and gives.

Nothing here knows the code that fills the database: the two files are read as files.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HISTORY = Path(__file__).parents[2] / "nianbao" / "domain" / "divisions" / "history"

State = dict[str, str]
Row = dict[str, str]


def first_list() -> State:
    """The list of 1 January 2008."""
    return dict(_first_list())


@cache
def _first_list() -> State:
    with (HISTORY / "regions_2008.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


@cache
def told_events() -> list[Row]:
    """The rows of `events.csv`, in the order of the file."""
    with (HISTORY / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def replayed(state: State, rows: list[Row]) -> Iterator[tuple[Row, list[str]]]:
    """Apply the events to the list, and say of each what of it does not fit or has no effect."""
    for row in rows:
        yield row, list(applied(state, row))


def applied(state: State, row: Row) -> Iterator[str]:
    """Apply one event; say what does not fit."""
    before, after = units(row["from"]), units(row["to"])
    yield from (f"{code}{name} is not there" for code, name in before.items() if state.get(code) != name)
    goes_on = row["type"] == "create" or is_of_parts(row, before, after)
    old = {code: state.get(code) for code in (*before, *after)}
    if not goes_on:
        for code in before:
            state.pop(code, None)
    if row["type"] == "abolish" or is_of_parts(row, before, after):
        yield from (f"{code}{name} is not there" for code, name in after.items() if state.get(code) != name)
        if row["type"] == "abolish" and any(code in state for code in before):
            yield "nothing ends"
        return
    yield from (f"{code}{name} is there already" for code, name in after.items() if code in state)
    state.update(after)
    # A merger and a split may leave a unit of the same code and name: the region is another all the same.
    if all(state.get(code) == name for code, name in old.items()) and row["type"] not in ("merge", "split"):
        yield "nothing changes"


def is_of_parts(row: Row, before: State, after: State) -> bool:
    """Whether only parts of areas go from units to others, and all units go on."""
    moved = len(before) == len(after) == 1 and list(before.values()) == list(after.values())
    return row["type"] == "transfer" and not moved


def units(field: str) -> State:
    """`310106静安区 310108闸北区` as code -> name."""
    return {part[:6]: part[6:] for part in field.split()}
