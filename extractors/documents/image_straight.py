"""A page that is a picture, laid straight and large enough to read, with the way back to where things stood."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.documents.image_ink import Mask, askew, ink_of, parts_of, print_size, turn
from extractors.documents.image_open import MAX_PIXELS, Grey, enlarged
from extractors.documents.pdf_geometry import Box

_READABLE = 22.0  # pixels of print below which a picture is enlarged
_MOST = 3.0  # times
_SPECKLED = 0.35  # of the pieces of ink that are single pixels, from which on a picture is smoothed


@dataclass(frozen=True, slots=True)
class Straight:
    """`grey` and `ink` of the straight page; `size` of its print in pixels; `back`: 2 x 3, to the picture's pixels, of
    which one is `factor` of these."""

    grey: Grey
    ink: Mask
    size: float
    factor: float
    back: NDArray[np.float64]

    def box_before(self, box: Box) -> Box:
        """The box, in pixels of the picture as it came, that holds this one of the straight page."""
        left, top, right, bottom = box
        corners = np.array([[x, y, 1.0] for x in (left, right) for y in (top, bottom)]) @ self.back.T
        (x1, y1), (x2, y2) = corners.min(axis=0), corners.max(axis=0)
        return round(float(x1), 1), round(float(y1), 1), round(float(x2), 1), round(float(y2), 1)


def straightened(picture: Grey) -> Straight:
    """The page laid straight, enlarged where its print is small, smoothed where it is speckled."""
    ink = ink_of(picture)
    size = print_size(parts_of(ink).boxes)
    factor = min(_MOST, _READABLE / size) if 0 < size < _READABLE else 1.0
    factor = max(1.0, min(factor, (MAX_PIXELS / picture.size) ** 0.5))
    grey = enlarged(picture, factor) if factor > 1 else picture
    angle = askew(ink)
    if angle:
        grey, matrix = _turned(grey, angle)
    else:
        matrix = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    ink = ink_of(grey)
    if _is_speckled(ink):
        grey = np.asarray(cv2.medianBlur(grey, 3), dtype=np.uint8)
        ink = ink_of(grey)
    back = np.asarray(cv2.invertAffineTransform(matrix), dtype=np.float64) / factor
    return Straight(grey, ink, print_size(parts_of(ink).boxes), factor, back)


def _turned(grey: Grey, angle: float) -> tuple[Grey, NDArray[np.float64]]:
    high, wide = grey.shape
    matrix = turn(wide, high, angle)
    turned = cv2.warpAffine(grey, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255.0)
    return np.asarray(turned, dtype=np.uint8), matrix


def _is_speckled(ink: Mask) -> bool:
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    pieces = stats[1:]
    return len(pieces) > 200 and float((pieces[:, 4] <= 6).mean()) > _SPECKLED
