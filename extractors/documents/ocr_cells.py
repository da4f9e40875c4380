"""The cells of a ruled table that is a picture: each cut out and read alone; numbers are read twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.documents.image_ink import Mask, Parts, parts_of, print_size
from extractors.documents.image_open import Grey
from extractors.documents.image_rules import Ruled
from extractors.documents.image_straight import Straight
from extractors.documents.ocr_crops import AGAIN, USUAL, PixelBox, set_line
from extractors.documents.ocr_engine import recognised
from extractors.documents.ocr_glyphs import CellLine, glyphs_of, outline
from extractors.documents.ocr_shapes import drawn_mark
from extractors.documents.ocr_stacked import read_beside, whole
from extractors.documents.ocr_trust import is_words, trusted
from extractors.documents.pdf_geometry import Glyph
from extractors.documents.pdf_grid import Area, Lattice
from extractors.documents.pdf_lost import UNMAPPED

_INK = 0.2  # sizes of print: a piece of ink that is smaller is a speck or part of something else
_THIN = 0.12  # sizes of print: what is thinner and lies along a rule is left over of the rule
_LINE = 1.15  # sizes of print: how high one line of a cell is at most
_FILLED = 0.76  # of its box: a disc fills 0.79, an 8 in small print about 0.7
_BLOT = 0.4  # sizes of print, and widths to a height, from which on a filled piece is no point and no 1
_EDGE = 5  # pixels around a rule that are its own


@dataclass(frozen=True, slots=True)
class _Piece:
    """A connected piece of ink in a cell, and whether it touches a rule or is a blot."""

    box: PixelBox
    spoilt: bool


def cell_glyphs(page: Straight, ruled: Ruled, points: float) -> list[Glyph]:
    """What is printed in the cells, as characters with their places in points; in doubt a mark that is no number."""
    ink, pieces, spoilt = _print_only(page, ruled)
    cells = [cell for table in ruled.lattices for cell in _table_cells(pieces, spoilt, table, page.size, points)]
    for place, cell in enumerate(cells):
        for line in cell:
            line.cell = place
    words = read_beside(page.grey, ink, cells)
    lines = [line for place, cell in enumerate(cells) if place not in words for line in cell]
    texts = [*_texts(page.grey, ink, lines), *words.values()]
    lines += [whole(cells[place]) for place in words]
    return [
        glyph for line, text in zip(lines, texts, strict=True) for glyph in glyphs_of(text, line.box, line.size, points)
    ]


def _print_only(page: Straight, ruled: Ruled) -> tuple[Mask, NDArray[np.int32], NDArray[np.bool_]]:
    """The ink that belongs to no rule, the boxes of its pieces, and which of them touch a rule or are blots."""
    edges = np.asarray(cv2.dilate(ruled.mask, np.ones((_EDGE, _EDGE), np.uint8)), dtype=np.uint8)
    parts = parts_of(np.where(edges > 0, 0, page.ink).astype(np.uint8))
    beside = _beside(parts, edges)
    # What is left over of a rule, thin and along it.
    print_only = ~(beside & (parts.boxes[:, 2:].min(axis=1) < _THIN * page.size))
    shown = np.concatenate(([False], print_only))[parts.labels]
    return (
        np.where(shown, 255, 0).astype(np.uint8),
        parts.boxes[print_only],
        (beside | _blots(parts, page.size))[print_only],
    )


def _table_cells(
    boxes: NDArray[np.int32], spoilt: NDArray[np.bool_], table: Lattice, page_size: float, points: float
) -> Iterator[list[CellLine]]:
    """The lines of each cell that holds any."""
    centres = (boxes[:, :2] + boxes[:, 2:] / 2) * points
    areas = [table.area_at(x, y) for x, y in centres.tolist()]
    inside = np.array([area is not None for area in areas], dtype=np.bool_)
    size = print_size(boxes[inside]) or page_size
    held: dict[Area, list[_Piece]] = {}
    for (left, top, wide, high), is_spoilt, area in zip(boxes.tolist(), spoilt.tolist(), areas, strict=True):
        if area is not None and max(wide, high) >= _INK * size:
            held.setdefault(area, []).append(_Piece((left, top, left + wide, top + high), is_spoilt))
    for cell in held.values():
        yield _lines(cell, size)


def _blots(parts: Parts, size: float) -> NDArray[np.bool_]:
    """Which pieces are as large as a digit and filled as no digit is: recognisers take a blot for 0."""
    wide, high = parts.boxes[:, 2], parts.boxes[:, 3]
    filled = parts.sizes > _FILLED * wide * high
    return np.asarray(filled & (high >= _BLOT * size) & (wide >= _BLOT * high), dtype=np.bool_)


def _beside(parts: Parts, edges: Mask) -> NDArray[np.bool_]:
    """Which pieces touch the ink of a rule."""
    reach = np.asarray(cv2.dilate(edges, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    touched = np.unique(parts.labels[(reach > 0) & (parts.labels > 0)])
    found = np.zeros(len(parts.boxes) + 1, dtype=np.bool_)
    found[touched] = True
    return found[1:]


def _lines(cell: Sequence[_Piece], size: float) -> list[CellLine]:
    """The pieces of a cell as lines from the top. The strokes of one character may lie apart, one above the other."""
    lines: list[CellLine] = []
    for band in _joined(list(_bands(cell)), size):
        boxes = [piece.box for piece in band]
        lines.append(CellLine(outline(boxes), size, boxes, any(piece.spoilt for piece in band)))
    return lines


def _bands(cell: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Pieces that stand beside each other."""
    band: list[_Piece] = []
    foot = 0
    for piece in sorted(cell, key=lambda piece: piece.box[1]):
        if band and piece.box[1] >= foot:
            yield band
            band, foot = [], 0
        band.append(piece)
        foot = max(foot, piece.box[3])
    yield band


def _joined(bands: Sequence[list[_Piece]], size: float) -> list[list[_Piece]]:
    """Bands that are no higher than one line together."""
    joined = [list(bands[0])]
    for band in bands[1:]:
        _, top, _, bottom = outline([piece.box for piece in (*joined[-1], *band)])
        if bottom - top <= _LINE * size:
            joined[-1] += band
        else:
            joined.append(list(band))
    return joined


def _texts(grey: Grey, ink: Mask, lines: Sequence[CellLine]) -> Iterator[str]:
    """The text of each line; what may be a number is set and read a second time."""
    first = recognised([set_line(grey, ink, line.box, line.size, USUAL) for line in lines])
    doubtful = [place for place, read in enumerate(first) if not is_words(read.text)]
    again = recognised([set_line(grey, ink, lines[place].box, lines[place].size, AGAIN) for place in doubtful])
    second = dict(zip(doubtful, again, strict=True))
    labels = {line.cell for line, read in zip(lines, first, strict=True) if is_words(read.text)}
    for place, (line, read) in enumerate(zip(lines, first, strict=True)):
        if place not in second:
            yield read.text
        else:
            mark = drawn_mark(ink, line.pieces[0], line.size) if len(line.pieces) == 1 else ""
            text = trusted(read, second[place], mark, line)
            # Dirt beside words is dirt; alone in a cell it may be a number that nobody can read.
            yield "" if text == UNMAPPED and line.cell in labels else text
