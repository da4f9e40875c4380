"""Running text of a page that is a picture: found line by line outside the tables, and recognised."""

from collections.abc import Iterator, Sequence

import numpy as np

from extractors.documents.image_ink import Mask
from extractors.documents.image_open import Grey, enlarged
from extractors.documents.image_rules import Ruled
from extractors.documents.image_straight import Straight
from extractors.documents.ocr_crops import USUAL, PixelBox, set_line
from extractors.documents.ocr_engine import Quad, Recognised, lines_on, recognised
from extractors.documents.ocr_glyphs import glyphs_of
from extractors.documents.pdf_geometry import Glyph
from extractors.documents.pdf_lost import UNMAPPED

_FOUND_AT = 22.0  # pixels of print at which lines are looked for
_STRIP = 1400  # pixels of a page that are looked through at a time: finding lines costs memory by the pixel
_DOUBT = 0.35  # of a digit in running text, from which on it is not read


def line_glyphs(page: Straight, ruled: Ruled, points: float) -> list[Glyph]:
    """What is printed outside the tables, as characters with their places in points."""
    if not page.size:
        return []
    grey, ink = page.grey.copy(), page.ink.copy()
    for table in ruled.lattices:
        left, top, right, bottom = (round(edge / points) for edge in table.box)
        grey[max(0, top - 3) : bottom + 4, max(0, left - 3) : right + 4] = 255
        ink[max(0, top - 3) : bottom + 4, max(0, left - 3) : right + 4] = 0
    boxes = list(_boxes(grey, ink, page.size))
    texts = recognised([set_line(grey, ink, box, page.size, USUAL) for box in boxes])
    return [
        glyph
        for box, read in zip(boxes, texts, strict=True)
        for glyph in glyphs_of(_text(read), box, min(page.size, box[3] - box[1]), points)
    ]


def _text(read: Recognised) -> str:
    """The line, without the digits that are in doubt: prose states no number then."""
    return "".join(
        UNMAPPED if character.isdigit() and doubt > _DOUBT else character
        for character, doubt in zip(read.text, read.doubts, strict=True)
    )


def _boxes(grey: Grey, ink: Mask, size: float) -> Iterator[PixelBox]:
    scale = min(1.0, _FOUND_AT / size)
    for top, bottom in _strips(ink, round(_STRIP / scale)):
        if ink[top:bottom].any():
            for quad in lines_on(enlarged(grey[top:bottom], scale) if scale < 1 else grey[top:bottom]):
                if box := _tight(ink, quad / scale + np.array([0, top], dtype=np.float32), size):
                    yield box


def _strips(ink: Mask, most: int) -> Iterator[tuple[int, int]]:
    """The page from the top, cut where a row is white."""
    white = np.flatnonzero(~ink.any(axis=1))
    high, top = len(ink), 0
    while top < high:
        end = min(top + most, high)
        cuts: Sequence[int] = white[(white > top + most // 2) & (white < end)].tolist()
        bottom = end if end == high or not cuts else cuts[-1]
        yield top, bottom
        top = bottom


def _tight(ink: Mask, quad: Quad, size: float) -> PixelBox | None:
    """The box of the ink within a line that was found; nothing where there is none."""
    high, wide = ink.shape
    left, top = (max(0, int(edge)) for edge in quad.min(axis=0))
    right, bottom = (int(edge) + 1 for edge in quad.max(axis=0))
    rows, columns = np.nonzero(ink[top : min(bottom, high), left : min(right, wide)])
    if not len(rows) or float(np.ptp(rows)) < 0.2 * size:
        return None
    return left + int(columns.min()), top + int(rows.min()), left + int(columns.max()) + 1, top + int(rows.max()) + 1
