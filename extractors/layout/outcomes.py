"""Table 4 on its form: three blocks of five outcomes side by side, or a small table a block. No labels of rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.documents.document import Cell
from extractors.layout.laid import Laid, figure_of, unreadable_row
from extractors.layout.segments import Segment
from extractors.rows import FigureLine
from nianbao.domain.forms import Line, Table
from nianbao.domain.labels import label_form


@dataclass(frozen=True, slots=True)
class _Values:
    """A line of values with the blocks and outcomes that its headers name; null where they contradict the form."""

    blocks: tuple[Line, ...]
    outcomes: tuple[Line, ...] | None
    cells: tuple[Cell, ...]


def lay_outcomes(table: Table, segments: Sequence[Segment]) -> Laid:
    """All segments of table 4. A block keeps its figures only if its cells match its outcomes."""
    laid = Laid(table.name)
    seen: dict[str, tuple[str, ...]] = {}
    for values in _values(table, segments):
        raw = tuple(cell.text for cell in values.cells)
        if all(seen.get(block.key) == raw for block in values.blocks):
            continue
        repeated = [block for block in values.blocks if block.key in seen]
        if repeated:
            _withdraw(laid, table, repeated, values.cells)
            continue
        seen.update({block.key: raw for block in values.blocks})
        _lay(laid, table, values)
    for block in table.grids[0].rows:
        if block.key not in seen:
            laid.report("ROW.MISSING", [f"t4.{block.key}"], f"the block {block.label!r} of the form is not there")
    return laid


def _values(table: Table, segments: Sequence[Segment]) -> Iterator[_Values]:
    """Each line that holds values, under the headers ahead of it in its segment."""
    for segment in segments:
        heads: list[str] = []
        for line in segment.lines:
            heads += [label_form(cell.text) for cell in line.labels]
            if _is_row(table, line):
                blocks = _blocks(table, heads, segment.heading, len(line.values))
                yield _Values(blocks, _outcomes(table, heads, len(blocks)), line.values)


def _is_row(table: Table, line: FigureLine) -> bool:
    """A line with something printed in it, or as many empty cells as a block or the whole table has."""
    width = len(table.grids[0].columns)
    full = len(line.values) in (width, width * len(table.grids[0].rows)) and not line.labels
    return full or any(cell.text for cell in line.values)


def _blocks(table: Table, heads: Sequence[str], heading: str, cells: int) -> tuple[Line, ...]:
    """All blocks for a wide line; for one of five cells the block that its headers, or the heading, name."""
    grid = table.grids[0]
    if cells != len(grid.columns):
        return grid.rows
    for text in (*reversed(heads), label_form(heading)):
        # longest label first: 行政诉讼（复议后起诉） also speaks of 复议
        for block in sorted(grid.rows, key=lambda row: -len(row.label)):
            if label_form(block.label) in text:
                return (block,)
    return grid.rows


def _outcomes(table: Table, heads: Sequence[str], blocks: int) -> tuple[Line, ...] | None:
    """The outcome of each cell. Headers may be cut (结果, 其他, 尚未): then they only confirm the form's order."""
    columns = table.grids[0].columns
    named = [head for head in heads if any(_may_be(head, column) for column in columns)]
    expected = columns * blocks
    if all(_may_be(head, column) for head, column in zip(named, expected, strict=False)):
        return expected
    by_label = {label_form(column.label): column for column in columns}
    found = tuple(by_label[head] for head in named if head in by_label)
    groups = [found[i : i + len(columns)] for i in range(0, len(found), len(columns))]
    complete = len(found) == len(expected) and all(set(group) == set(columns) for group in groups)
    return found if complete else None


def _may_be(head: str, column: Line) -> bool:
    return len(head) >= 2 and label_form(column.label).startswith(head)


def _lay(laid: Laid, table: Table, values: _Values) -> None:
    outcomes = values.outcomes
    unit = table.grids[0].unit
    laid.found += [block.key for block in values.blocks]
    if outcomes is None or len(outcomes) != len(values.cells):
        _unreadable(laid, table, values.blocks, values.cells)
        expected = len(table.grids[0].columns) * len(values.blocks)
        said = f"{len(values.cells)} cells under {expected} columns, or headers in no order the form knows"
        laid.report("ROW.CELLS", [f"t4.{block.key}" for block in values.blocks], f"{said}; none of them is assigned")
        return
    width = len(table.grids[0].columns)
    for place, (outcome, cell) in enumerate(zip(outcomes, values.cells, strict=True)):
        laid.figures.append(figure_of("t4", values.blocks[place // width], outcome, cell, unit))


def _withdraw(laid: Laid, table: Table, blocks: Sequence[Line], cells: tuple[Cell, ...]) -> None:
    keys = [f"t4.{block.key}" for block in blocks]
    laid.figures = [f for f in laid.figures if not any(f.key.startswith(f"{key}.") for key in keys)]
    _unreadable(laid, table, blocks, cells)
    laid.report("ROW.TWICE", keys, "the block stands twice with different cells; none of them is assigned")


def _unreadable(laid: Laid, table: Table, blocks: Sequence[Line], cells: tuple[Cell, ...]) -> None:
    grid = table.grids[0]
    for block in blocks:
        laid.figures += unreadable_row("t4", block, grid.columns, cells, cells[0], grid.unit, None)
