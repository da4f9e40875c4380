"""From the bytes of a picture to its grey values. It is hostile: its size is looked at before it is unpacked."""

import io
import warnings

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from extractors.errors import Refused

Grey = NDArray[np.uint8]  # rows of grey values, 0 black, 255 white

MAX_PIXELS = 60_000_000  # a page scanned at 600 dpi has 35 million, five pages in one picture at 300 dpi 44
MAX_SIDE = 30_000  # pixels; the longest page of a portal photographed in one piece has about 15,000
_FORMATS = ("PNG", "JPEG")
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError)  # what the library raises while it decodes a broken file


def grey_of(body: bytes) -> Grey:
    """The picture as it is shown: turned as its camera says, on white where it is transparent.

    Raises Refused for one that is too large, damaged or cut off.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of sizes; the limits here are lower
            picture = Image.open(io.BytesIO(body), formats=_FORMATS)
            check_size(*picture.size)
            picture.load()
            return _flattened(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:  # far beyond the limits here
        raise Refused(f"this picture is refused as a bomb: {error}") from error
    except _DAMAGED as error:
        name = "PNG" if body.startswith(b"\x89PNG") else "JPEG"
        raise Refused(f"this picture ({name}) is damaged or cut off") from error


def check_size(width: int, height: int) -> None:
    """Raises Refused for a picture of more pixels than any scanned page has."""
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise Refused(f"a picture of {width:,} x {height:,} pixels: refused as a bomb, no scanned page is so large")


def _flattened(picture: Image.Image) -> Grey:
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        drawn = picture.convert("RGBA")
        paper = Image.new("RGBA", drawn.size, "white")
        paper.alpha_composite(drawn)
        picture = paper
    if picture.mode.startswith("I"):  # 16 bits a pixel
        return (np.asarray(picture, dtype=np.uint32) >> 8).astype(np.uint8)
    return np.asarray(picture.convert("L"), dtype=np.uint8)


def enlarged(grey: Grey, factor: float) -> Grey:
    """The picture at another size."""
    shrink = factor < 1
    how = cv2.INTER_AREA if shrink else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(grey, None, fx=factor, fy=factor, interpolation=how), dtype=np.uint8)
