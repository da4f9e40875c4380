"""The places of recognised cells, led back from the straight page to the page or picture as it came."""

from collections.abc import Callable
from dataclasses import replace

from extractors.documents.document import Block, Row, Table
from extractors.documents.pdf_geometry import Box
from nianbao.domain.report import PageBox, Where


def placed(block: Block, way: Callable[[int, Box], Box]) -> Block:
    """The block with its cells' boxes where `way` (page, box) leads them."""
    if not isinstance(block, Table):
        return block

    def at(where: Where) -> Where:
        return PageBox(where.page, way(where.page, where.box)) if isinstance(where, PageBox) else where

    rows = tuple(Row(tuple(replace(cell, where=at(cell.where)) for cell in row.cells)) for row in block.rows)
    return replace(block, rows=rows)
