"""Characters that the library drops: printed alone in a font that neither the PDF nor this machine has."""

from collections.abc import Iterable, Iterator
from ctypes import byref, c_float
from math import hypot

import pypdfium2.raw as pdfium

from extractors.documents.pdf_geometry import Glyph, ToShown
from extractors.documents.pdf_objects import Drawn, matrix_of

UNMAPPED = "\ufffd"  # something is printed, but not known what: never a blank
_NOTHING = 0.01  # points


def lost_glyphs(objects: Iterable[Drawn], shown: ToShown) -> Iterator[Glyph]:
    """A mark for each; a space in such a font gets one too, for nothing tells them apart.

    The library measures a character of a font it does not have as 0 points wide, and leaves out what has no width.
    """
    for handle, kind, holder in objects:
        if kind != pdfium.FPDF_PAGEOBJ_TEXT or not _is_narrow(handle) or _is_embedded(handle):
            continue
        matrix = matrix_of(handle).multiply(holder)
        size = c_float()
        pdfium.FPDFTextObj_GetFontSize(handle, byref(size))
        em = size.value * hypot(matrix.c, matrix.d)
        x, y = shown(*matrix.on_point(0, 0.4 * size.value))
        yield Glyph(UNMAPPED, x, x + em, y, em)


def _is_narrow(handle: object) -> bool:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(handle, byref(left), byref(bottom), byref(right), byref(top))
    return right.value - left.value < _NOTHING


def _is_embedded(handle: object) -> bool:
    return bool(pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(handle)))
