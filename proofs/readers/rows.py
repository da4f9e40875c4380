"""Faults that tear rows from their labels: rows exchanged, dropped, read one line too low."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from proofs.readers.planting import Function


def first_two_exchanged(cells: str, is_row: Callable[[Any], bool]) -> Callable[[Function], Function]:
    """The cells (attribute `cells`) of the first two neighbouring rows that differ change places."""

    def change(rows: list[Any]) -> list[Any]:
        for place, (one, other) in enumerate(pairwise(rows)):
            if is_row(one) and is_row(other) and _alike(getattr(one, cells), getattr(other, cells)):
                changed = [_with(one, cells, getattr(other, cells)), _with(other, cells, getattr(one, cells))]
                return [*rows[:place], *changed, *rows[place + 2 :]]
        return rows

    return _on_rows(change)


def one_row_low(cells: str, is_row: Callable[[Any], bool]) -> Callable[[Function], Function]:
    """Every label has the cells of the row below it, where that has as many."""

    def change(rows: list[Any]) -> list[Any]:
        moved = [
            _with(one, cells, getattr(below, cells))
            if is_row(one) and is_row(below) and len(getattr(one, cells)) == len(getattr(below, cells))
            else one
            for one, below in pairwise(rows)
        ]
        return moved + rows[-1:]

    return _on_rows(change)


def dropped(place: int, is_row: Callable[[Any], bool]) -> Callable[[Function], Function]:
    """One of the rows is not there: the first (0) or the last (-1)."""

    def change(rows: list[Any]) -> list[Any]:
        places = [number for number, row in enumerate(rows) if is_row(row)]
        return [row for number, row in enumerate(rows) if not places or number != places[place]]

    return _on_rows(change)


def _on_rows(change: Callable[[list[Any]], list[Any]]) -> Callable[[Function], Function]:
    return lambda find: lambda given: change(list(find(given)))


def _alike(one: Sequence[Any], other: Sequence[Any]) -> bool:
    """As many cells, with other print."""
    return len(one) == len(other) and [cell.text for cell in one] != [cell.text for cell in other]


def _with(row: Any, name: str, cells: Iterable[Any]) -> Any:
    return replace(row, **{name: type(getattr(row, name))(cells)})
