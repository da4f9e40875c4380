"""Words in narrow columns, one character below the other: read as one line, which they are."""

from collections.abc import Sequence

from extractors.documents.image_ink import Mask
from extractors.documents.image_open import Grey
from extractors.documents.ocr_crops import USUAL, set_beside, set_line
from extractors.documents.ocr_engine import recognised
from extractors.documents.ocr_glyphs import CellLine, outline
from extractors.documents.ocr_trust import is_words

_ONE = 1.35  # sizes of print: how wide a line of one character is at most
_LOW = 0.5  # sizes of print: a lower piece of ink is dirt or a mark


def read_beside(grey: Grey, ink: Mask, cells: Sequence[Sequence[CellLine]]) -> dict[int, str]:
    """Cell -> its words, where they are set one below the other. Numbers below each other are not joined."""
    stacked = [place for place, cell in enumerate(cells) if len(_characters(cell)) > 1]
    set_up = [
        set_beside([set_line(grey, ink, line.box, line.size, USUAL) for line in _characters(cells[place])])
        for place in stacked
    ]
    read = recognised(set_up)
    return {place: line.text for place, line in zip(stacked, read, strict=True) if is_words(line.text)}


def whole(cell: Sequence[CellLine]) -> CellLine:
    """The lines of a cell as one."""
    return CellLine(outline([line.box for line in cell]), cell[0].size)


def _characters(cell: Sequence[CellLine]) -> list[CellLine]:
    """The lines of a cell, dirt left out, where each is of one character; else none."""
    lines = [line for line in cell if max(line.box[2] - line.box[0], line.box[3] - line.box[1]) >= _LOW * line.size]
    return lines if all(line.box[2] - line.box[0] <= _ONE * line.size for line in lines) else []
