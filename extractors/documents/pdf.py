"""A PDF with text to a Document: ruled tables cell by cell, what stands between them as paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.documents.document import Document, Paragraph, Table
from extractors.documents.extras import extra, is_installed, need_room
from extractors.documents.finish import finished
from extractors.documents.image_places import pages_to_recognise
from extractors.documents.pdf_aligned import aligned_tables
from extractors.documents.pdf_breaks import PrintedTable, joined_over
from extractors.documents.pdf_cells import rows_of
from extractors.documents.pdf_geometry import Glyph, Page
from extractors.documents.pdf_grid import Lattice, lattices_of
from extractors.documents.pdf_lines import Line, lines_of
from extractors.documents.pdf_margins import Margins
from extractors.documents.pdf_pages import pages_of
from extractors.documents.pdf_prose import Printed, text_of, without_furniture
from extractors.errors import Refused


@dataclass(frozen=True, slots=True)
class _Parted:
    """A page as its tables and the lines between them."""

    tables: tuple[PrintedTable, ...]
    printed: Printed


def read_pdf(body: bytes, room: bool = True) -> Document:
    """The PDF's paragraphs and tables; raises Refused for one that is encrypted, damaged, a bomb, or only pictures."""
    pages = list(pages_of(body))
    pictures = pages_to_recognise(pages)
    # Pictures among text are read where that is possible; a page that is nothing else must be.
    if pictures and (is_installed("ocr") or not all(pages[number].glyphs for number in pictures)):
        need_room("ocr", room)
        with extra("ocr"):
            from extractors.documents.image_pdf import read_pictures
        return read_pictures(body, pages, pictures)
    if not any(page.glyphs for page in pages):
        raise Refused("this PDF has no text and no picture: there is nothing to read")
    return document_of("pdf", pages)


def document_of(kind: str, pages: Sequence[Page]) -> Document:
    """Printed pages, at least one, as paragraphs and tables; where their characters come from does not matter."""
    parted = [_parted(page) for page in pages]
    bare = without_furniture([page.printed for page in parted])
    whole = [_with_aligned(*found) for found in zip(pages, parted, bare, strict=True)]
    return finished(kind, tuple(_blocks(whole)))


def _with_aligned(page: Page, parted: _Parted, bare: Printed) -> _Parted:
    """The page with the tables that have no rules, out of the lines that are left."""
    apart = aligned_tables(bare.lines, page.rules, page.number)
    return _Parted((*parted.tables, *apart.tables), replace(bare, lines=apart.lines))


def _parted(page: Page) -> _Parted:
    lattices = lattices_of(page.rules)
    held: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        held.setdefault(_holder(glyph, lattices), []).append(glyph)
    tables = tuple(
        PrintedTable(lattice.box, rows_of(lattice, held.get(place, ()), page.number))
        for place, lattice in enumerate(lattices)
    )
    sides = tuple((table.box[0], table.box[2]) for table in tables)
    return _Parted(tables, Printed(page.width, page.height, tuple(lines_of(held.get(_NOWHERE, ()))), sides))


_NOWHERE = -1


def _holder(glyph: Glyph, lattices: Sequence[Lattice]) -> int:
    inside = (place for place, lattice in enumerate(lattices) if lattice.area_at(glyph.centre, glyph.middle))
    return next(inside, _NOWHERE)


def _blocks(pages: Sequence[_Parted]) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in reading order, those that run over a page as one each."""
    reading = _Reading(Margins([page.printed for page in pages]), pages[0].printed)
    for page in pages:
        for place, block in enumerate(block for _, block in sorted(_placed(page), key=lambda placed: placed[0])):
            if isinstance(block, PrintedTable):
                yield from reading.table(block, opens_page=place == 0)
            else:
                yield from reading.line(block, page.printed)
    yield from reading.close()


def _placed(page: _Parted) -> Iterator[tuple[float, PrintedTable | Line]]:
    yield from ((table.box[1], table) for table in page.tables)
    yield from ((line.middle, line) for line in page.printed.lines)


@dataclass(slots=True)
class _Reading:
    """What is being read: a paragraph, or a table that may run over the page behind the last paragraph."""

    margins: Margins
    page: Printed  # of the last line
    lines: list[Line] = field(default_factory=list)
    parts: list[PrintedTable] = field(default_factory=list)
    heading: str = ""  # the last paragraph: that of a table behind it

    def line(self, line: Line, page: Printed) -> Iterator[Paragraph | Table]:
        """The next line; gives what it ends."""
        if self.parts or (self.lines and not self.margins.goes_on(self.lines[-1], self.page, line, page)):
            yield from self.close()
        self.lines.append(line)
        self.page = page

    def table(self, table: PrintedTable, opens_page: bool) -> Iterator[Paragraph | Table]:
        """The next table; one that opens a page may go on from the page before."""
        if not (opens_page and self.parts and self.parts[-1].goes_on_in(table)):
            yield from self.close()
        self.parts.append(table)

    def close(self) -> Iterator[Paragraph | Table]:
        """What is being read, ended."""
        if self.lines:
            self.heading = text_of(self.lines)
            yield Paragraph(self.heading)
        if self.parts:
            yield Table(joined_over(self.parts).rows, self.heading)
        self.lines, self.parts = [], []
