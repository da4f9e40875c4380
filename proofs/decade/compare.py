"""The database against the ledger: series, frame, as-of answers, changes, faults; what differs is listed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from proofs.decade import held
from proofs.decade.world import DecadeWorld
from simulator.decade.history import Cells

MOST = 12  # of what differs, so many are listed


def compared(world: DecadeWorld) -> dict[str, Any]:
    """Everything that is compared, each with counts and what differs."""
    decade, numbers = world.decade, held.Numbers(world.decade)
    seen = decade.seen()
    with world.engine.connect() as connection:
        # Answers are the same; over all reports at once they come sooner this way (as in `refresh_views`).
        connection.exec_driver_sql("SET enable_nestloop = off")
        best = {which: cells for which, cells in decade.best().items() if which in seen}
        told = {
            "series": differences(best, held.figures(connection, numbers)),
            "frame": sets(decade.frame(), held.frame(connection)),
            "as_of": {day.isoformat(): as_of(world, numbers, connection, day) for day in decade.look_days()},
            "changes": sets(expected_changes(world), held.changes(connection, numbers)),
        }
    return {**told, "faults": sets(decade.faults(), held.findings(world, numbers))}


def as_of(world: DecadeWorld, numbers: held.Numbers, connection: Any, day: date) -> dict[str, Any]:
    """What stood on the day after a look."""
    seen = world.decade.seen()
    ledger = {which: cells for which, cells in world.decade.on(day).items() if which in seen}
    return differences(ledger, held.figures(connection, numbers, day + timedelta(days=1)))


def expected_changes(world: DecadeWorld) -> Iterable[tuple[int, int, str, Any, Any, str]]:
    """Every silent edit is one change by the source; a blank has no value."""
    for edit in world.decade.edits:
        yield edit.number, edit.year, edit.key, number_of(edit.before), number_of(edit.after), "source"


def number_of(printed: str) -> int | None:
    """A printed cell as a number; null where nothing is printed."""
    return int(printed) if printed else None


def differences(
    ledger: Mapping[tuple[int, int], Cells], found: Mapping[tuple[int, int], Mapping[str, str]]
) -> dict[str, Any]:
    """Reports and cells that are not as the ledger has them."""
    cells = {(*which, key): text for which, cells in ledger.items() for key, text in cells.items()}
    held_cells = {(*which, key): text for which, printed in found.items() for key, text in printed.items()}
    wrong = [
        [*place, cells.get(place), held_cells.get(place)]
        for place in cells.keys() | held_cells.keys()
        if cells.get(place) != held_cells.get(place)
    ]
    return {"reports": len(ledger), "cells": len(cells), "wrong": len(wrong), "listed": sorted(map(str, wrong))[:MOST]}


def sets(ledger: Iterable[Any], found: Iterable[Any]) -> dict[str, Any]:
    """What the ledger has and what was found, and the difference both ways."""
    expected, got = set(ledger), set(found)
    missing, beyond = sorted(map(str, expected - got)), sorted(map(str, got - expected))
    return {
        "expected": len(expected),
        "missing": len(missing),
        "beyond": len(beyond),
        "listed": [*missing[:MOST], "—", *beyond[:MOST]] if missing or beyond else [],
    }
