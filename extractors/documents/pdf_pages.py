"""From the bytes of a PDF to its printed pages. The document is hostile: every count has its limit."""

from collections.abc import Iterator

from pypdfium2 import PdfDocument, PdfiumError

from extractors.documents.image_places import is_unseen, pictures_of
from extractors.documents.pdf_geometry import Page, to_shown
from extractors.documents.pdf_glyphs import glyphs_of
from extractors.documents.pdf_lost import lost_glyphs
from extractors.documents.pdf_objects import objects_of
from extractors.documents.pdf_rules import rules_of
from extractors.documents.pdf_streams import check_streams
from extractors.errors import Refused

MAX_PAGES = 300


def pages_of(body: bytes) -> Iterator[Page]:
    """The pages in order; raises Refused for a PDF that is damaged, encrypted or absurdly large."""
    check_streams(body)
    document = _opened(body)
    try:
        if len(document) > MAX_PAGES:
            raise Refused(f"a PDF of {len(document):,} pages: more than {MAX_PAGES}, no single report")
        for number in range(len(document)):
            yield _page(document, number)
    except PdfiumError as error:
        raise Refused(f"this PDF is damaged: {error}") from error
    finally:
        document.close()


def _opened(body: bytes) -> PdfDocument:
    try:
        return PdfDocument(body)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused("this PDF is encrypted: it opens only with a password; save it without one") from error
        raise Refused(f"this PDF is damaged and cannot be opened: {error}") from error


def _page(document: PdfDocument, number: int) -> Page:
    page = document[number]
    try:
        shown = to_shown(page.get_bbox(), page.get_rotation())
        width, height = page.get_size()
        objects = list(objects_of(page))
        pictures = tuple(pictures_of(objects, shown, width, height))
        unseen = pictures and is_unseen(objects)
        glyphs = () if unseen else (*glyphs_of(page.get_textpage(), shown), *lost_glyphs(objects, shown))
        return Page(number, width, height, glyphs, rules_of(objects, shown), pictures)
    finally:
        page.close()
