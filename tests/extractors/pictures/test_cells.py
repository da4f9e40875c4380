"""What stands in the cells of a picture: a lone 0 is not lost, a blank is blank, and what is in doubt says so."""

import io
from collections.abc import Callable, Sequence

import pytest
from PIL import Image

import extractors
from extractors.documents.document import Document
from extractors.documents.pdf_lost import UNMAPPED
from extractors.numbers import parse_cell
from nianbao.domain.report import PageBox, Status

ROWS = [
    ["信息内容", "本年数量", "上年数量", "其他"],
    ["行政许可", "0", "", "120"],
    ["行政处罚", "—", "/", "0"],
    ["行政强制", "无", "▒", "1"],
    ["规范性文件", "7545", "11", "0.5"],
]
READ = [*ROWS[:3], ["行政强制", "无", "?", "1"], ROWS[4]]
Draw = Callable[[Sequence[Sequence[str]]], Image.Image]
Pack = Callable[[Image.Image], bytes]


def cells(document: Document) -> list[list[str]]:
    """The texts of the only table."""
    (table,) = document.tables()
    return [[_shown(cell.text) for cell in row.cells] for row in table.rows]


def _shown(text: str) -> str:
    """`?` for what bears the mark of doubt, which must be unreadable."""
    if UNMAPPED not in text:
        return "".join(text.split())
    assert parse_cell(text).status is Status.UNREADABLE
    return "?"


def test_each_cell_as_printed(draw: Draw, png: Pack) -> None:
    """Numbers, zeros, blanks and marks; a blot is neither blank nor a number."""
    document = extractors.read(png(draw(ROWS)))
    assert cells(document) == READ
    assert document.recognised


@pytest.mark.parametrize("degrees", [-1.5, 0.7])
def test_a_page_askew_is_read_and_its_cells_are_where_they_were(draw: Draw, png: Pack, degrees: float) -> None:
    """Boxes are pixels of the picture as it came, from its top left."""
    picture = draw(ROWS).rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    document = extractors.read(png(picture))
    assert cells(document) == READ
    for row in document.tables()[0].rows:
        for cell in row.cells:
            assert isinstance(cell.where, PageBox)
            left, top, right, bottom = cell.where.box
            assert cell.where.page == 0
            assert 0 <= left < right <= picture.width
            assert 0 <= top < bottom <= picture.height


def test_jpeg(draw: Draw) -> None:
    """Artefacts of a low quality: no cell is wrong, and few are in doubt."""
    file = io.BytesIO()
    draw(ROWS).save(file, "JPEG", quality=40)
    read = cells(extractors.read(file.getvalue()))
    rows = zip(read, READ, strict=True)
    other = [cell for row, printed in rows for cell, text in zip(row, printed, strict=True) if cell != text]
    assert set(other) <= {"?"}
    assert len(other) <= 1
