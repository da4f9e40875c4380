"""A Word document (Office Open XML) to a Document."""

from collections.abc import Iterator

from lxml import etree

from extractors.documents.container import Container
from extractors.documents.document import Document, Paragraph, Table
from extractors.documents.docx_numbers import Numbers
from extractors.documents.docx_tables import holders_of, is_layout, lines_of, table_of
from extractors.documents.docx_text import paragraph_text
from extractors.documents.finish import finished
from extractors.documents.office_xml import child, descendants, local, part, target_of
from extractors.errors import Refused

MAX_TABLES = 2000
MAX_PARAGRAPHS = 20_000  # those in cells counted; the longest real report has about 3,000


def read_docx(container: Container) -> Document:
    """The document's paragraphs and tables; raises Refused for one that is damaged or a bomb."""
    main = target_of(container, "_rels/.rels", "officeDocument", "word/document.xml")
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    numbering, styles = (
        _optional(container, f"{folder}/{target_of(container, relations, kind, f'{kind}.xml')}")
        for kind in ("numbering", "styles")
    )
    body = child(part(container, main), "body")
    if body is None:
        raise Refused(f"{main} has no body: this is no Word document")
    return finished("docx", tuple(_Reader(Numbers(numbering, styles)).blocks(body)))


def _optional(container: Container, name: str) -> etree._Element | None:
    return part(container, name) if name in container.names() else None


class _Reader:
    """Walks through a document in reading order; counts tables and remembers the last paragraph as a heading."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._heading = ""
        self._tables = 0
        self._paragraphs_read = 0

    def blocks(self, holder: etree._Element) -> Iterator[Paragraph | Table]:
        """The paragraphs and tables of a body, a cell or a text box."""
        for element in holder:
            match local(element):
                case "p":
                    yield from self._paragraphs(element)
                case "tbl" if is_layout(element):
                    for line in lines_of(element):
                        for cell in holders_of(line):
                            yield from self.blocks(cell.element)
                case "tbl":
                    yield self._table(element)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo":
                    yield from self.blocks(element)
                case _:
                    continue

    def _paragraphs(self, element: etree._Element) -> Iterator[Paragraph | Table]:
        """A paragraph, one a printed line, then what stands in text boxes that hang on it."""
        for line in self._text(element).split("\n"):
            if text := " ".join(line.split()):
                self._heading = text
                yield Paragraph(text)
        for box in descendants(element, "txbxContent"):
            if not any(local(above) in ("Fallback", "txbxContent") for above in box.iterancestors()):
                yield from self.blocks(box)

    def _table(self, element: etree._Element) -> Table:
        self._tables += 1
        if self._tables > MAX_TABLES:
            raise Refused(f"more than {MAX_TABLES:,} tables: refused as a bomb")
        return table_of(element, self._tables - 1, self._heading, self._cell)

    def _cell(self, cell: etree._Element) -> str:
        """The cell's paragraphs, one a line."""
        text = "\n".join(self._text(paragraph) for paragraph in descendants(cell, "p"))
        return "\n".join(line for line in (" ".join(line.split()) for line in text.split("\n")) if line)

    def _text(self, paragraph: etree._Element) -> str:
        self._paragraphs_read += 1
        if self._paragraphs_read > MAX_PARAGRAPHS:
            raise Refused(f"more than {MAX_PARAGRAPHS:,} paragraphs: no report has so many")
        text = paragraph_text(paragraph)
        return self._numbers.ahead_of(paragraph) + text if text.strip() else text
