"""A report of a county that does not exist (示例县), with invented numbers, before it is printed in any format."""

from collections.abc import Callable, Mapping

import pytest

import extractors
from conformance.papers.paper import Paper
from extractors.documents.document import Document, Table
from nianbao.domain.report import Report
from sample.published import Published
from sample.tables import APPLICANTS, form_of, table_of

YEAR = 2022
PROSE = "示例县各单位按照要求公开政府信息，内容真实、更新及时，群众评价较好，下一步将继续改进。"


def _figures() -> dict[str, str]:
    """Every cell of the three tables, each with another number, so that no two can be exchanged unseen."""
    rows = [f"{row['key']}.{applicant}" for row in form_of("national_2021")["t3"] for applicant in APPLICANTS]
    keys = [key for block in form_of("national_2021")["t2"] for row in block["rows"] for key in row["keys"]]
    blocks = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    keys += rows + [f"t4.{b}.{o}" for b in blocks for o in ("upheld", "overturned", "other", "pending", "total")]
    return {key: str(100 + number) for number, key in enumerate(keys)}


@pytest.fixture(scope="session")
def figures() -> Mapping[str, str]:
    """Key -> what the cell prints."""
    return _figures()


@pytest.fixture(scope="session")
def paper(figures: Mapping[str, str]) -> Paper:
    """The six sections with their tables; long enough for a table to run over a page."""
    published = Published(figures, frozenset())
    t2, t3, t4 = (table_of(kind, "national_2021", published, YEAR) for kind in ("t2", "t3", "t4"))
    return Paper(
        title=("示例县人民政府", f"{YEAR}年政府信息公开工作年度报告"),
        blocks=(
            *("一、总体情况", PROSE * 4, PROSE * 2),
            *("二、主动公开政府信息情况", t2),
            *("三、收到和处理政府信息公开申请情况", t3),
            *("四、政府信息公开行政复议、行政诉讼情况", t4),
            *("五、存在的主要问题及改进情况", PROSE),
            *("六、其他需要报告的事项", "本年度没有其他需要报告的事项。"),
        ),
    )


@pytest.fixture
def report() -> Callable[[bytes], Report]:
    """A file as a report, unweighed."""
    return lambda body: extractors.extract(extractors.read(body))


@pytest.fixture
def grid() -> Callable[[Document], list[list[str]]]:
    """The texts of the cells of all tables, row by row."""

    def of(document: Document) -> list[list[str]]:
        tables = [block for block in document.blocks if isinstance(block, Table)]
        return [[cell.text for cell in row.cells] for table in tables for row in table.rows]

    return of


@pytest.fixture
def whole(figures: Mapping[str, str]) -> Callable[[Report], None]:
    """Asserts that a report is the paper's: title, sections, every cell in its place and no other."""

    def check(read: Report) -> None:
        assert read.title == f"示例县人民政府{YEAR}年政府信息公开工作年度报告"
        assert read.year == YEAR
        keys = ["overview", "proactive", "requests", "disputes", "problems", "other"]
        assert [section.key for section in read.sections] == keys
        assert read.sections[0].text == "\n".join((PROSE * 4, PROSE * 2))
        assert {figure.key: figure.raw for figure in read.figures} == figures
        assert {finding.rule for finding in read.findings} <= {"REGION.UNKNOWN"}

    return check
