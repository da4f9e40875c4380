"""Pictures that are bombs or no pictures, and what is said where the recogniser is not installed."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable

import pytest
from PIL import Image

import extractors
from extractors import NeedsRoom, Refused
from extractors.documents.dispatch import read_kind

Pack = Callable[[Image.Image], bytes]


def png_of(width: int, height: int) -> bytes:
    """A PNG file whose head names a size, with no pixels to speak of."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def pdf_of(picture: Image.Image) -> bytes:
    """A PDF of one picture."""
    file = io.BytesIO()
    picture.save(file, "PDF", resolution=150)
    return file.getvalue()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (png_of(60_000, 60_000), "refused as a bomb"),
        (png_of(9_000, 9_000), "9,000 x 9,000 pixels: refused as a bomb"),
        (png_of(31_000, 10), "bomb"),
        (png_of(800, 600), r"picture \(PNG\) is damaged or cut off"),
        (b"\xff\xd8\xff\xe0" + bytes(200), r"picture \(JPEG\) is damaged"),
        (b"GIF89a" + bytes(99), "PNG and JPEG are read"),
    ],
    ids=["very many pixels", "many pixels", "a long side", "cut off", "no jpeg", "another format"],
)
def test_refused_with_a_reason(body: bytes, said: str) -> None:
    """Before it is unpacked."""
    with pytest.raises(Refused, match=said):
        extractors.read(body)


def test_a_picture_without_print(draw: Callable[..., Image.Image], png: Pack) -> None:
    """White paper is no report."""
    with pytest.raises(Refused, match="no print"):
        extractors.read(png(Image.new("L", (600, 800), 255)))


def test_a_picture_needs_room(png: Pack) -> None:
    """A process with a page's limits is told before anything is unpacked; a scanned PDF alike."""
    white = Image.new("L", (600, 800), 255)
    with pytest.raises(NeedsRoom):
        extractors.read(png(white), room=False)
    with pytest.raises(NeedsRoom):
        extractors.read(pdf_of(white), room=False)


def test_without_the_extra_it_is_named() -> None:
    """Pictures and scanned PDFs."""
    page = Image.new("L", (600, 800), 255)
    for body in (png_of(10, 10), pdf_of(page)):
        program = (
            f"import sys\nsys.modules['rapidocr'] = None\nimport extractors\n"
            f"try:\n    extractors.read({body!r})\nexcept extractors.FormatNotRead as refused:\n    print(refused)"
        )
        done = subprocess.run([sys.executable, "-"], input=program, capture_output=True, text=True, check=True)
        assert "nianbao[ocr]" in done.stdout


def test_a_kind_without_a_reader_is_refused() -> None:
    with pytest.raises(Refused, match="no reader"):
        read_kind("film", b"")
