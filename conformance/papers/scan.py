"""Printed pages as scanners and portals give them: pictures, turned a little, noisy, packed as JPEG."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from pypdfium2 import PdfDocument


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scanner does: `degrees` a page lies askew, `noise` (grey values, standard deviation), `specks` (a page of
    A4), `blur` (pixels), `shade` (grey values from the lit edge to the dark one), `quality` of JPEG, 0 for PNG."""

    dpi: int = 200
    degrees: float = 0.0
    noise: float = 0.0
    specks: int = 0
    blur: float = 0.0
    shade: float = 0.0
    quality: int = 0


def drawn(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages of a PDF in grey."""
    document = PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def scanned(page: Image.Image, how: Scan, seed: int) -> Image.Image:
    """One page through the scanner; the same seed gives the same picture."""
    random = np.random.default_rng(seed)
    turned = page.rotate(how.degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(how.blur)), dtype=np.float64).copy()
    _speckle(grey, how, random)
    grey -= np.linspace(0, how.shade, grey.shape[1])[None, :]
    grey += random.normal(0, how.noise, grey.shape) if how.noise else 0
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


def _speckle(grey: NDArray[np.float64], how: Scan, random: np.random.Generator) -> None:
    """Dirt: dark dots of a tenth of a millimetre or two."""
    high, wide = grey.shape
    for _ in range(how.specks):
        size = int(random.integers(1, 2 + how.dpi // 100))
        y, x = int(random.integers(0, high)), int(random.integers(0, wide))
        grey[y : y + size, x : x + size] = random.integers(0, 120)


def as_picture(pages: Sequence[Image.Image], quality: int = 0) -> bytes:
    """The pages below each other in one picture, as portals show reports: PNG, or JPEG of a quality."""
    whole = Image.new("L", (max(page.width for page in pages), sum(page.height for page in pages)), 255)
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    file = io.BytesIO()
    if quality:
        whole.save(file, "JPEG", quality=quality)
    else:
        whole.save(file, "PNG")
    return file.getvalue()


def as_pdf(pages: Sequence[Image.Image], dpi: int, quality: int = 0) -> bytes:
    """A PDF of pictures alone, as scanners make them."""
    file = io.BytesIO()
    pages[0].save(file, "PDF", resolution=dpi, save_all=True, append_images=list(pages[1:]), quality=quality or 95)
    return file.getvalue()
