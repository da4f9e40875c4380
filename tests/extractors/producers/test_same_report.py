"""One report, printed and saved by programs that are not ours: each of its cells is read, with value and status."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import extractors
from conformance.papers.docx import print_docx
from conformance.papers.page import print_page
from conformance.papers.paper import Paper
from conformance.papers.programs import printed_by_chromium, printed_by_fpdf, printed_by_libreoffice
from conformance.papers.xlsx import print_xlsx
from nianbao.domain.report import PageBox, Report, Status
from sample.published import Published
from sample.tables import table_2, table_3, table_4

PROSE = "各单位按照要求公开政府信息，内容真实、更新及时；栏目由专人照看，过期的内容当天撤下。"
RULED = "Table Grid"
PRODUCERS: Mapping[str, Callable[[Paper], bytes]] = {
    "PDF by Chromium": lambda paper: printed_by_chromium(print_page(paper)),
    "PDF by LibreOffice Writer": lambda paper: printed_by_libreoffice(print_docx(paper, RULED), "docx"),
    "PDF by fpdf2": printed_by_fpdf,
    "DOCX by python-docx": print_docx,
    "DOCX by LibreOffice Writer": lambda paper: printed_by_libreoffice(print_docx(paper, RULED), "docx", "docx"),
    "DOC by LibreOffice Writer": lambda paper: printed_by_libreoffice(print_docx(paper, RULED), "docx", "doc"),
    "XLSX by XlsxWriter": print_xlsx,
    "XLSX by LibreOffice Calc": lambda paper: printed_by_libreoffice(print_xlsx(paper), "xlsx", "xlsx"),
}
PDFS = [name for name in PRODUCERS if name.startswith("PDF")]


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    """What a person read from 洪泽区 2024."""
    answer: dict[str, Any] = json.loads(
        (shared / "samples/hongze_2024.expected.json").read_text(encoding="utf-8"), parse_int=str, parse_float=Decimal
    )
    return answer


@pytest.fixture(scope="module")
def paper(expected: dict[str, Any]) -> Paper:
    """Its figures on its forms, in our own sentences."""
    figures = Published({key: str(value) for key, value in expected["figures"].items()}, frozenset())
    title = expected["title"]
    return Paper(
        title=(title[:10], title[10:]),
        blocks=(
            *("一、总体情况", PROSE * 4, PROSE * 2),
            *("二、主动公开政府信息情况", table_2(expected["forms"]["t2"], figures)),
            *("三、收到和处理政府信息公开申请情况", table_3(expected["forms"]["t3"], figures)),
            *("四、政府信息公开行政复议、行政诉讼情况", table_4(expected["forms"]["t4"], figures)),
            *("五、存在的主要问题及改进情况", PROSE, "六、其他需要报告的事项", "没有其他需要报告的事项。"),
        ),
    )


@pytest.fixture(scope="module")
def read(paper: Paper) -> Callable[[str], Report]:
    """The report as a producer's file is read; each program prints once."""
    return cache(lambda producer: extractors.extract(extractors.read(PRODUCERS[producer](paper))))


@pytest.mark.parametrize("producer", PRODUCERS)
def test_every_cell(producer: str, read: Callable[[str], Report], expected: dict[str, Any]) -> None:
    """All 186 figures with value and status, none besides; title, year, forms, sections, nothing to be told."""
    report = read(producer)
    wanted = {key: (Decimal(value), Status.NUMBER) for key, value in expected["figures"].items()}
    assert {figure.key: (figure.value, figure.status) for figure in report.figures} == wanted
    assert len(report.figures) == 186
    assert (report.title, report.year, report.forms) == (expected["title"], 2024, expected["forms"])
    assert [section.number for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert report.sections[0].text == "\n".join((PROSE * 4, PROSE * 2))
    assert report.findings == ()


@pytest.mark.parametrize("producer", PDFS)
def test_every_cell_has_its_box(producer: str, read: Callable[[str], Report]) -> None:
    """Each figure stands in a box of its own, the seven of a row beside each other."""
    figures = read(producer).figures
    places = {figure.key: figure.where for figure in figures if isinstance(figure.where, PageBox)}
    assert len(set(places.values())) == len(figures) == 186
    row = [where for key, where in places.items() if key.startswith("t3.granted.")]
    assert len({(where.page, where.box[1], where.box[3]) for where in row}) == 1
    assert all(one.box[2] <= other.box[0] + 1 for one, other in pairwise(row))
