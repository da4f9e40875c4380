"""OLE containers: old Office files, told apart by the names of their streams."""

from extractors.documents.document import Document
from extractors.documents.extras import extra
from extractors.errors import FormatNotRead, Refused


def read_ole(body: bytes) -> Document:
    """An XLS workbook; raises Refused for DOC, for an encrypted file and for every other kind."""
    match stream_kind(body):
        case "encrypted":
            raise Refused("this Office file is encrypted: it opens only with a password; save it without one")
        case "xls":
            with extra("office"):
                from extractors.documents.sheet import read_sheets
            return read_sheets(body)
        case "doc":
            raise FormatNotRead(
                "this is a DOC document (Word 97 to 2003); save it as DOCX or PDF, for example with LibreOffice"
            )
        case _:
            raise FormatNotRead(
                "this is an OLE container of an unknown kind; this installation reads XLS workbooks of them"
            )


def stream_kind(body: bytes) -> str:
    """`encrypted`, `xls`, `doc`, or empty."""
    for stream, kind in (
        ("EncryptedPackage", "encrypted"),
        ("EncryptionInfo", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
    ):
        if stream.encode("utf-16-le") in body:
            return kind
    return ""
