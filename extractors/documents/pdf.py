"""A PDF with text to a Document: ruled tables cell by cell, what stands between them as paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.documents.document import Document, Paragraph, Table
from extractors.documents.finish import finished
from extractors.documents.pdf_cells import rows_of
from extractors.documents.pdf_geometry import Glyph, Page
from extractors.documents.pdf_grid import Lattice, lattices_of
from extractors.documents.pdf_lines import Line, lines_of
from extractors.documents.pdf_pages import pages_of
from extractors.documents.pdf_prose import Margins, Printed, text_of, without_furniture
from extractors.errors import Refused


@dataclass(frozen=True, slots=True)
class _Parted:
    """A page as its tables, each with its height, and the lines between them."""

    tables: tuple[tuple[float, Table], ...]
    printed: Printed


def read_pdf(body: bytes) -> Document:
    """The PDF's paragraphs and tables; raises Refused for one that is encrypted, damaged, a bomb, or only pictures."""
    pages = list(pages_of(body))
    if not any(page.glyphs for page in pages):
        raise Refused("this PDF holds pictures of pages and no text; this installation does not read pictures")
    return document_of("pdf", pages)


def document_of(kind: str, pages: Sequence[Page]) -> Document:
    """Printed pages, at least one, as paragraphs and tables; where their characters come from does not matter."""
    parted = [_parted(page) for page in pages]
    bare = without_furniture([page.printed for page in parted])
    return finished(kind, tuple(_blocks([_Parted(p.tables, left) for p, left in zip(parted, bare, strict=True)])))


def _parted(page: Page) -> _Parted:
    lattices = lattices_of(page.rules)
    held: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        held.setdefault(_holder(glyph, lattices), []).append(glyph)
    tables = tuple(
        (lattice.box[1], Table(rows_of(lattice, held.get(place, ()), page.number)))
        for place, lattice in enumerate(lattices)
    )
    return _Parted(tables, Printed(page.width, page.height, tuple(lines_of(held.get(_NOWHERE, ())))))


_NOWHERE = -1


def _holder(glyph: Glyph, lattices: Sequence[Lattice]) -> int:
    inside = (place for place, lattice in enumerate(lattices) if lattice.area_at(glyph.centre, glyph.middle))
    return next(inside, _NOWHERE)


@dataclass(slots=True)
class _Run:
    """The lines of the paragraph that is being read; its text becomes the heading of a table behind it."""

    page: Printed  # of its last line
    lines: list[Line] = field(default_factory=list)
    heading: str = ""

    def close(self) -> Iterator[Paragraph]:
        if self.lines:
            self.heading = text_of(self.lines)
            self.lines = []
            yield Paragraph(self.heading)


def _blocks(pages: Sequence[_Parted]) -> Iterator[Paragraph | Table]:
    margins = Margins([page.printed for page in pages])
    run = _Run(pages[0].printed)
    for page in pages:
        for _, block in sorted(_placed(page), key=lambda placed: placed[0]):
            if isinstance(block, Table):
                yield from run.close()
                yield Table(block.rows, run.heading)
                continue
            if run.lines and not margins.goes_on(run.lines[-1], run.page, block, page.printed):
                yield from run.close()
            run.lines.append(block)
            run.page = page.printed
    yield from run.close()


def _placed(page: _Parted) -> Iterator[tuple[float, Table | Line]]:
    yield from page.tables
    yield from ((line.middle, line) for line in page.printed.lines)
