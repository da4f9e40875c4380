"""Which reader reads which kind; each is loaded when a document of its kind comes."""

from extractors.documents.document import Document
from extractors.documents.extras import extra
from extractors.errors import Refused


def read_kind(kind: str, body: bytes) -> Document:
    """The document in the bytes, read as the kind that `kind_of` says; raises Refused with a reason."""
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
            return read_pdf(body)
        case "zip":
            from extractors.documents.office import read_zip

            return read_zip(body, read_kind)
        case "ole":
            from extractors.documents.office_ole import read_ole

            return read_ole(body)
        case _:
            raise Refused(f"no reader for the kind {kind!r}")
