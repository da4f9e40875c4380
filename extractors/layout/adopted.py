"""Tables whose labels no form knows, between tables of a form: where each row is a table, a misspelt one is alone."""

from collections.abc import Sequence
from functools import cache

from extractors.documents.document import Block, Table
from extractors.layout.segments import Segment, segments_of
from extractors.rows import FigureLine, figure_lines
from nianbao.domain.forms import forms
from nianbao.domain.labels import label_form

_DISTINCT = 7  # values a row, as in table 3: one neighbour is enough; fewer are found in any table


def segments_in(blocks: Sequence[Block]) -> list[list[Segment]]:
    """The segments of each block, none for a paragraph; a table like those beside it belongs with them."""
    found = [segments_of(block) if isinstance(block, Table) else [] for block in blocks]
    tables = [
        (place, block)
        for place, block in enumerate(blocks)
        if isinstance(block, Table) and (found[place] or _holds_values(block))
    ]
    for number, (place, table) in enumerate(tables):
        if not found[place]:
            before = found[tables[number - 1][0]][-1:] if number else []
            behind = found[tables[number + 1][0]][:1] if number + 1 < len(tables) else []
            found[place] = _adopted(table, before, behind)
    return found


def _holds_values(table: Table) -> bool:
    """Whether anything but a caption stands in it."""
    return any(cell.text for line in figure_lines(table) for cell in line.values)


def _adopted(table: Table, before: list[Segment], behind: list[Segment]) -> list[Segment]:
    lines = figure_lines(table)
    for beside in (*before, *behind):
        both = bool(before and behind) and before[0].kind == behind[0].kind
        wide = {len(line.values) for line in beside.lines if line.labels and line.values}
        if any(_is_like(line, wide, both) for line in lines) or _is_headed(lines, beside.kind):
            return [Segment(beside.kind, tuple(lines), table.heading)]
    return []


def _is_headed(lines: Sequence[FigureLine], kind: str) -> bool:
    """Whether a block of table 2 or 3 heads the columns: all of its heads in one line, and a labelled row below."""
    for place, line in enumerate(lines):
        names = {label_form(cell.text) for cell in line.labels}
        if any(heads <= names for heads in _heads(kind)):
            return any(below.labels and any(cell.text for cell in below.values) for below in lines[place + 1 :])
    return False


@cache
def _heads(kind: str) -> frozenset[frozenset[str]]:
    """The heads of every block of table 2 or 3, in any form. Those of an annex, a year or 累计, head any table."""
    grids = [grid for form in forms().values() if kind in form.tables for grid in form.tables[kind].grids]
    return frozenset(frozenset(label_form(column.label) for column in grid.columns) for grid in grids if kind[0] == "t")


def _is_like(line: FigureLine, wide: set[int], both: bool) -> bool:
    """A labelled row with print in it, as wide as a row of the neighbour; less wide ones need two neighbours."""
    alike = bool(line.labels) and len(line.values) in wide and any(cell.text for cell in line.values)
    return alike and (both or len(line.values) == _DISTINCT)
