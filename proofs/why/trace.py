"""One report back to its bytes: every figure's raw text read again, and the element that the page view marks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection

from extractors.documents.pdf_geometry import Page
from extractors.documents.pdf_pages import pages_of
from nianbao.domain.report import Figure, PageBox
from nianbao.explorer.cell import held_report
from nianbao.explorer.cell_archive import open_archived
from nianbao.explorer.cell_page import Asked, NotMarked, marked_page
from nianbao.explorer.cell_page_build import squeezed, text_in
from nianbao.explorer.cell_reading import Reread, reread
from nianbao.store.queries import source_of
from proofs.why.keep import Held


@dataclass(frozen=True, slots=True)
class Trace:
    """`same`: raw texts read again as they went in; `as_made`: those that are what the maker printed, of documents
    with a maker (`made` of them); `marked`: cells whose marked element prints the raw text and no more; `in_line`: the
    marked element holds it among others (digits that ran together); `drawn`: cells of a picture, whose box alone is
    marked; `missed`: what went wrong, by key."""

    name: str
    format: str
    figures: int
    same: int
    made: int
    as_made: int
    marked: int
    in_line: int
    drawn: int
    missed: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def trace(connection: Connection, held: Held, every: int = 1) -> Trace:
    """Read the report again from its archived bytes; of every so-many-th figure mark the cell too."""
    report = held_report(connection, held.report_id)
    archived = open_archived(source_of(connection, report))
    again = reread(archived, report.year)
    same = [key for key, raw in held.raws.items() if key in again.figures and again.figures[key].raw == raw]
    prints = held.document.prints or {}
    as_made = [key for key, printed in prints.items() if key in again.figures and _alike(again.figures[key], printed)]
    marks = list(_marks(archived.body, again, every))
    counts = Counter(kind for _, kind in marks)
    missed = [key for key in held.raws if key not in same]
    missed += [key for key in prints if key not in as_made] + [key for key, kind in marks if kind == "missed"]
    return Trace(
        held.document.name,
        held.document.format,
        len(held.raws),
        len(same),
        len(prints),
        len(as_made),
        counts["marked"],
        counts["in_line"],
        counts["drawn"],
        tuple(dict.fromkeys(missed)),
    )


def _alike(figure: Figure, printed: str) -> bool:
    return squeezed(figure.raw) == squeezed(printed)


def _marks(body: bytes, again: Reread, every: int) -> Iterator[tuple[str, str]]:
    places = [figure.where for figure in again.report.figures]
    pages: dict[int, Page] = {}
    for figure in again.report.figures[::every]:
        asked = Asked(body, figure.where, figure.raw, places, again.document)
        if isinstance(figure.where, PageBox) and body.startswith(b"%PDF"):
            pages = pages or {page.number: page for page in pages_of(body)}
            yield figure.key, _in_box(pages[figure.where.page], figure.where, figure.raw)
        else:
            yield figure.key, _mark(asked)


def _mark(asked: Asked) -> str:
    try:
        found: Sequence[Any] = marked_page(asked).xpath("//*[@id='cell']")  # type: ignore[assignment]
    except NotMarked:
        return "missed"
    if len(found) != 1:
        return "missed"
    if found[0].tag == "rect":
        return "drawn"
    text = text_in(found[0])
    if text == squeezed(asked.raw):
        return "marked"
    return "in_line" if squeezed(asked.raw) in text else "missed"


def _in_box(page: Page, where: PageBox, raw: str) -> str:
    """What is printed in the box that the page view draws, character by character, in any order."""
    left, top, right, bottom = where.box
    there = [glyph for glyph in page.glyphs if left <= glyph.centre <= right and top <= glyph.middle <= bottom]
    if not page.glyphs:
        return "drawn"
    return "marked" if Counter(squeezed("".join(each.text for each in there))) == Counter(squeezed(raw)) else "missed"
