"""Pictures of single lines of print, cut and set as the recogniser reads them best."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from extractors.documents.image_ink import Mask
from extractors.documents.image_open import Grey

HIGH = 48  # pixels of the pictures that the recogniser takes
NARROW = 144  # pixels; a lone digit on a narrower picture is lost, or a slash taken for a one
_AROUND = 0.25  # sizes of print around the ink that are cut out with it

PixelBox = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set: pixels of its print out of HIGH, where it begins, and whether its paper is whitened."""

    print_high: int
    begin: float  # of the white space left over
    whitened: bool


USUAL = Setting(34, 0.5, whitened=False)
AGAIN = Setting(27, 0.3, whitened=True)


def set_line(grey: Grey, ink: Mask, box: PixelBox, size: float, how: Setting) -> Grey:
    """The line within `box` on paper of its own colour. `size`: of its print; what is not `ink` near it is paper."""
    high = len(grey)
    around = round(_AROUND * size)
    left, top, right, bottom = box
    cut = (slice(max(0, top - around), min(high, bottom + around)), slice(max(0, left - around), right + around))
    piece = grey[cut]
    paper = int(np.percentile(piece, 85))
    piece = np.where(_near(ink[cut], size), piece, paper).astype(np.uint8)
    if how.whitened:
        piece = _stretched(piece, paper)
        paper = 255
    scale = min(how.print_high / max(size, bottom - top), HIGH / piece.shape[0])
    size_now = (max(1, round(piece.shape[1] * scale)), max(1, round(piece.shape[0] * scale)))
    drawn = cv2.resize(piece, size_now, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    canvas = np.full((HIGH, max(NARROW, size_now[0] + HIGH // 3)), paper, dtype=np.uint8)
    x = int((canvas.shape[1] - size_now[0]) * how.begin)
    y = (HIGH - size_now[1]) // 2
    canvas[y : y + size_now[1], x : x + size_now[0]] = drawn
    return canvas


def set_beside(lines: Sequence[Grey]) -> Grey:
    """Lines of one character each, as one line: set below each other in a narrow column they have no context."""
    pieces = [_middle(line) for line in lines]
    paper = int(np.percentile(lines[0], 85))
    row = np.concatenate(pieces, axis=1)
    room = max(HIGH // 3, NARROW - row.shape[1]) // 2
    return np.pad(row, ((0, 0), (room, room)), constant_values=paper)


def _middle(line: Grey) -> Grey:
    """The part of a set line that holds its character."""
    wide = line.shape[1]
    return line[:, max(0, (wide - HIGH) // 2) : (wide + HIGH) // 2]


def _near(ink: Mask, size: float) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    reach = max(3, round(size * 0.12)) | 1
    return np.asarray(cv2.dilate(ink, np.ones((reach, reach), dtype=np.uint8)) > 0)


def _stretched(piece: Grey, paper: int) -> Grey:
    """From the darkest ink to black, from the paper to white."""
    dark = int(piece.min())
    spread = (piece.astype(np.float32) - dark) * 255.0 / max(1, paper - dark)
    return np.clip(spread, 0, 255).astype(np.uint8)
