"""A document of another format (Word, Excel) as paragraphs and plain tables, with one cell marked."""

from collections.abc import Collection

from lxml import etree

from extractors.documents.document import Block, Document, Row, Table
from nianbao.domain.report import TableCell, Where
from nianbao.explorer.cell_page_build import Element, add_text, ask, masked


def page_of_document(document: Document, asked: Where, raw: str, figures: Collection[Where]) -> Element | None:
    """What the reader has of the document, with the cell marked; null where it has no such cell."""
    for blocks in (document.blocks, document.behind):
        page = _Page(asked, raw, figures)
        for block in blocks:
            page.add(block)
        if page.found:
            return masked(page.main, page.cells)
    return None


class _Page:
    def __init__(self, asked: Where, raw: str, figures: Collection[Where]) -> None:
        self.main = etree.Element("main")
        self.cells: list[Element] = []
        self.found = False
        self._asked, self._raw, self._figures = asked, raw, frozenset(figures)

    def add(self, block: Block) -> None:
        """One paragraph or table."""
        if not isinstance(block, Table):
            paragraph = etree.SubElement(self.main, "p")
            add_text(paragraph, block.text)
            self._note(paragraph, block.where)
            return
        table = etree.SubElement(self.main, "table")
        for row in block.rows:
            self._row(etree.SubElement(table, "tr"), row)

    def _row(self, line: Element, row: Row) -> None:
        column = 0
        for cell in row.cells:
            if isinstance(cell.where, TableCell):
                for _ in range(column, cell.where.column):
                    etree.SubElement(line, "td").set("class", "gap")
                column = cell.where.column + 1
            made = etree.SubElement(line, "td")
            add_text(made, cell.text)
            self._note(made, cell.where)

    def _note(self, element: Element, where: Where | None) -> None:
        if where is None:
            return
        if where in self._figures:
            self.cells.append(element)
        if where == self._asked and not self.found:
            self.found = True
            ask(element, self._raw)
