"""Archives with attachments: the one document in them, or a reason that names what they hold."""

import io
import zipfile
from collections.abc import Callable

import pytest

import extractors
from conformance.papers.docx import print_docx
from conformance.papers.paper import Paper
from conformance.papers.pdf import print_pdf
from extractors import Refused
from nianbao.domain.report import Report

TITLE = "示例县人民政府2022年政府信息公开工作年度报告"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(99)
NOTE = "填表说明：本表由示例县填写。".encode()


def archive(files: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        for name, content in files.items():
            container.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "others",
    [{}, {"照片.png": PICTURE}, {"说明.txt": NOTE}, {f"附件/{TITLE}.pdf": b"%PDF-1.7 broken"}],
    ids=["alone", "with a picture", "with a note", "with its twin as PDF"],
)
def test_the_report_among_attachments(
    paper: Paper, others: dict[str, bytes], report: Callable[[bytes], Report], whole: Callable[[Report], None]
) -> None:
    """The only document; else the one that is named as a report; of its forms the one that is read best."""
    whole(report(archive({**others, f"附件/{TITLE}.docx": print_docx(paper)})))


def test_a_pdf_in_an_archive(paper: Paper, report: Callable[[bytes], Report], whole: Callable[[Report], None]) -> None:
    """Every kind that is read alone is read in an archive."""
    whole(report(archive({"report.pdf": print_pdf(paper)})))


def test_several_documents_are_named(paper: Paper) -> None:
    """None of two reports is preferred."""
    body = print_docx(paper)
    with pytest.raises(Refused, match=r"甲局\.docx, 乙局\.docx; unpack"):
        extractors.read(archive({"甲局.docx": body, "乙局.docx": body}))


def test_nothing_readable_is_named() -> None:
    """An archive of several pictures."""
    with pytest.raises(Refused, match=r"holds 1\.png, 2\.png"):
        extractors.read(archive({"1.png": PICTURE, "2.png": PICTURE}))


def test_names_in_gb18030() -> None:
    """Packers of old wrote Chinese names without saying so."""
    name = "甲局".encode("gb18030")
    body = archive({"abcd.gif": b"GIF89a"}).replace(b"abcd", name)
    with pytest.raises(Refused, match=r"holds 甲局\.gif"):
        extractors.read(body)
