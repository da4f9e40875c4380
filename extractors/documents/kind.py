"""The kind of a document by its first bytes; a name or a declared type is never believed."""

import json

from extractors.errors import FormatNotRead, Refused

MAX_BYTES = 32 * 1024 * 1024  # the longest real report seen is under 1 MB; a 200 MB file is not a report

_PDF_JUNK = 1024  # bytes that may stand ahead of a PDF's mark (ISO 32000, annex H)
_READ = "HTML, text and Markdown, PDF, PNG, JPEG, DOCX, DOC, RTF, XLSX, XLS, ODS and ZIP archives with one of them"

# magic -> kind of container
_CONTAINERS = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\xd0\xcf\x11\xe0": "ole"}
# magic -> kind; of pictures those that scanners and portals write
_OTHERS = {b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"{\\rtf": "rtf"}
# magic -> what it is
_PICTURES = {
    b"GIF8": "a picture (GIF)",
    b"BM": "a picture (BMP)",
    b"II*\x00": "a picture (TIFF)",
    b"MM\x00*": "a picture (TIFF)",
    b"RIFF": "a picture or a film (RIFF)",
}
_NOT_READ = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip file",
}
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<p ", b"<meta", b"<span")
_OFFICE_2003 = b"<?mso-application"


def kind_of(body: bytes) -> str:
    """`html`, `text`, `pdf`, `picture`, `rtf`, `zip` or `ole`.

    Raises Refused for an empty body, too large a one, and other formats.
    """
    if not body.strip():
        raise Refused("the file is empty: there is nothing to read")
    if len(body) > MAX_BYTES:
        raise Refused(f"{len(body):,} bytes: larger than the limit of {MAX_BYTES:,}; this is not a report page")
    for magic, kind in _CONTAINERS.items():
        if body.startswith(magic):
            return kind
    # Behind the containers: an archive may begin with a PDF that it holds.
    if b"%PDF-" in body[:_PDF_JUNK] and not body.lstrip().startswith(b"<"):
        return "pdf"
    for magic, kind in _OTHERS.items():
        if body.startswith(magic):
            return kind
    _refuse_others(body)
    _refuse_data(body)
    return "html" if _has_sign(body[:1024]) or _has_sign(body[:65536]) else "text"


def _has_sign(head: bytes) -> bool:
    plain = head.lower().replace(b"\x00", b"")
    return any(sign in plain for sign in _HTML_SIGNS)


def _refuse_others(body: bytes) -> None:
    for magic, name in _PICTURES.items():
        if body.startswith(magic):
            raise FormatNotRead(
                f"this is {name}, whatever its name says; of pictures PNG and JPEG are read; save it as PNG"
            )
    for magic, name in _NOT_READ.items():
        if body.startswith(magic):
            raise FormatNotRead(f"this is {name}, whatever its name says; this installation reads {_READ}")
    if _OFFICE_2003 in body[:4096]:
        raise FormatNotRead(f"this is an Office file of 2003 in plain XML; this installation reads {_READ}")
    if b"\x00" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FormatNotRead(f"this is binary data of an unknown kind; this installation reads {_READ}")


def _refuse_data(body: bytes) -> None:
    """Refuse an object or an array of JSON: read as a page, its articles would run into each other."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return
    raise FormatNotRead("this is data (JSON), such as a portal's list: several reports may stand in it, no page of one")
