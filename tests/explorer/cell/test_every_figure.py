"""Small version of `make proof-why`: every figure read again while the database has no raw text, and twenty audits."""

import random

import pytest
from sqlalchemy import text

from proofs.why.audit import audit, faults_of
from proofs.why.trace import trace
from tests.explorer.cell.conftest import Archived

MARKED = 40  # of so many figures one is marked on its page as well


def test_every_raw_text_comes_from_the_archive(archived: Archived) -> None:
    with archived.engine.connect() as connection, connection.begin() as transaction:
        emptied = connection.execute(text("UPDATE figure SET raw = ''")).rowcount
        traces = [trace(connection, each, MARKED) for each in archived.held]
        transaction.rollback()
    assert emptied == sum(each.figures for each in traces)
    assert {each.name: each.missed for each in traces if each.missed} == {}
    assert all(each.same == each.figures and each.as_made == each.made for each in traces)
    assert {each.format for each in traces} >= {"html", "text", "md", "pdf", "docx", "xlsx"}
    assert sum(each.marked for each in traces) > 40


def test_the_sample_is_whole(archived: Archived) -> None:
    # 13 of its 16 reports have tables: 7 of 200 or 198 cells of Pingtan, 4 annexes, 九龙坡 and 浏阳.
    assert sorted(len(each.raws) for each in archived.of_sample) == [30, 30, 32, 34, 198, 198, *[200] * 7]


def test_twenty_pages_hold_what_a_stranger_needs(archived: Archived) -> None:
    cells = [(each.report_id, key) for each in archived.held if " page" not in each.document.name for key in each.raws]
    with archived.engine.connect() as connection:
        audits = [audit(connection, *cell) for cell in random.Random(8).sample(cells, 20)]  # noqa: S311 - repeatable draws are wanted
    assert {each.cell_id: each.faults for each in audits if each.faults} == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("sums      T3.COLS   89 = 86", "sums      T3.COLS   89 = 85"), "sum does not add up"),
        (("[89]", "[98]"), "the row does not stand in the page"),
        (("（一）予以公开", "（一）不予公开 "), "row head not in the page"),
        (("sha1:", "sha1:A"), "the digest is not that of the bytes"),
        (("\nbefore", "\nahead "), "no line 'before'"),
    ],
)
def test_an_audit_finds_what_is_wrong(archived: Archived, change: tuple[str, str], fault: str) -> None:
    from nianbao.cli.why_text import lines_of
    from nianbao.explorer.cell import cell_facts, held_report

    with archived.engine.connect() as connection:
        held = held_report(connection, archived.of("www.liuyang").report_id)
        page = "\n".join(lines_of(cell_facts(connection, held, "t3.granted.total")))
    # the sums of the cell are printed one below the other; the first is brought to the place that is changed
    page = page.replace("sums      T3.SUM", "          T3.SUM").replace("          T3.COLS", "sums      T3.COLS")
    assert list(faults_of(page.splitlines())) == []
    assert change[0] in page
    assert any(fault in each for each in faults_of(page.replace(*change).splitlines()))
