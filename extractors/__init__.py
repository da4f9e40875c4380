"""Read. Bytes in, `Report` out; no network, no database, no clock."""

from extractors.documents.dispatch import read_kind
from extractors.documents.document import Document
from extractors.documents.kind import kind_of
from extractors.errors import FormatNotRead, NeedsRoom, Refused
from extractors.report import extract, is_annual_report
from extractors.version import reader_version

__all__ = ["Document", "FormatNotRead", "NeedsRoom", "Refused", "extract", "is_annual_report", "read", "reader_version"]


def read(body: bytes, *, url: str = "", room: bool = True) -> Document:
    """The document in the bytes, its kind decided by them; raises Refused with a reason for what is not read.

    `url` is only named in the reason. Without `room`, raises NeedsRoom for what takes more memory and time than a page.
    """
    try:
        return read_kind(kind_of(body), body, room)
    except Refused as refused:
        raise type(refused)(f"{url}: {refused}" if url else str(refused)) from refused
