"""A report before it is printed: paragraphs and tables in reading order."""

from dataclasses import dataclass

from sample.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class Paper:
    """`blocks`: a paragraph is a string; a table is rows of cells that reach over columns and rows."""

    title: tuple[str, ...]
    blocks: tuple[str | Table, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its place in the grid, from 0."""

    cell: Cell
    row: int
    column: int


def placed(table: Table) -> tuple[Placed, ...]:
    """Each cell where it begins, past the cells that reach in from above."""
    taken: set[tuple[int, int]] = set()
    found: list[Placed] = []
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            found.append(Placed(cell, row, column))
            taken.update((row + down, column + on) for down in range(cell.rows) for on in range(cell.columns))
            column += cell.columns
    return tuple(found)


def width_of(table: Table) -> int:
    """How many columns the grid has."""
    return max(place.column + place.cell.columns for place in placed(table))
