"""Which reader reads which kind; each is loaded when a document of its kind comes."""

from functools import partial

from extractors.documents.document import Document
from extractors.documents.extras import extra, need_room
from extractors.errors import Refused


def read_kind(kind: str, body: bytes, room: bool = True) -> Document:
    """The document in the bytes, read as the kind that `kind_of` says; raises Refused with a reason, and without
    `room` NeedsRoom for what takes more than a page."""
    match kind:
        case "html":
            from extractors.documents.html import read_html

            return read_html(body)
        case "text":
            from extractors.documents.text import read_text

            return read_text(body)
        case "pdf":
            with extra("pdf"):
                from extractors.documents.pdf import read_pdf
            return read_pdf(body, room)
        case "zip":
            from extractors.documents.office import read_zip

            return read_zip(body, partial(read_kind, room=room))
        case "ole":
            from extractors.documents.office_ole import read_ole

            return read_ole(body, room)
        case "picture":
            need_room("ocr", room)
            with extra("ocr"):
                from extractors.documents.image import read_image
            return read_image(body)
        case "rtf":
            from extractors.documents.doc import read_doc

            return read_doc(body, "rtf", room)
        case _:
            raise Refused(f"no reader for the kind {kind!r}")
