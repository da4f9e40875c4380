"""Files that are meant to hurt, or that cannot be read: refused with a reason, fast, in little memory."""

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import extractors
from extractors import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD = '<Types><Override ContentType="application/wordprocessingml.document.main+xml"/></Types>'
EXCEL = '<Types><Override ContentType="application/spreadsheetml.sheet.main+xml"/></Types>'
FAR = '<worksheet><row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></worksheet>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
SECONDS, MEBIBYTES = 2.0, 300


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return file.getvalue()


def word(document: str | bytes) -> bytes:
    """A DOCX file of a main part."""
    return zipped({"[Content_Types].xml": WORD, "word/document.xml": document})


def body_of(xml: str) -> bytes:
    """A DOCX file of a body."""
    return word(f'<w:document xmlns:w="w"><w:body>{xml}</w:body></w:document>')


def pdf(packed: bytes, pages: int = 1, extra: str = "", trailer: str = "") -> bytes:
    """A PDF file whose pages all draw one packed stream; no table of places, as readers repair it."""
    kids = "4 0 R " * pages
    head = (
        f"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        f"2 0 obj << /Type /Pages /Count {pages} /Kids [{kids}] >> endobj\n"
        f"4 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R "
        f"/Resources << {extra} >> >> endobj\n"
        f"3 0 obj << /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    )
    return head.encode() + packed + f"\nendstream endobj\ntrailer << /Root 1 0 R {trailer} >>\n%%EOF".encode()


def objects(*bodies: str) -> bytes:
    """A PDF file of these objects, the first of which is its catalogue; no table of places."""
    numbered = (f"{number} 0 obj {body} endobj" for number, body in enumerate(bodies, 1))
    return "\n".join(("%PDF-1.7", *numbered, "trailer << /Root 1 0 R >>", "%%EOF")).encode()


CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"


def page_tree(depth: int) -> bytes:
    """Nodes of pages, each with one other in it."""
    nodes = (f"<< /Type /Pages /Count 1 /Kids [{number + 1} 0 R] >>" for number in range(2, depth + 2))
    return objects(CATALOGUE, *nodes, "<< /Type /Page /MediaBox [0 0 595 842] >>")


def lines(count: int) -> bytes:
    """Operators that draw lines."""
    return b"0 0 m 9 9 l S\n" * count


def laughs() -> bytes:
    """Entities made of entities: 10^12 characters."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    return word(f"<!DOCTYPE d [{entities}]><d>&e11;</d>")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "pdf of white space": (lambda: pdf(zlib.compress(b" " * 10**8, 9)), "unpacks to more than"),
    "pdf packed twice": (lambda: pdf(zlib.compress(zlib.compress(b" " * 10**8, 9), 9)), "packed twice"),
    "pdf of lines": (lambda: pdf(zlib.compress(lines(10**6), 9)), "unpacks to more than"),
    "pdf of many objects": (lambda: pdf(zlib.compress(lines(10**5), 9)), "objects"),
    "pdf of many pages": (lambda: pdf(zlib.compress(b" "), pages=50_000), "pages"),
    "pdf that claims pages": (
        lambda: objects(CATALOGUE, "<< /Type /Pages /Count 100000 /Kids [3 0 R] >>", "<< /Type /Page >>"),
        "100,000 pages",
    ),
    "pdf of a deep tree": (lambda: page_tree(50_000), "damaged"),
    "pdf that is its own page": (
        lambda: objects(CATALOGUE, "<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"),
        "damaged",
    ),
    "pdf of endless objects": (lambda: objects(*(f"<< /A {n + 2} 0 R >>" for n in range(200_000))), "damaged"),
    "pdf of nested arrays": (lambda: objects("[" * 1_000_000), "damaged"),
    "pdf cut off": (lambda: pdf(b"")[:90], "damaged"),
    "pdf by name only": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 9, "damaged"),
    "pdf of pictures": (lambda: pdf(zlib.compress(b"1 0 0 1 0 0 cm")), "no text and no picture"),
    "zip that unpacks to much": (lambda: zipped({"a.txt": b"0" * 10**8}), "bomb"),
    "zip of a steep entry": (lambda: zipped({"a.txt": b"0" * 2 * 10**7}), "bomb"),
    "zip of many entries": (lambda: zipped({f"{n}.txt": "0" for n in range(3000)}), "entries"),
    "zip cut off": (lambda: zipped({"a.txt": "0" * 99})[:60], "damaged"),
    "zip in a zip": (lambda: zipped({"a.zip": zipped({"b.zip": b"PK"})}), "holds a.zip"),
    "zip of nothing": (lambda: zipped({}), "holds no file"),
    "docx of laughs": (laughs, "entities"),
    "docx that asks for a file": (lambda: word(f"{OUTSIDE}<d>&x;</d>"), "entities"),
    "docx that asks in UTF-16": (
        lambda: word(f'<?xml version="1.0" encoding="utf-16"?>{OUTSIDE}<d>&x;</d>'.encode("utf-16")),
        "entities",
    ),
    "docx nested": (lambda: body_of("<w:tbl><w:tr><w:tc>" * 10**5), "damaged"),
    "docx of rows": (lambda: body_of(f"<w:tbl>{'<w:tr><w:tc/></w:tr>' * 10**5}</w:tbl>"), "rows"),
    "docx of paragraphs": (lambda: body_of("<w:p/>" * 10**5), "paragraphs"),
    "docx of a wide cell": (
        lambda: body_of('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr></w:tc></w:tr></w:tbl>'),
        "columns",
    ),
    "docx without a part": (lambda: zipped({"[Content_Types].xml": WORD}), "word/document.xml"),
    "xlsx that reaches far": (
        lambda: zipped({"[Content_Types].xml": EXCEL, "xl/worksheets/sheet1.xml": FAR}),
        "row 1,048,576",
    ),
    "xlsx damaged": (lambda: zipped({"[Content_Types].xml": EXCEL, "xl/workbook.xml": "<workbook"}), "damaged"),
    "presentation": (lambda: zipped({"[Content_Types].xml": "<Types>presentationml</Types>"}), "neither"),
    "office encrypted": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "doc without text": (lambda: OLE + "WordDocument".encode("utf-16-le"), "DOC document is damaged"),
    "xls damaged": (lambda: OLE + "Workbook".encode("utf-16-le"), "damaged"),
    "ole unknown": (lambda: OLE, "unknown kind"),
    "picture damaged": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "damaged"),
    "picture of another format": (lambda: b"GIF89a" + bytes(99), "GIF"),
    "word 2003": (lambda: b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', "2003"),
}


@pytest.mark.parametrize(("made", "said"), HOSTILE.values(), ids=HOSTILE.keys())
def test_refused_with_a_reason(made: Callable[[], bytes], said: str) -> None:
    """The reason names what was found."""
    with pytest.raises(Refused, match=said):
        extractors.read(made())


def test_cheap(tmp_path: Path) -> None:
    """Each of them costs less than 2 s and less than 300 MiB, in a process of its own as readers are."""
    for name, (made, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(made())
    done = subprocess.run(
        [sys.executable, "-c", _READS_EACH, str(tmp_path)], capture_output=True, text=True, timeout=120, check=True
    )
    costs = [line.rsplit(" ", 2) for line in done.stdout.splitlines()]
    assert {name for name, _, _ in costs} == set(HOSTILE)
    for name, seconds, memory in costs:
        assert float(seconds) < SECONDS, name
        assert float(memory) < MEBIBYTES, name


_READS_EACH = """
import os, pathlib, sys
import extractors
for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    child = os.fork()
    if not child:
        try:
            extractors.read(file.read_bytes())
        except extractors.Refused:
            pass
        os._exit(0)
    _, status, cost = os.wait4(child, 0)
    assert status == 0, (file, status)
    print(file.name, cost.ru_utime + cost.ru_stime, cost.ru_maxrss / 1024)
"""


def test_an_encrypted_pdf_is_refused_by_name() -> None:
    """It opens only with a password; the reason says so."""
    word_of_owner = "00" * 32
    trailer = f"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{word_of_owner}> /U <{'11' * 32}> >>"
    with pytest.raises(Refused, match="encrypted"):
        extractors.read(pdf(zlib.compress(b" "), trailer=trailer))


def test_an_encrypted_zip_is_refused_by_name() -> None:
    """The mark of encryption stands in the entry's header."""
    body = bytearray(zipped({"年报.docx": "x"}))
    place = body.rfind(b"PK\x01\x02")
    body[place + 8] |= 1
    with pytest.raises(Refused, match="encrypted"):
        extractors.read(bytes(body))


def test_forms_that_draw_each_other() -> None:
    """Ten forms, each drawing the next one ten times."""
    forms = b"".join(
        b"%d 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> "
        b"/Filter /FlateDecode >>\nstream\n%s\nendstream endobj\n" % (n, n + 1, zlib.compress(b"/X Do " * 10))
        for n in range(10, 20)
    )
    body = pdf(zlib.compress(b"/X Do " * 10), extra="/XObject << /X 10 0 R >>")
    with pytest.raises(Refused, match="draw each other"):
        extractors.read(body.replace(b"trailer", forms + b"trailer"))
