"""A paper as a Word document."""

import io

from docx import Document
from docx.table import Table as Grid

from conformance.papers.paper import Paper, placed, width_of
from sample.tables import Table


def print_docx(paper: Paper, style: str | None = None) -> bytes:
    """The paper as a DOCX file; cells that reach over others are merged as Word merges them.

    `style`: of its tables; without one they have no rules, `Table Grid` rules every cell.
    """
    document = Document()
    for block in (*paper.title, *paper.blocks):
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            _fill(document.add_table(len(block), width_of(block), style), block)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _fill(grid: Grid, table: Table) -> None:
    # Taken once, ahead of all merging: the library counts the whole table again for every cell it is asked for.
    cells = [row.cells for row in grid.rows]
    for place in placed(table):
        first = cells[place.row][place.column]
        last = cells[place.row + place.cell.rows - 1][place.column + place.cell.columns - 1]
        (first.merge(last) if first is not last else first).text = place.cell.text
