"""Layouts of table 4: fifteen columns in one row, or a table for each block."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conformance.layouts.blocks import Block, Layout, each_table, split_tables
from sample.table_traps import cut_headers
from sample.tables import BLOCKS, OUTCOMES, Cell, Role, Table


def _a_table_a_block(table: Table) -> Sequence[Block]:
    """Three tables of five columns, each under the name of its block."""
    heads = tuple(Cell(text, Role.HEAD) for text in OUTCOMES.values())
    width = len(OUTCOMES)
    blocks: list[Block] = []
    for number, name in enumerate(BLOCKS.values()):
        blocks += [name, (heads, table[-1][number * width : (number + 1) * width])]
    return blocks


def _caption(table: Table) -> Table:
    """The unit stands in a row of its own above the heads."""
    return ((Cell("单位：件", Role.HEAD, 15),), *table)


def _even_heads(table: Table) -> Table:
    """The outcomes are printed in the third row for all three blocks; above the first stands an empty cell."""
    first, second, third, *rest = table
    above = (Cell("", Role.HEAD, 5), *(cell for cell in second if cell.columns > 1))
    heads = tuple(replace(cell, rows=1) for cell in second if cell.columns == 1)
    return (first, above, (*heads, *third), *rest)


OUTCOME_TABLE: Mapping[str, Layout] = {
    "cut_headers": each_table(cut_headers),
    "a_table_a_block": split_tables(_a_table_a_block),
    "unit_row": each_table(_caption),
    "even_heads": each_table(_even_heads),
}
