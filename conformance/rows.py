"""Rows taken out of tables, put in and exchanged, with the reach of the group cells kept right."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from conformance.draft import row_of
from sample.tables import Role, Row, Table


def key_of(row: Row) -> str:
    """The row's key by its first figure; empty for rows without."""
    return next((row_of(cell.text) for cell in row if cell.role is Role.FIGURE), "")


def labelled(table: Table) -> tuple[int, ...]:
    """Places of rows with a label and figures."""
    return tuple(place for place, row in enumerate(table) if key_of(row) and any(c.role is Role.LABEL for c in row))


def simple(table: Table) -> tuple[int, ...]:
    """Those that open no group."""
    return tuple(place for place in labelled(table) if all(cell.role is not Role.GROUP for cell in table[place]))


def without_row(table: Table, place: int) -> Table:
    """The table less one row; a group that it opens is opened by the next."""
    moved = tuple(
        replace(cell, rows=cell.rows - 1) for cell in table[place] if cell.role is Role.GROUP and cell.rows > 1
    )
    rows = [_reaching(row, number, place, -1) for number, row in enumerate(table)]
    if moved:
        rows[place + 1] = (*moved, *rows[place + 1])
    del rows[place]
    return tuple(rows)


def with_row(table: Table, place: int, new: Row) -> Table:
    """The table with a row behind the one at `place`, in the same groups."""
    rows = [_reaching(row, number, place, 1) for number, row in enumerate(table)]
    rows.insert(place + 1, new)
    return tuple(rows)


def exchanged(table: Table, first: int, second: int) -> Table:
    """The table with two simple rows in each other's place."""
    rows = list(table)
    rows[first], rows[second] = rows[second], rows[first]
    return tuple(rows)


def with_cells(table: Table, place: int, cells: Row) -> Table:
    """The table with another row at `place`."""
    return (*table[:place], cells, *table[place + 1 :])


def label_and_figures(row: Row) -> Row:
    """The row without the groups that it opens."""
    return tuple(cell for cell in row if cell.role is not Role.GROUP)


def _reaching(row: Row, number: int, place: int, by: int) -> Row:
    """Row `number` with its groups reaching `by` rows further, where they reach over the row at `place`."""
    return tuple(
        replace(cell, rows=cell.rows + by)
        if cell.role is Role.GROUP and cell.rows > 1 and number <= place < number + cell.rows
        else cell
        for cell in row
    )


def pairs(table: Table) -> Iterator[tuple[int, int]]:
    """Neighbouring simple rows with the same shape."""
    places = simple(table)
    for first, second in itertools.pairwise(places):
        if second == first + 1 and shape(table[first]) == shape(table[second]):
            yield first, second


def shape(row: Row) -> tuple[tuple[Role, int, int], ...]:
    """Roles and reach of a row's cells."""
    return tuple((cell.role, cell.columns, cell.rows) for cell in row)
