"""From the bytes of a PDF to its printed pages. The document is hostile: every count has its limit."""

from collections.abc import Iterator
from ctypes import byref
from math import hypot

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfTextPage

from extractors.documents.pdf_geometry import Glyph, Page, ToShown, to_shown
from extractors.documents.pdf_lost import UNMAPPED, lost_glyphs
from extractors.documents.pdf_objects import objects_of
from extractors.documents.pdf_rules import rules_of
from extractors.documents.pdf_streams import check_streams
from extractors.documents.radicals import character
from extractors.errors import Refused

MAX_PAGES = 300
MAX_CHARACTERS = 30_000  # a page; a dense one has about 2,000
_LARGE = 40.0  # points; print of tables is smaller
_SQUARE = 0.001  # points

Bounds = tuple[float, float, float, float]  # left, bottom, right, top in PDF user space


def pages_of(body: bytes) -> Iterator[Page]:
    """The pages in order; raises Refused for a PDF that is damaged, encrypted or absurdly large."""
    check_streams(body)
    document = _opened(body)
    try:
        if len(document) > MAX_PAGES:
            raise Refused(f"a PDF of {len(document):,} pages: more than {MAX_PAGES}, no single report")
        for number in range(len(document)):
            yield _page(document, number)
    except PdfiumError as error:
        raise Refused(f"this PDF is damaged: {error}") from error
    finally:
        document.close()


def _opened(body: bytes) -> PdfDocument:
    try:
        return PdfDocument(body)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("this PDF is encrypted: it opens only with a password; save it without one") from error
        raise Refused(f"this PDF is damaged and cannot be opened: {error}") from error


def _page(document: PdfDocument, number: int) -> Page:
    page = document[number]
    try:
        shown = to_shown(page.get_bbox(), page.get_rotation())
        width, height = page.get_size()
        objects = list(objects_of(page))
        glyphs = (*_glyphs(page.get_textpage(), shown), *lost_glyphs(objects, shown))
        return Page(number, width, height, glyphs, rules_of(objects, shown))
    finally:
        page.close()


def _glyphs(text: PdfTextPage, shown: ToShown) -> Iterator[Glyph]:
    count = text.count_chars()
    if count > MAX_CHARACTERS:
        raise Refused(f"a page of {count:,} characters: more than {MAX_CHARACTERS:,}, refused as a bomb")
    for index in range(count):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        printed = _character(pdfium.FPDFText_GetUnicode(text, index))
        if not printed.isspace():
            yield _glyph(text, index, printed, shown)


def _character(code: int) -> str:
    return character(chr(code)) if code not in (0, 0xFFFE, 0xFFFF) and code <= 0x10FFFF else UNMAPPED


def _glyph(text: PdfTextPage, index: int, printed: str, shown: ToShown) -> Glyph:
    left, bottom, right, top = _box(text, index)
    x1, y1 = shown(left, bottom)
    x2, y2 = shown(right, top)
    return Glyph(printed, min(x1, x2), max(x1, x2), (y1 + y2) / 2, abs(y1 - y2))


def _box(text: PdfTextPage, index: int) -> Bounds:
    """The loose box, which holds the white space that belongs to a glyph: neighbours touch, so that a gap is a gap."""
    loose: Bounds = text.get_charbox(index, loose=True)
    width, height = loose[2] - loose[0], loose[3] - loose[1]
    if height < _LARGE and abs(width - height) > _SQUARE:
        return loose
    # For fonts that run downwards the library gives a square that is neither scaled nor moved to its place.
    tight = text.get_charbox(index)
    x, y, em = (tight[0] + tight[2]) / 2, (tight[1] + tight[3]) / 2, _em(text, index)
    sound = loose[0] <= x <= loose[2] and loose[1] <= y <= loose[3] and height < 2 * em
    return loose if sound else (x - em / 2, y - em / 2, x + em / 2, y + em / 2)


def _em(text: PdfTextPage, index: int) -> float:
    """The size of print in points."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, byref(matrix))
    return float(pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d))
