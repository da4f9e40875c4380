"""Marks that are told by their shape: a dash and a slash, which a recogniser takes for 一 and 1."""

import numpy as np

from extractors.documents.image_ink import Mask
from extractors.documents.ocr_crops import PixelBox

_FLAT = 2.2  # times as wide as high: a dash
_LOW = 0.25  # sizes of print; a dash is no higher
_LONG = 0.6  # sizes of print; a longer dash is a Chinese one
_SLIM = 0.2  # of its length: how thick a slash is at most
_LEAST, _MOST = 14.0, 55.0  # degrees from upright at which a slash leans


def drawn_mark(ink: Mask, box: PixelBox, size: float) -> str:
    """`-`, `—`, `/`, `\\`, or nothing where the one piece of ink in a cell is none of these."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    if wide > _FLAT * high and high < _LOW * size:
        return "—" if wide > _LONG * size else "-"
    return _slash(ink[top:bottom, left:right])


def _slash(piece: Mask) -> str:
    y, x = np.nonzero(piece)
    if len(x) < 8:
        return ""
    values, vectors = np.linalg.eigh(np.cov(np.stack([x, y]).astype(np.float64)))
    if values[0] > (_SLIM**2) * values[1]:
        return ""
    across, down = vectors[:, 1]
    lean = float(np.degrees(np.arctan2(abs(across), abs(down))))
    if not _LEAST < lean < _MOST:
        return ""
    return "\\" if across * down > 0 else "/"
