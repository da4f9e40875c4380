"""Recognised lines as characters with places, as a PDF with text has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.documents.ocr_crops import PixelBox
from extractors.documents.pdf_geometry import Glyph


@dataclass(slots=True)
class CellLine:
    """A line of print in a cell: its box in pixels, the size of its table's print, the pieces of ink in it, and
    whether one of them touches a rule or is a blot; `cell` numbers the cells of a page."""

    box: PixelBox
    size: float
    pieces: list[PixelBox] = field(default_factory=list)
    spoilt: bool = False
    cell: int = 0


def outline(boxes: Sequence[PixelBox]) -> PixelBox:
    """The box around several, at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def glyphs_of(text: str, box: PixelBox, size: float, points: float) -> Iterator[Glyph]:
    """The characters of a line, spread over its box; letters and digits take half the room of a character."""
    left, top, right, bottom = (edge * points for edge in box)
    shares = [0.5 if character.isascii() else 1.0 for character in text]
    unit = (right - left) / max(0.5, sum(shares))
    x = left
    for character, share in zip(text, shares, strict=True):
        if not character.isspace():
            yield Glyph(character, x, x + unit * share, (top + bottom) / 2, size * points)
        x += unit * share
