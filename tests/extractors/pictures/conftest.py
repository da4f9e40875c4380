"""A ruled table drawn as a picture, with cells as they are found in reports."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")  # Debian: fonts-noto-cjk
SIMPLIFIED = 2  # its face for simplified characters
WIDE, HIGH, MARGIN, SIZE = 150, 56, 60, 28  # pixels: cells, the paper around, print

Draw = Callable[[Sequence[Sequence[str]]], Image.Image]


@pytest.fixture(scope="session")
def draw() -> Draw:
    """Rows of texts as a ruled table on white paper; ▒ is a blot."""
    font = ImageFont.truetype(str(FONT), SIZE, index=SIMPLIFIED)

    def drawn(rows: Sequence[Sequence[str]]) -> Image.Image:
        size = (len(rows[0]) * WIDE + 2 * MARGIN, len(rows) * HIGH + 2 * MARGIN)
        picture = Image.new("L", size, 255)
        pen = ImageDraw.Draw(picture)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                left, top = MARGIN + column * WIDE, MARGIN + row * HIGH
                pen.rectangle((left, top, left + WIDE, top + HIGH), outline=0, width=2)
                middle = (left + WIDE / 2, top + HIGH / 2)
                if text == "▒":
                    pen.ellipse((middle[0] - 12, middle[1] - 12, middle[0] + 12, middle[1] + 12), fill=0)
                else:
                    pen.text(middle, text, fill=0, font=font, anchor="mm")
        return picture

    return drawn


@pytest.fixture(scope="session")
def png() -> Callable[[Image.Image], bytes]:
    """A picture as the bytes of a PNG file."""

    def packed(picture: Image.Image) -> bytes:
        file = io.BytesIO()
        picture.save(file, "PNG")
        return file.getvalue()

    return packed
