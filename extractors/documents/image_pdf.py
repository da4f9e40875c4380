"""Pages of a PDF that are pictures: drawn as the reader of pictures reads them, and put among the pages with text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt

import numpy as np
from pypdfium2 import PdfDocument

from extractors.documents.document import Document
from extractors.documents.image_open import MAX_PIXELS, Grey
from extractors.documents.ocr_page import PicturePage, recognised_page
from extractors.documents.ocr_placing import placed
from extractors.documents.pdf import document_of
from extractors.documents.pdf_geometry import Box, Page, Rules
from extractors.errors import Refused

_SCALE = 200 / 72  # pixels a point: what offices scan at, and enough for print of a table


def read_pictures(body: bytes, pages: Sequence[Page], unread: Mapping[int, Sequence[Box]]) -> Document:
    """The PDF with what is on its pictures: whole pages, and the tables of pictures among text."""
    found: dict[int, PicturePage] = {}
    document = PdfDocument(body)
    try:
        for number, boxes in unread.items():
            scale = _scale(pages[number])
            found[number] = recognised_page(_drawn(document, number, scale, boxes), number, 1 / scale)
    finally:
        document.close()
    whole = [_merged(page, found.get(page.number)) for page in pages]
    if not any(page.glyphs for page in whole):
        raise Refused("no print was found in the pictures of this PDF")

    def way(number: int, box: Box) -> Box:
        if number not in found or pages[number].glyphs:
            return box
        scale = _scale(pages[number])
        left, top, right, bottom = (edge / scale for edge in found[number].pixels_of(box))
        return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)

    read = document_of("pdf", whole)
    return replace(read, blocks=tuple(placed(block, way) for block in read.blocks), recognised=True)


def _scale(page: Page) -> float:
    return min(_SCALE, sqrt(MAX_PIXELS / max(1.0, page.width * page.height)))


def _drawn(document: PdfDocument, number: int, scale: float, boxes: Sequence[Box]) -> Grey:
    """The page in grey; white outside the boxes."""
    page = document[number]
    try:
        drawn = np.asarray(page.render(scale=scale, grayscale=True).to_numpy(), dtype=np.uint8)
    finally:
        page.close()
    grey = drawn.reshape(drawn.shape[:2])
    shown = np.full_like(grey, 255)
    for box in boxes:
        left, top, right, bottom = (round(edge * scale) for edge in box)
        shown[top:bottom, left:right] = grey[top:bottom, left:right]
    return shown


def _merged(page: Page, picture: PicturePage | None) -> Page:
    """A page without text is the picture; to one with text only the tables of its pictures are added."""
    if picture is None:
        return page
    if not page.glyphs:
        return replace(picture.page, width=page.width, height=page.height)
    rules = Rules(
        page.rules.horizontal + picture.page.rules.horizontal, page.rules.vertical + picture.page.rules.vertical
    )
    return replace(page, glyphs=page.glyphs + picture.in_tables, rules=rules)
