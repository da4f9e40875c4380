"""What is printed on a page that is a picture: its ink, the size of its print, and how far the page lies askew."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.documents.image_open import Grey, enlarged

Mask = NDArray[np.uint8]  # 255 where there is ink

_AROUND = 41  # pixels of the neighbourhood that ink is darker than
_DARKER = 14  # grey values by which it is; the pale rules of web pages are 40 darker than white
_PRINT = 0.85  # of the size of print: how high its higher characters are
_STEPS = ((6.0, 0.5), (0.6, 0.1), (0.12, 0.02))  # degrees: how far askew a page is tried, and how finely
_TRIED = 900  # pixels of the wider side while that is found out
_STRAIGHT = 0.03  # degrees; less is not turned back


@dataclass(frozen=True, slots=True)
class Parts:
    """The connected pieces of ink: for each left, top, width, height in pixels and the number of its pixels."""

    boxes: NDArray[np.int32]
    sizes: NDArray[np.int32]
    labels: NDArray[np.int32]


def ink_of(grey: Grey) -> Mask:
    """Where the page is darker than what surrounds it."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    mask = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, float(_DARKER)
    )
    return np.asarray(mask, dtype=np.uint8)


def parts_of(ink: Mask) -> Parts:
    """The connected pieces; pieces that touch at a corner are one."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return Parts(
        np.asarray(stats[1:, :4], dtype=np.int32), np.asarray(stats[1:, 4], dtype=np.int32), np.asarray(labels)
    )


def print_size(boxes: NDArray[np.int32]) -> float:
    """The size of print in pixels by its pieces, 0 where nothing is printed: that of the higher characters."""
    wide, high = boxes[:, 2], boxes[:, 3]
    like_print = (high >= 5) & (high <= 150) & (wide <= 2 * high) & (high <= 4 * wide)
    if not like_print.any():
        return 0.0
    # By ink, so that specks do not outvote the print.
    heights = np.sort(high[like_print])
    return float(heights[np.searchsorted(np.cumsum(heights), heights.sum() * 0.6)]) / _PRINT


def askew(ink: Mask) -> float:
    """Degrees that the page has to be turned counter-clockwise to lie straight: rows of print are then densest."""
    small = enlarged(ink, min(1.0, _TRIED / max(ink.shape)))
    angle = 0.0
    for reach, step in _STEPS:
        tried = np.arange(angle - reach, angle + reach + step / 2, step)
        angle = float(max(tried, key=lambda degrees: _density(small, degrees)))
    return angle if abs(angle) > _STRAIGHT else 0.0


def _density(ink: Mask, degrees: float) -> float:
    """How unevenly ink is spread over the rows of a page turned so far."""
    high, wide = ink.shape
    turned = cv2.warpAffine(ink, turn(wide, high, degrees), (wide, high), flags=cv2.INTER_LINEAR)
    rows = np.asarray(turned, dtype=np.float64).sum(axis=1)
    return float(((rows[1:] - rows[:-1]) ** 2).sum())


def turn(wide: int, high: int, degrees: float) -> NDArray[np.float64]:
    """The 2 x 3 matrix that turns a page counter-clockwise round its middle."""
    return np.asarray(cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0), dtype=np.float64)
