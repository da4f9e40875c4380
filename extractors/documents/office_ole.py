"""OLE containers: old Office files, told apart by the names of their streams."""

from extractors.documents.document import Document
from extractors.documents.extras import extra
from extractors.errors import FormatNotRead, Refused


def read_ole(body: bytes, room: bool = True) -> Document:
    """An XLS workbook or a DOC document; raises Refused for an encrypted file and for every other kind."""
    match stream_kind(body):
        case "encrypted":
            raise Refused("this Office file is encrypted: it opens only with a password; save it without one")
        case "xls":
            with extra("office"):
                from extractors.documents.sheet import read_sheets
            return read_sheets(body)
        case "doc":
            from extractors.documents.doc import read_doc

            return read_doc(body, "doc", room)
        case _:
            raise FormatNotRead(
                "this is an OLE container of an unknown kind; XLS workbooks and DOC documents are read of them"
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
