"""A paper as a Word document."""

import io

from docx import Document
from docx.table import Table as Grid

from conformance.papers.paper import Paper, placed, width_of
from sample.tables import Table


def print_docx(paper: Paper) -> bytes:
    """The paper as a DOCX file; cells that reach over others are merged as Word merges them."""
    document = Document()
    for block in (*paper.title, *paper.blocks):
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _fill(document.add_table(len(block), width_of(block)), block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _fill(grid: Grid, table: Table) -> None:
    for place in placed(table):
        last = grid.cell(place.row + place.cell.rows - 1, place.column + place.cell.columns - 1)
        grid.cell(place.row, place.column).merge(last).text = place.cell.text
