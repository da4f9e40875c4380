"""Where each character of a page stands: boxes of the height of the print, whatever a font says of its own outlines."""

from collections.abc import Iterator
from ctypes import byref, c_double
from math import hypot

import pypdfium2.raw as pdfium
from pypdfium2 import PdfTextPage

from extractors.documents.pdf_geometry import Glyph, ToShown
from extractors.documents.pdf_lost import UNMAPPED
from extractors.documents.radicals import character
from extractors.errors import Refused

MAX_CHARACTERS = 30_000  # a page; a dense one has about 2,000
_LARGE = 40.0  # points; print of tables is smaller
_SQUARE = 0.001  # points
_THIN = 0.7  # of the size of print; a box that is less high is the outline of the ink
_BELOW = 0.12  # of the size of print that a character reaches below the line it stands on

Bounds = tuple[float, float, float, float]  # left, bottom, right, top in PDF user space


def glyphs_of(text: PdfTextPage, shown: ToShown) -> Iterator[Glyph]:
    """The printed characters in the order of the file; raises Refused for a page that is a bomb."""
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
    left, bottom, right, top = _box(text, index, printed)
    x1, y1 = shown(left, bottom)
    x2, y2 = shown(right, top)
    return Glyph(printed, min(x1, x2), max(x1, x2), (y1 + y2) / 2, abs(y1 - y2))


def _box(text: PdfTextPage, index: int, printed: str) -> Bounds:
    """The loose box, which holds the white space that belongs to a glyph: neighbours touch, so that a gap is a gap."""
    loose: Bounds = text.get_charbox(index, loose=True)
    width, height = loose[2] - loose[0], loose[3] - loose[1]
    if height >= _LARGE or abs(width - height) <= _SQUARE:
        return _square(text, index, loose)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, byref(matrix))
    size = pdfium.FPDFText_GetFontSize(text, index)
    em = size * hypot(matrix.c, matrix.d)
    # Some fonts give no height of their own: 一 would be a line by itself.
    sideways = abs(matrix.b) > abs(matrix.a)
    if (width if sideways else height) >= _THIN * em:
        return loose
    return _standing(text, index, matrix, size, loose if printed.isascii() else None)


def _standing(text: PdfTextPage, index: int, matrix: pdfium.FS_MATRIX, size: float, loose: Bounds | None) -> Bounds:
    """The box of a character as high as the print, from the point that it stands on; along the line as wide as it is
    said to be, else as it is high."""
    x, y = c_double(), c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
    along, up = (matrix.a * size, matrix.b * size), (matrix.c * size, matrix.d * size)
    corners = [
        (x.value + along[0] * on + up[0] * over, y.value + along[1] * on + up[1] * over)
        for on, over in ((0.0, -_BELOW), (1.0, 1 - _BELOW))
    ]
    left, right = sorted(corner[0] for corner in corners)
    bottom, top = sorted(corner[1] for corner in corners)
    if loose is None:
        return left, bottom, right, top
    if abs(matrix.b) > abs(matrix.a):
        return left, loose[1], right, loose[3]
    return loose[0], bottom, loose[2], top


def _square(text: PdfTextPage, index: int, loose: Bounds) -> Bounds:
    """For fonts that run downwards the library gives a square that is neither scaled nor moved to its place."""
    tight = text.get_charbox(index)
    x, y, em = (tight[0] + tight[2]) / 2, (tight[1] + tight[3]) / 2, _em(text, index)
    sound = loose[0] <= x <= loose[2] and loose[1] <= y <= loose[3] and loose[3] - loose[1] < 2 * em
    return loose if sound else (x - em / 2, y - em / 2, x + em / 2, y + em / 2)


def _em(text: PdfTextPage, index: int) -> float:
    """The size of print in points."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, byref(matrix))
    return float(pdfium.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d))
