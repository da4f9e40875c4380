"""From the lines of an annex to its headers and rows, whether they came as a grid or as one cell a line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.document import Cell
from extractors.layout.annex_heads import Heads, heads_of, is_head
from extractors.layout.annex_labels import rows_named
from extractors.numbers import is_value
from extractors.rows import FigureLine
from nianbao.domain.forms import Grid, Table
from nianbao.domain.labels import compact, is_numbered, label_form

_ROW_NUMBER = re.compile(r"\d{1,3}")
_NEAR = 9  # rows may be missing, stand twice or in another order


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A label and the cells right of it under the heads in force; `heads` null where there was no header yet."""

    label: Cell
    cells: tuple[Cell, ...]
    heads: Heads | None


def annex_rows(table: Table, lines: Sequence[FigureLine], year: int | None) -> list[AnnexRow]:
    """Every labelled row in reading order, known to the form or not."""
    if not any(line.flattened for line in lines):
        return list(_from_grid(table.grids[0], lines, year))
    return list(_from_stream(table, [cell for line in lines for cell in line.cells], year))


def _from_grid(grid: Grid, lines: Sequence[FigureLine], year: int | None) -> Iterator[AnnexRow]:
    heads: Heads | None = None
    above: Heads | None = None  # of the line right above
    frame: set[str] = set()  # labels that framed the table once
    headed = any(heads_of(line.cells, grid, year) is not None for line in lines if line.cells)
    for line in lines:
        known = next((place for place in _labels(grid, line.cells) if rows_named(grid, line.cells[place].text)), None)
        found = heads_of(line.cells, grid, year) if known is None and line.cells else None
        if found is not None:
            above = heads = found.below(above) if above and not found.labelled else found
            continue
        above = None
        place = known if known is not None else _place_of_label(grid, line)
        if place is None:
            continue
        label = line.cells[place]
        if known is None and _is_frame(line, (headed and heads is None) or label.text in frame):
            frame.add(label.text)
        else:
            yield AnnexRow(label, line.cells[place + 1 :], heads)


def _is_frame(line: FigureLine, above_heads: bool) -> bool:
    """A title, 单位：件 or 填报日期：… round the table: no number behind it, and above the heads or with a colon."""
    if any(cell.text for cell in line.values):
        return False
    return above_heads or any(":" in compact(cell.text) and not is_numbered(cell.text) for cell in line.labels)


def _labels(grid: Grid, cells: Sequence[Cell]) -> Iterator[int]:
    """Places of the cells that may be labels, the rightmost first."""
    for place in range(len(cells) - 1, -1, -1):
        if cells[place].text and not _is_cell(grid, cells[place]):
            yield place


def _is_cell(grid: Grid, cell: Cell) -> bool:
    """A figure, a blank or a unit."""
    return is_value(cell.text) or label_form(cell.text) in grid.units


def _place_of_label(grid: Grid, line: FigureLine) -> int | None:
    """The label of a row that the form does not know: the last one ahead of its unit and its values."""
    labels = [cell for cell in line.labels if not _is_cell(grid, cell)]
    return line.cells.index(labels[-1]) if labels else None


def _from_stream(table: Table, cells: Sequence[Cell], year: int | None) -> Iterator[AnnexRow]:
    """Rows out of one cell a line: a label opens a row, and the number ahead of a label belongs to that label."""
    grid = table.grids[0]
    heads: Heads | None = None
    width = _width(grid, cells)
    place = 0
    while place < len(cells):
        if is_head(cells[place].text, grid, year) and (end := _end_of_header(table, cells, place)) > place:
            found = heads_of(cells[place:end], grid, year)
            if found and found.overhangs(width):
                found, end = heads_of(cells[place : end - 1], grid, year), end - 1
            heads = found or heads
            place = end
        elif _is_cell(grid, cells[place]):
            place += 1
        else:
            end = _end_of_row(grid, cells, place)
            codes = heads.codes if heads else 0
            kept = end - codes if codes and _numbers_the_next(cells, place, end) else end
            yield AnnexRow(cells[place], tuple(cells[place + 1 : kept]), heads)
            place = end


def _numbers_the_next(cells: Sequence[Cell], place: int, end: int) -> bool:
    """Whether the last cell of a row is the number of the one behind it: empty, or near the row's own number."""
    own, following = cells[place - 1].text.strip() if place else "", cells[end - 1].text.strip()
    if end == len(cells) or end - 1 == place:
        return False
    numbers = [text for text in (own, following) if text]
    if not all(_ROW_NUMBER.fullmatch(text) for text in numbers):
        return False
    return len(numbers) < 2 or abs(int(following) - int(own)) <= _NEAR


def _width(grid: Grid, cells: Sequence[Cell]) -> int:
    """How many cells most rows of the form have up to the next label: those right of their own and left of that."""
    known = [place for place, cell in enumerate(cells) if rows_named(grid, cell.text)]
    widths = Counter(_end_of_row(grid, cells, place) - place - 1 for place in known)
    return widths.most_common(1)[0][0] if widths else 0


def _end_of_header(table: Table, cells: Sequence[Cell], start: int) -> int:
    """Up to the first value, unit, numbered label, row or word of the form; all ahead of it is a head as well."""
    end = start
    while end < len(cells) and not _ends_header(table, cells[end]):
        end += 1
    return end


def _ends_header(table: Table, cell: Cell) -> bool:
    grid = table.grids[0]
    known = label_form(cell.text) in table.words or bool(rows_named(grid, cell.text))
    return known or _is_cell(grid, cell) or is_numbered(cell.text)


def _end_of_row(grid: Grid, cells: Sequence[Cell], start: int) -> int:
    end = start + 1
    while end < len(cells) and _is_cell(grid, cells[end]):
        end += 1
    return end
