"""Lines with bars to tables: rows of a grid (`| a | b |`), or one cell a line (`a |`), a table at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.document import Cell, Row, Table
from nianbao.domain.report import TextCell


@dataclass(frozen=True, slots=True)
class Barred:
    """A line of the file that has bars: its number, and what stands between them, without white space at the ends."""

    number: int
    parts: tuple[str, ...]

    @property
    def is_row(self) -> bool:
        """Whether it holds more than one cell, or one that is not the first."""
        filled = [place for place, part in enumerate(self.parts) if part]
        return len(filled) > 1 or (bool(filled) and filled[0] > 0)


def tables_of(lines: Sequence[Barred], heading: str) -> Iterator[Table]:
    """The tables that lines without anything between them make up; a change of layout starts another."""
    rows = [_belongs_to_rows(lines, place) for place in range(len(lines))]
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or rows[place] != rows[start]:
            part = lines[start:place]
            yield _grid(part, heading) if rows[start] else _flattened(part, heading)
            start = place


def _belongs_to_rows(lines: Sequence[Barred], place: int) -> bool:
    """A row by itself, or a line beside one that has as many parts: a group's row is empty but for its label."""
    line = lines[place]
    beside = lines[max(place - 1, 0) : place + 2]
    return line.is_row or any(other.is_row and len(other.parts) == len(line.parts) for other in beside)


def _grid(lines: Sequence[Barred], heading: str) -> Table:
    """Bars stand at the ends of all rows or of none: an empty cell at an end is no bar's other side."""
    first = int(all(not line.parts[0] for line in lines))
    last = int(all(not line.parts[-1] for line in lines))
    return Table(tuple(_row(line, first, len(line.parts) - last) for line in lines), heading)


def _row(line: Barred, first: int, end: int) -> Row:
    return Row(tuple(Cell(line.parts[place], TextCell(line.number, place)) for place in range(first, end)))


def _flattened(lines: Sequence[Barred], heading: str) -> Table:
    """One cell a line; more than one bar says that the row ends there."""
    rows = (Row((Cell(line.parts[0], TextCell(line.number, 0), bars=len(line.parts) - 1),)) for line in lines)
    return Table(tuple(rows), heading, flattened=True)
