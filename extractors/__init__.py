"""Read. Bytes in, `Report` out; no network, no database, no clock."""

from extractors.documents.dispatch import read_kind
from extractors.documents.document import Document
from extractors.documents.kind import kind_of
from extractors.errors import FormatNotRead, Refused
from extractors.report import extract, is_annual_report
from extractors.version import reader_version

__all__ = ["Document", "FormatNotRead", "Refused", "extract", "is_annual_report", "read", "reader_version"]


def read(body: bytes, *, url: str = "") -> Document:
    """The document in the bytes, its kind decided by them; raises Refused with a reason for what is not read.

    `url` is only named in the reason.
    """
    try:
        return read_kind(kind_of(body), body)
    except Refused as refused:
        raise type(refused)(f"{url}: {refused}" if url else str(refused)) from refused
