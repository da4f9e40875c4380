"""Tables whose labels no form knows, between tables of a form: where each row is a table, a misspelt one is alone."""

from collections.abc import Sequence

from extractors.documents.document import Block, Table
from extractors.layout.segments import Segment, segments_of
from extractors.rows import FigureLine, figure_lines

_DISTINCT = 7  # values a row, as in table 3: one neighbour is enough; fewer are found in any table


def segments_in(blocks: Sequence[Block]) -> list[list[Segment]]:
    """The segments of each block, none for a paragraph; a table like those beside it belongs with them."""
    found = [segments_of(block) if isinstance(block, Table) else [] for block in blocks]
    tables = [(place, block) for place, block in enumerate(blocks) if isinstance(block, Table)]
    for number, (place, table) in enumerate(tables):
        if not found[place]:
            before = found[tables[number - 1][0]][-1:] if number else []
            behind = found[tables[number + 1][0]][:1] if number + 1 < len(tables) else []
            found[place] = _adopted(table, before, behind)
    return found


def _adopted(table: Table, before: list[Segment], behind: list[Segment]) -> list[Segment]:
    lines = figure_lines(table)
    for beside in (*before, *behind):
        both = bool(before and behind) and before[0].kind == behind[0].kind
        wide = {len(line.values) for line in beside.lines if line.labels and line.values}
        if any(_is_like(line, wide, both) for line in lines):
            return [Segment(beside.kind, tuple(lines), table.heading)]
    return []


def _is_like(line: FigureLine, wide: set[int], both: bool) -> bool:
    """A labelled row with print in it, as wide as a row of the neighbour; less wide ones need two neighbours."""
    alike = bool(line.labels) and len(line.values) in wide and any(cell.text for cell in line.values)
    return alike and (both or len(line.values) == _DISTINCT)
