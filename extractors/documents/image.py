"""A picture of a report (PNG, JPEG) to a Document: recognised cell by cell and line by line."""

from dataclasses import replace

from extractors.documents.document import Document
from extractors.documents.image_open import grey_of
from extractors.documents.ocr_page import recognised_page
from extractors.documents.ocr_placing import placed
from extractors.documents.pdf import document_of
from extractors.errors import Refused


def read_image(body: bytes) -> Document:
    """The picture's paragraphs and tables; a cell's place is page 0 and its box in pixels of the picture.

    Raises Refused for one that is too large, damaged, or has no print in it.
    """
    found = recognised_page(grey_of(body))
    if not found.page.glyphs:
        raise Refused("no print was found in this picture")
    document = document_of("picture", [found.page])
    blocks = tuple(placed(block, lambda _, box: found.pixels_of(box)) for block in document.blocks)
    return replace(document, blocks=blocks, recognised=True)
