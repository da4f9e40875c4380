"""Tables read out of the stream: the numbers stand in these pages, and were put there by hand."""

from collections.abc import Mapping, Sequence

import pytest

from extractors.documents.document import Block, Cell, Document, Paragraph, Row, Table
from extractors.flow import read_flow
from nianbao.domain.report import TableCell

NOWHERE = TableCell(9, 99, 99)  # what the grid says of a cell's place is not read
PARTIES = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
KEYS = ["natural_person", "commercial_enterprise", "research_institution", "public_interest_org", "legal_service_org"]
KEYS += ["other_org", "total"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
Rows = Sequence[Sequence[str]]


def table(rows: Rows) -> Table:
    """A table whose cells all claim to stand in the same place."""
    return Table(tuple(Row(tuple(Cell(text, NOWHERE) for text in row)) for row in rows))


def read(*blocks: Block | Rows, year: int = 2022) -> Mapping[str, object]:
    """Key -> number, or status."""
    made = tuple(block if isinstance(block, Table | Paragraph) else table(block) for block in blocks)
    cells = read_flow(Document("html", made, ()), year)
    return {key: cell.value if cell.value is not None else str(cell.status) for key, cell in cells.items()}


def row_of(found: Mapping[str, object], row: str) -> list[object]:
    """The seven cells of a row of table 3, null where it is not read."""
    return [found.get(f"t3.{row}.{key}") for key in KEYS]


TWO_LINES = [["申请人情况"], ["自然人", "法人或其他组织", "总计"], PARTIES[1:-1]]
NEW = "一、本年新收政府信息公开申请数量"


def test_heads_in_two_lines() -> None:
    """总计 is printed ahead of 商业企业, and its cells stand behind them."""
    found = read([*TWO_LINES, [NEW, "1", "2", "3", "4", "5", "6", "21"], ["1.属于国家秘密", *"0000007"]])
    assert row_of(found, "new_received") == [1, 2, 3, 4, 5, 6, 21]
    assert row_of(found, "denied.state_secret") == [0, 0, 0, 0, 0, 0, 7]


def test_totals_first() -> None:
    """The column of totals stands left of the others."""
    heads = [["申请人情况"], ["总计", "自然人", "法人或其他组织"], PARTIES[1:-1]]
    assert row_of(read([*heads, [NEW, "21", "1", "2", "3", "4", "5", "6"]]), "new_received") == [1, 2, 3, 4, 5, 6, 21]


def test_heads_that_contradict_the_form_leave_a_doubt() -> None:
    """商业企业 ahead of 自然人, and a head that nobody knows: nothing is said of the table."""
    heads = ["商业企业", "自然人", "某某机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    assert read([heads, [NEW, *"1234567"]]) == {}


def test_cells_that_labels_reach_over() -> None:
    """Text tables print an empty cell for each; the numbers are the seven that are left."""
    rows = [[NEW, "", "", "1", "", "3", "", "", "", "4"], ["二、上年结转政府信息公开申请数量", "", "", *"1234567"]]
    found = read([["", "", "", *PARTIES], *rows])
    assert row_of(found, "new_received") == [1, "blank", 3, "blank", "blank", "blank", 4]
    assert row_of(found, "brought_forward") == [1, 2, 3, 4, 5, 6, 7]


def test_a_row_with_a_cell_too_few_or_too_many_is_not_said() -> None:
    """Six numbers, or eight."""
    found = read([PARTIES, [NEW, *"123456"], ["（一）予以公开", *"12345678"], ["（二）部分公开", *"1111116"]])
    assert row_of(found, "new_received") == row_of(found, "granted") == [None] * 7
    assert row_of(found, "partially_granted") == [1, 1, 1, 1, 1, 1, 6]


def test_a_label_above_its_numbers() -> None:
    """They follow it, that is all that matters."""
    assert row_of(read([PARTIES, [NEW], [*"1234567"]]), "new_received") == [1, 2, 3, 4, 5, 6, 7]


def test_a_row_twice() -> None:
    """The same cells are one row, other cells are none."""
    same = [PARTIES, [NEW, *"1234567"], [NEW, *"1234567"]]
    assert row_of(read(same), "new_received") == [1, 2, 3, 4, 5, 6, 7]
    unlike = [PARTIES, [NEW, *"1234567"], [NEW, *"1234568"], [NEW, *"1234567"]]
    assert read(unlike) == {}


@pytest.mark.parametrize(("single", "key"), [(True, "other_outcome.single"), (False, "other_outcome.other")])
def test_which_form_is_told_by_its_rows(single: bool, key: str) -> None:
    """（六）其他处理 is a row of 2019, and a group of 2021 whose row is 3.其他."""
    last = [["（六）其他处理", *"0000000"]] if single else [["（六）其他处理"], ["3.其他", *"0000000"]]
    found = read([PARTIES, [NEW, *"1234567"], *last])
    assert row_of(found, key) == [0] * 7
    assert not any("other_outcome" in name and key not in name for name in found)


def test_table_2() -> None:
    """Columns by the heads of each block; the row of one block has three, of another one."""
    docs = [
        ["第二十条第（一）项"],
        ["信息内容", "现行有效件数", "本年制发件数", "本年废止件数"],
        ["规章", "9", "1", "2"],
    ]
    licences = [["第二十条第（五）项"], ["信息内容", "本年处理决定数量"], ["行政许可", "77"]]
    assert read([*docs, *licences]) == {
        "t2.rules.in_force": 9,
        "t2.rules.issued": 1,
        "t2.rules.repealed": 2,
        "t2.licensing.decisions": 77,
    }


def test_table_4_side_by_side() -> None:
    """Fifteen cells in the order in which the blocks are named; heads may be cut."""
    heads = [["行政复议", "行政诉讼"], ["结果", "结果", "其他", "尚未", "总计", "未经复议直接起诉", "复议后起诉"]]
    found = read([*heads, [*OUTCOMES, *OUTCOMES], [*"123450000067809"]])
    assert [found[f"t4.reconsideration.{key}"] for key in ("upheld", "pending", "total")] == [1, 4, 5]
    assert found["t4.litigation_direct.total"] == 0
    assert [found[f"t4.litigation_after_reconsideration.{key}"] for key in ("upheld", "total")] == [6, 9]


def test_table_4_a_table_a_block() -> None:
    """The heading names the block, in brackets too; another's heading is not waited for."""
    heading, block = Paragraph("行政诉讼（复议后起诉）"), table([OUTCOMES, [*"10001"]])
    found = read(heading, block, table([OUTCOMES, [*"22228"]]))
    assert found == {
        f"t4.litigation_after_reconsideration.{key}": int(digit)
        for key, digit in zip(("upheld", "overturned", "other", "pending", "total"), "10001", strict=True)
    }


ANNEX = ["指标名称", "单位", "2014年度", "历年累计"]
INDICATORS = [["主动公开文件数", "条", "25", "80"], ["1、政府网站公开数", "条", "20", "70"]]


def test_an_annex() -> None:
    """Heads say which column is the year's; a unit is no number."""
    found = read([ANNEX, *INDICATORS, ["行政复议数", "件", "", "3"]], year=2014)
    assert found["a.proactive_docs"] == 25
    assert found["a.proactive_docs.cumulative"] == 80
    assert found["a.reconsideration_total"] == "blank"
    assert read([ANNEX, *INDICATORS, ["行政复议数", "件", "", "3"]], year=2013) == {}


def test_an_annex_with_codes_and_remarks() -> None:
    """Numbers ahead of labels, remarks behind the cells: neither is a figure."""
    heads = ["序号", "指标名称", "单位", "历年累计", "2014年度", "备注"]
    rows = [[f"0{n}", label, unit, total, year, "含下属单位" if n == 2 else ""] for n, (label, unit, year, total) in
            enumerate([*INDICATORS, ["行政复议数", "件", "1", "3"]], 1)]  # fmt: skip
    found = read([heads, *rows], year=2014)
    assert [found[key] for key in ("a.proactive_docs", "a.proactive_docs_website.cumulative")] == [25, 70]
    assert len(found) == 6


def test_what_is_hidden_counts_where_nothing_is_seen() -> None:
    """As behind a tab."""
    hidden = (table([PARTIES, [NEW, *"1234567"]]),)
    document = Document("html", (Paragraph("一、总体情况"),), (), behind=hidden)
    assert len(read_flow(document, 2022)) == 7


def test_other_tables_are_none() -> None:
    """A menu with words of the form."""
    assert (
        read([["行政许可", "行政处罚", "行政强制", "其他", "总计"]], [["信息来源", "示例县"], ["浏览次数", "12"]]) == {}
    )
