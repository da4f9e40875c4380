"""Word documents: merged cells, numbers that Word counts, text that is there and not printed."""

import io
import zipfile
from collections.abc import Callable

import pytest

import extractors
from conformance.papers.docx import print_docx
from conformance.papers.paper import Paper
from extractors.documents.document import Document, Paragraph
from nianbao.domain.report import Report, TableCell

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def packed(body: str, space: str = W, **parts: str) -> bytes:
    """A DOCX file of a body."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        container.writestr("[Content_Types].xml", TYPES)
        container.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            container.writestr(f"word/{name}.xml", content)
    return file.getvalue()


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def texts(document: Document) -> list[str]:
    """The paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_every_cell(paper: Paper, report: Callable[[bytes], Report], whole: Callable[[Report], None]) -> None:
    """All figures, sections and the title."""
    whole(report(print_docx(paper)))


def test_merged_cells_stand_once(grid: Callable[[Document], list[list[str]]]) -> None:
    """gridSpan and vMerge: the cell stands where it begins, the columns behind it keep their places."""
    body = (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc>"
        f"<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('宽')}</w:tc><w:tc>{p('1')}</w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('不印')}</w:tc><w:tc>{p('二')}{p('行')}</w:tc>"
        f"<w:tc>{p('3')}</w:tc><w:tc>{p('4')}</w:tc></w:tr></w:tbl>"
    )
    document = extractors.read(packed(body))
    assert grid(document) == [["", "宽", "1"], ["二\n行", "3", "4"]]
    (table,) = document.tables()
    assert [cell.where for cell in table.rows[0].cells] == [TableCell(0, 0, place) for place in (0, 1, 3)]
    assert [cell.where for cell in table.rows[1].cells] == [TableCell(0, 1, place) for place in (1, 2, 3)]


def test_numbers_that_word_counts() -> None:
    """一、 and 1. are printed, but stand in no paragraph."""

    def level(number: int) -> str:
        return f"<w:pPr><w:numPr><w:ilvl w:val='{number}'/><w:numId w:val='3'/></w:numPr></w:pPr>"

    body = p("总体情况", level(0)) + p("甲", level(1)) + p("乙", level(1)) + p("主动公开", level(0)) + p("丙", level(1))
    document = extractors.read(packed(body, numbering=NUMBERING))
    assert texts(document) == ["一、总体情况", "1.甲", "2.乙", "二、主动公开", "1.丙"]


@pytest.mark.parametrize("space", [W, STRICT])
def test_what_is_not_printed_is_not_read(space: str) -> None:
    """Deleted, hidden and field text; a text box stands once, though it is stored twice."""
    box = f"<w:txbxContent>{p('框中')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>收到</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>7</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r><w:r><w:t>件</w:t><w:br/><w:t>次行</w:t></w:r></w:p>"
        f"<w:p><w:r><Choice>{box}</Choice><Fallback>{box}</Fallback></w:r></w:p>"
    )
    assert texts(extractors.read(packed(body, space))) == ["收到7件", "次行", "框中"]


def test_a_table_in_a_table_is_layout(grid: Callable[[Document], list[list[str]]]) -> None:
    """The outer table is read through; only tables that hold no table are counted."""
    inner = f"<w:tbl><w:tr><w:tc>{p('规章')}</w:tc><w:tc>{p('1')}</w:tc></w:tr></w:tbl>"
    document = extractors.read(packed(f"<w:tbl><w:tr><w:tc>{p('前')}{inner}{p('后')}</w:tc></w:tr></w:tbl>"))
    assert texts(document) == ["前", "后"]
    assert grid(document) == [["规章", "1"]]
    assert document.tables()[0].heading == "前"
