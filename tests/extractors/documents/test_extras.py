"""Without its extra a document is refused, and the line names what to install; everything else is read."""

import subprocess
import sys

PROGRAM = """
import sys
sys.modules[{library!r}] = None  # what an installation without the extra looks like to an import
import extractors
try:
    extractors.read({body!r})
except extractors.FormatNotRead as refused:
    print(refused)
"""


def refusal(library: str, body: bytes) -> str:
    """What a process that has not got the library says of the document."""
    program = PROGRAM.format(library=library, body=body)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


def test_a_pdf_names_its_extra() -> None:
    assert "nianbao[pdf]" in refusal("pypdfium2", b"%PDF-1.7\n%%EOF")


def test_a_workbook_names_its_extra() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096 + "Workbook".encode("utf-16-le")
    assert "nianbao[office]" in refusal("python_calamine", ole)
