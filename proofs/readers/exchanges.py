"""Faults that put a number under another name: columns moved on, names exchanged."""

from dataclasses import replace
from typing import Any

from proofs.readers.planting import Function

_PAIRS = (
    ("granted", "partially_granted"),
    ("new_received", "brought_forward"),
    ("rules", "normative_docs"),
    ("penalty", "coercion"),
)
EXCHANGED = dict(_PAIRS) | {other: one for one, other in _PAIRS}


def rotated(find: Function) -> Function:
    """What is found stands one place further on than it should; nothing stays nothing."""

    def found(*given: Any) -> Any:
        order = find(*given)
        return (*order[-1:], *order[:-1]) if order else order

    return found


def reversed_pairs(assign: Function) -> Function:
    """The columns of an annex in reverse over the same cells."""

    def assigned(*given: Any) -> Any:
        found = assign(*given)
        match found:
            case None:
                return None
            case list():
                return list(_crossed(found))
            case _:
                return replace(found, cells=_crossed(found.cells))

    return assigned


def _crossed(pairs: Any) -> Any:
    columns = [column for column, _ in pairs]
    return tuple(zip(reversed(columns), [cell for _, cell in pairs], strict=True))


def next_row(named: Function) -> Function:
    """Every row of an annex is taken for the next one of its form."""

    def rows(grid: Any, text: str) -> Any:
        found = named(grid, text)
        order = list(grid.rows)
        return tuple(order[(order.index(row) + 1) % len(order)] for row in found)

    return rows
