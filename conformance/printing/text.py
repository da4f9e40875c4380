"""An article as plain text or Markdown: tables as rows of bars, or flattened to one cell a line."""

from collections.abc import Callable, Iterator, Mapping

from conformance.article import Article, Part
from conformance.papers.paper import Placed, placed, width_of
from sample.tables import Row, Table


def _grid(table: Table) -> list[list[str]]:
    """The text of each cell where it begins; what a cell reaches over is empty. A row ends with its last cell."""
    return _laid(table, lambda row, column, place: (row, column) == (place.row, place.column))


def _repeated(table: Table) -> list[list[str]]:
    """The text of each cell in every place that it reaches over, as one program writes merged cells."""
    return _laid(table, lambda row, column, place: True)


def _laid(table: Table, shows: Callable[[int, int, Placed], bool]) -> list[list[str]]:
    rows: list[dict[int, str]] = [{} for _ in table]
    for place in placed(table):
        for row in range(place.row, min(place.row + place.cell.rows, len(rows))):
            for column in range(place.column, place.column + place.cell.columns):
                rows[row][column] = place.cell.text if shows(row, column, place) else ""
    return [[row.get(column, "") for column in range(max(row, default=-1) + 1)] for row in rows]


def _row_lines(table: Table) -> Iterator[str]:
    """| a | b |"""
    yield from (f"| {' | '.join(row)} |" for row in _grid(table))


def _ruled_lines(table: Table) -> Iterator[str]:
    """Markdown: the first row is ruled off."""
    first, *rest = _row_lines(table)
    yield from (first, "|" + "---|" * width_of(table), *rest)


def _ruled_repeated(table: Table) -> Iterator[str]:
    first, *rest = (f"|{'|'.join(row)}|" for row in _repeated(table))
    yield from (first, "|" + ":---:|" * width_of(table), *rest)


def _aligned_lines(table: Table) -> Iterator[str]:
    """Markdown with its columns padded to the same width and an aligned rule."""
    grid = _grid(table)
    widths = [max(len(row[column]) for row in grid if column < len(row)) for column in range(width_of(table))]
    lines = [f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=False))} |" for row in grid]
    yield from (lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:])


def _open_lines(table: Table) -> Iterator[str]:
    """a | b, without bars at the ends."""
    yield from (" | ".join(row) for row in _grid(table))


def _flattened(table: Table) -> Iterator[str]:
    """One cell a line, as many bars a row as columns, those left over behind its last cell; behind the table none."""
    width = width_of(table)
    *rows, last = table
    yield from (line for row in rows for line in _flat_row(row, bars=max(width - len(row) + 1, 1)))
    yield from _flat_row(last, bars=1)


def _flattened_bare(table: Table) -> Iterator[str]:
    """One cell a line, and nothing says where a row ends."""
    yield from (line for row in table for line in _flat_row(row, bars=1))


def _flat_row(row: Row, bars: int) -> Iterator[str]:
    *cells, last = row
    yield from (f"{cell.text} |" for cell in cells)
    yield f"{last.text} {'|' * bars}"


Lines = Callable[[Table], Iterator[str]]
MANNERS: Mapping[str, Lines] = {
    "rows": _row_lines,
    "open_rows": _open_lines,
    "flattened": _flattened,
    "flattened_bare": _flattened_bare,
    "ruled": _ruled_lines,
    "ruled_repeated": _ruled_repeated,
    "aligned": _aligned_lines,
}


def print_text(article: Article, manner: str, marked: bool) -> str:
    """The file's text; `marked`: with the marks of Markdown."""
    lines = [f"# {article.title}" if marked else article.title, ""]
    for part in article.parts:
        lines += _part(part, MANNERS[manner], marked)
    return "\n".join(lines) + "\n"


def _part(part: Part, manner: Lines, marked: bool) -> Iterator[str]:
    if part.heading:
        yield from (f"## {part.heading}" if marked else part.heading, "")
    for block in part.blocks:
        if isinstance(block, str):
            yield from (block, "")
        else:
            yield from (*manner(block), "")
