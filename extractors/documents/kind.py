"""The kind of a document by its first bytes; a name or a declared type is never believed."""

from extractors.errors import Refused

MAX_BYTES = 32 * 1024 * 1024  # the longest real report seen is under 1 MB; a 200 MB file is not a report

_PDF_JUNK = 1024  # bytes that may stand ahead of a PDF's mark (ISO 32000, annex H)

# magic -> what it is; none of these is read by this installation
_NOT_READ = {
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"BM": "a picture (BMP)",
    b"RIFF": "a RIFF container (WebP, AVI)",
    b"PK\x03\x04": "a ZIP container (DOCX, XLSX or an archive)",
    b"\xd0\xcf\x11\xe0": "an OLE container (DOC or XLS)",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x1f\x8b": "a gzip file",
}
_HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>", b"<p ", b"<meta", b"<span")


def kind_of(body: bytes) -> str:
    """`html`, `pdf` or `text`; raises Refused for an empty body, one that is too large, and every other format."""
    if not body.strip():
        raise Refused("the file is empty: there is nothing to read")
    if len(body) > MAX_BYTES:
        raise Refused(f"{len(body):,} bytes: larger than the limit of {MAX_BYTES:,}; this is not a report page")
    if b"%PDF-" in body[:_PDF_JUNK]:
        return "pdf"
    for magic, name in _NOT_READ.items():
        if body.startswith(magic):
            raise Refused(f"this is {name}, whatever its name says; this installation reads HTML, text and Markdown")
    if b"\x00" in body[:4096] and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("this is binary data of an unknown kind; this installation reads HTML, text and Markdown")
    head = body[:65536].lower().replace(b"\x00", b"")
    return "html" if any(sign in head for sign in _HTML_SIGNS) else "text"
