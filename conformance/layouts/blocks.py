"""A table of the form as blocks in reading order: a paragraph is a string, a table rows of cells."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from sample.tables import Cell, Table

Block = str | Table
Layout = Callable[[Sequence[Block]], tuple[Block, ...]]


def each_table(change: Callable[[Table], Table]) -> Layout:
    """A layout that changes every table on its own and leaves paragraphs as they are."""

    def layout(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(block if isinstance(block, str) else change(block) for block in blocks)

    return layout


def split_tables(split: Callable[[Table], Sequence[Block]]) -> Layout:
    """A layout that makes several blocks of every table."""

    def layout(blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(part for block in blocks for part in ((block,) if isinstance(block, str) else tuple(split(block))))

    return layout


def each_cell(change: Callable[[Cell], Cell]) -> Layout:
    """A layout that changes cells one by one."""
    return each_table(lambda table: tuple(tuple(change(cell) for cell in row) for row in table))


def reworded(words: dict[str, str]) -> Layout:
    """A layout that prints other words."""
    return each_cell(lambda cell: replace(cell, text=words.get(cell.text, cell.text)))
