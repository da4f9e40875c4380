"""Layouts of table 2: one table or one a block, captions in it or outside."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conformance.layouts.blocks import Block, Layout, each_cell, each_table, reworded, split_tables
from sample.table_traps import shifting_colspans, wide_caption
from sample.tables import Cell, Role, Row, Table


def _blocks(table: Table) -> list[list[Row]]:
    """The rows of each block, its caption first."""
    found: list[list[Row]] = []
    for row in table:
        if row[0].role is Role.CAPTION:
            found.append([])
        found[-1].append(row)
    return found


def _stacked(table: Table) -> Sequence[Block]:
    return tuple(tuple(rows) for rows in _blocks(table))


def _captions_outside(table: Table) -> Sequence[Block]:
    blocks: list[Block] = []
    for caption, *rows in _blocks(table):
        blocks += [caption[0].text, tuple(rows)]
    return blocks


def _even(cell: Cell) -> Cell:
    """No cell reaches over two columns."""
    return replace(cell, columns=1) if cell.role is not Role.CAPTION else cell


def _empty_row_between(table: Table) -> Table:
    """An empty row ahead of each caption, as offices leave them between blocks."""
    rows: list[Row] = []
    for row in table:
        if row[0].role is Role.CAPTION and rows:
            rows.append((Cell("", Role.HEAD, row[0].columns),))
        rows.append(row)
    return tuple(rows)


def _caption_beside(table: Table) -> Table:
    """The caption stands left of its block, merged over its rows."""
    rows: list[Row] = []
    for caption, *block in _blocks(table):
        first, *rest = block
        rows += [(Cell(caption[0].text, Role.CAPTION, 1, len(block)), *first), *rest]
    return tuple(rows)


PROACTIVE: Mapping[str, Layout] = {
    "stacked": split_tables(_stacked),
    "captions_outside": split_tables(_captions_outside),
    "wide_caption": each_table(wide_caption),
    "shifting_colspans": each_table(shifting_colspans),
    "even": each_cell(_even),
    "empty_rows": each_table(_empty_row_between),
    "caption_beside": each_table(_caption_beside),
    "repealed_or_void": reworded({"本年废止件数": "本年废止或失效件数"}),
    "short_heads": reworded({"现行有效件数": "现行有效件", "行政规范性文件": "规范性文件"}),
    "half_width_captions": each_cell(
        lambda cell: replace(cell, text=cell.text.replace("（", "(").replace("）", ")").replace("条第", "条  第"))
    ),
}
