"""Which row of an annex a label names: by its text, by the unit printed in it, by the group it stands in."""

import re
from collections.abc import Iterable

from nianbao.domain.forms import Grid, Line
from nianbao.domain.labels import compact, label_form

_UNIT_BEHIND = re.compile(r"\((?:单位:?)?(?P<unit>[^()]{1,3})\)$")


def rows_named(grid: Grid, text: str) -> tuple[Line, ...]:
    """The rows of that label; several where groups repeat it, none where the form does not know it."""
    rows = grid.rows_by_name.get(label_form(text), ())
    return rows or grid.rows_by_name.get(label_form(_split(grid, text)[0]), ())


def unit_in_label(grid: Grid, text: str) -> str | None:
    """The unit in brackets at the end of a label."""
    return None if label_form(text) in grid.rows_by_name else _split(grid, text)[1]


def without_unit(text: str) -> str:
    """A label in compatibility form without what may be a unit in brackets at its end."""
    return _UNIT_BEHIND.sub("", compact(text))


def _split(grid: Grid, text: str) -> tuple[str, str | None]:
    packed = compact(text)
    behind = _UNIT_BEHIND.search(packed)
    if behind is None or behind["unit"] not in grid.units:
        return packed, None
    return packed[: behind.start()], behind["unit"]


class Groups:
    """The group that the row at hand stands in, followed from row to row. `there`: keys of the rows of the table."""

    def __init__(self, grid: Grid, there: Iterable[str]) -> None:
        self._owners = frozenset(row.under for row in grid.rows if row.under)
        self._there = frozenset(there)
        self._current: str | None = None

    def settle(self, rows: tuple[Line, ...]) -> Line | None:
        """The one row meant; null where the group is lost. With no rows the group is left.

        Rows that share a label are told apart only while every group that has one is opened by its own row: where
        one is lost, its rows may stand in another's.
        """
        match rows:
            case ():
                self._current = None
                return None
            case (row,):
                self._enter(row)
                return row
            case _:
                opened = all(row.under in self._there for row in rows)
                return next((row for row in rows if opened and row.under == self._current), None)

    def _enter(self, row: Line) -> None:
        if row.key in self._owners:
            self._current = row.key
        elif row.under != self._current:
            self._current = None
