"""Word documents of before 2007, RTF and WPS: converted to DOCX by LibreOffice, then read as such."""

from dataclasses import replace

from extractors.documents.container import Container
from extractors.documents.doc_converter import converted, converter
from extractors.documents.document import Document
from extractors.documents.docx import read_docx
from extractors.errors import FormatNotRead, NeedsRoom, Refused

_NAMES = {"doc": "a DOC document (Word 97 to 2003, or WPS)", "rtf": "an RTF document"}
_SECTOR = 512  # bytes; streams of an OLE container begin at multiples of it
_WORD = (b"\xec\xa5", b"\xdc\xa5")  # how the main stream of Word 97 and of Word 95 begins ([MS-DOC] 2.5.2)
_FLAGS, _ENCRYPTED = 10, 0x0100


def read_doc(body: bytes, kind: str, room: bool = True) -> Document:
    """The document, its cells placed as in the DOCX; `kind` is doc or rtf.

    Raises Refused for one that is encrypted or damaged, FormatNotRead where LibreOffice is not installed, and without
    `room` NeedsRoom.
    """
    if kind == "doc":
        _check(body)
    if converter() is None:
        raise FormatNotRead(
            f"this is {_NAMES[kind]}, read by way of LibreOffice, which is not installed here: install it "
            "(Debian: apt install libreoffice-writer-nogui), or save the document as DOCX or PDF"
        )
    if not room:
        raise NeedsRoom
    return replace(read_docx(Container(converted(body, kind))), kind=kind)


def _check(body: bytes) -> None:
    """By the head of Word's main stream, before a converter is started for what it cannot read."""
    heads = (body[at : at + _SECTOR] for at in range(_SECTOR, len(body), _SECTOR))
    main = next((head for head in heads if head.startswith(_WORD)), b"")
    if not main:
        raise Refused("this DOC document is damaged: the part with its text is not there")
    if int.from_bytes(main[_FLAGS : _FLAGS + 2], "little") & _ENCRYPTED:
        raise Refused("this DOC document is encrypted: it opens only with a password; save it without one")
