"""DOC and RTF by way of LibreOffice: the same cells as in DOCX, no link followed, encrypted ones named."""

import re
import subprocess
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import extractors
from conformance.papers.docx import print_docx
from conformance.papers.paper import Paper
from conformance.papers.programs import printed_by_libreoffice
from extractors import NeedsRoom, Refused
from extractors.documents.doc_converter import converted
from nianbao.domain.report import Report


@pytest.fixture(scope="module")
def doc(paper: Paper) -> bytes:
    """The paper as a DOC file."""
    return printed_by_libreoffice(print_docx(paper), "docx", "doc")


@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_every_cell(
    kind: str, doc: bytes, paper: Paper, report: Callable[[bytes], Report], whole: Callable[[Report], None]
) -> None:
    """All figures, sections and the title."""
    whole(report(doc if kind == "doc" else printed_by_libreoffice(print_docx(paper), "docx", "rtf")))


def test_a_page_saved_as_doc_is_a_page() -> None:
    """The bytes decide, not the name."""
    assert extractors.read(b"<html><body><table><tr><td>1</td></tr></table></body></html>").kind == "html"


def test_encrypted(doc: bytes) -> None:
    """By the flag at the head of Word's stream."""
    at = next(m.start() for m in re.finditer(b"\xec\xa5", doc) if m.start() % 512 == 0)
    body = doc[: at + 11] + bytes([doc[at + 11] | 1]) + doc[at + 12 :]
    with pytest.raises(Refused, match="DOC document is encrypted"):
        extractors.read(body)


def test_cut_off(doc: bytes) -> None:
    """What LibreOffice cannot read is refused, not empty."""
    with pytest.raises(Refused):
        extractors.extract(extractors.read(doc[:1024]))


def test_a_conversion_needs_room(doc: bytes) -> None:
    """A process with a page's limits is told before a converter is started."""
    with pytest.raises(NeedsRoom):
        extractors.read(doc, room=False)


def test_without_libreoffice_it_is_named(doc: bytes) -> None:
    """One line that says what to install."""
    program = f"""
import extractors
try:
    extractors.read({doc!r})
except extractors.FormatNotRead as told:
    print(told)
"""
    environment = {"PATH": "/nowhere"}
    done = subprocess.run(
        [sys.executable, "-"], input=program, env=environment, capture_output=True, text=True, check=True
    )
    assert "libreoffice-writer-nogui" in done.stdout


def test_no_link_is_followed() -> None:
    """A picture and a text that a document links to are not asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        body = (
            r"{\rtf1\ansi{\field{\*\fldinst INCLUDEPICTURE " + f'"{here}/a.png"' + r" \\d}{\fldrslt x}}"
            r"{\field{\*\fldinst INCLUDETEXT " + f'"{here}/b.docx"' + r"}{\fldrslt y}}text\par}"
        )
        assert converted(body.encode(), "rtf").startswith(b"PK")
        server.shutdown()
    assert asked == []
