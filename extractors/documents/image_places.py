"""Where a PDF page shows pictures instead of text; nothing here needs a recogniser."""

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_uint

import pypdfium2.raw as pdfium

from extractors.documents.pdf_geometry import Box, Page, ToShown
from extractors.documents.pdf_objects import Drawn, RawObject
from extractors.errors import Refused

MAX_PICTURE_PAGES = 40  # of a PDF; a long report scanned has about 20
MAX_PIXELS = 40_000_000  # of a picture in a PDF, found out before it is unpacked
_LARGE = 0.06  # of the page; a seal takes 0.03, the smallest table 0.1
_LABELLED = 20  # characters on a picture, from which on it is a background and no table


def is_unseen(objects: Sequence[Drawn]) -> bool:
    """Whether all text of a page is invisible: a scan with what another program recognised on it."""
    text = [handle for handle, kind, _ in objects if kind == pdfium.FPDF_PAGEOBJ_TEXT]
    invisible = pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    return bool(text) and all(pdfium.FPDFTextObj_GetTextRenderMode(handle) == invisible for handle in text)


def pictures_of(objects: Sequence[Drawn], shown: ToShown, width: float, height: float) -> Iterator[Box]:
    """The large pictures of a page as boxes in points; raises Refused for one that is a bomb."""
    for handle, kind, holder in objects:
        if kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        _check_pixels(handle)
        left, bottom, right, top = (c_float() for _ in range(4))
        pdfium.FPDFPageObj_GetBounds(handle, byref(left), byref(bottom), byref(right), byref(top))
        x1, y1 = shown(*holder.on_point(left.value, bottom.value))
        x2, y2 = shown(*holder.on_point(right.value, top.value))
        box = (max(0.0, min(x1, x2)), max(0.0, min(y1, y2)), min(width, max(x1, x2)), min(height, max(y1, y2)))
        if (box[2] - box[0]) * (box[3] - box[1]) > _LARGE * width * height and box[2] > box[0]:
            yield box


def _check_pixels(handle: RawObject) -> None:
    wide, high = c_uint(), c_uint()
    pdfium.FPDFImageObj_GetImagePixelSize(handle, byref(wide), byref(high))
    if wide.value * high.value > MAX_PIXELS:
        raise Refused(f"a picture of {wide.value:,} x {high.value:,} pixels in this PDF: refused as a bomb")


def pages_to_recognise(pages: Sequence[Page]) -> dict[int, tuple[Box, ...]]:
    """Page -> the parts of it that only show in pictures; the whole page where it has no text at all.

    Raises Refused where there are more than any report has.
    """
    found = {page.number: boxes for page in pages if (boxes := _unread(page))}
    if len(found) > MAX_PICTURE_PAGES:
        raise Refused(f"a PDF with pictures on {len(found):,} pages: more than {MAX_PICTURE_PAGES}, no single report")
    return found


def _unread(page: Page) -> tuple[Box, ...]:
    if not page.glyphs:
        return ((0.0, 0.0, page.width, page.height),) if page.pictures else ()
    return tuple(box for box in page.pictures if _characters_on(page, box) < _LABELLED)


def _characters_on(page: Page, box: Box) -> int:
    left, top, right, bottom = box
    return sum(left < glyph.centre < right and top < glyph.middle < bottom for glyph in page.glyphs)
