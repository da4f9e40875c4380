"""One report as several programs print it: every cell is read, whatever way the rules are drawn."""

from collections.abc import Callable

import pytest

import extractors
from conformance.papers.paper import Paper
from conformance.papers.pdf import Manner, Ruling, print_pdf
from nianbao.domain.report import PageBox, Report

RULED = [ruling for ruling in Ruling if ruling is not Ruling.NONE]
MANNERS = {
    "broken open": Manner(open_at_break=True),
    "open at the sides": Manner(open_sides=True),
    "open all round": Manner(Ruling.THIN_BOXES, open_at_break=True, open_sides=True),
    "running head": Manner(running_head="示例县人民政府文件"),
    "no page numbers": Manner(page_numbers=False),
    "turned right": Manner(rotation=90),
    "upside down": Manner(rotation=180),
    "turned left": Manner(rotation=270),
    "in a form": Manner(in_form=True),
    "rows split": Manner(split_rows=True),
    "rows split and open": Manner(split_rows=True, open_at_break=True),
    **{f"rules as {ruling}": Manner(ruling) for ruling in RULED},
}
Read = Callable[[bytes], Report]


@pytest.mark.parametrize("manner", MANNERS.values(), ids=MANNERS.keys())
def test_every_cell(paper: Paper, manner: Manner, report: Read, whole: Callable[[Report], None]) -> None:
    """All figures, sections and the title, and not one figure more."""
    whole(report(print_pdf(paper, manner)))


def test_places_are_boxes_on_the_page(paper: Paper, report: Read) -> None:
    """Each figure has a box of its own on a page, and the boxes of one row stand side by side."""
    figures = report(print_pdf(paper)).figures
    places = [figure.where for figure in figures]
    assert len(set(places)) == len(places)
    for where in places:
        assert isinstance(where, PageBox)
        left, top, right, bottom = where.box
        assert 0 <= left < right <= 595
        assert 0 <= top < bottom <= 842
    row = [f.where for f in figures if f.key.startswith("t3.granted.") and isinstance(f.where, PageBox)]
    assert len({(where.page, where.box[1], where.box[3]) for where in row}) == 1
    assert [where.box[0] for where in row] == sorted(where.box[0] for where in row)


def test_a_table_that_runs_over_a_page_is_one(paper: Paper) -> None:
    """Three tables are printed, three are read, and the cells of one of them stand on two pages."""
    tables = extractors.read(print_pdf(paper)).tables()
    assert len(tables) == 3
    pages = [
        {cell.where.page for row in t.rows for cell in row.cells if isinstance(cell.where, PageBox)} for t in tables
    ]
    assert sorted(map(len, pages)) == [1, 1, 2]
