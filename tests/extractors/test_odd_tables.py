"""Table 2, 3 and 4 as portals print them: what is right must come out, what cannot be told must be said."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Read = Callable[[str], dict[str, Any]]
Make = Callable[..., str]
Values = Callable[[dict[str, Any]], Mapping[str, Any]]
Rules = Callable[[dict[str, Any]], Mapping[str, list[str]]]

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
DOCS = [["第二十条第（一）项"], ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]


def test_columns_in_another_order_follow_their_heads(read: Read, page: Make, table: Make, values: Values) -> None:
    """Labels decide columns too."""
    rows = [DOCS[0], ["信息内容", "现行有效件数", "本年制发件数", "本年废止件数"], ["行政规范性文件", "18", "8", "1"]]
    found = values(read(page(table(rows))))
    assert found["t2.normative_docs.in_force"] == 18
    assert found["t2.normative_docs.issued"] == 8
    assert found["t2.normative_docs.repealed"] == 1


def test_spans_that_do_not_add_up(read: Read, page: Make, table: Make, values: Values) -> None:
    """Header and data rows merge different columns: cells count in their order, not at their place."""
    rows = [
        [("第二十条第（一）项", "colspan=5")],
        ["信息内容", "本年制发件数", ("本年废止件数", "colspan=2"), "现行有效件数"],
        ["规章", ("1", "colspan=2"), "2", "3"],
    ]
    found = values(read(page(table(rows))))
    assert [found[f"t2.rules.{column}"] for column in ("issued", "repealed", "in_force")] == [1, 2, 3]


@pytest.mark.parametrize("cells", [["1", "2"], ["1", "2", "3", "4"]])
def test_too_few_or_too_many_cells(
    read: Read, page: Make, table: Make, values: Values, rules: Rules, cells: list[str]
) -> None:
    """None of them is assigned; the raw text of the whole row stays."""
    report = read(page(table([*DOCS, ["规章", *cells], ["行政规范性文件", "8", "1", "18"]])))
    assert rules(report) == {"ROW.CELLS": ["t2.rules"]}
    assert values(report)["t2.rules.issued"] == "unreadable"
    assert values(report)["t2.normative_docs.in_force"] == 18
    assert {f["raw"] for f in report["figures"] if f["key"].startswith("t2.rules.")} == {" | ".join(cells)}


def test_a_number_where_a_label_is_torn(read: Read, page: Make, table: Make, values: Values, rules: Rules) -> None:
    """Two numbers in one cell, or words instead of one: unreadable, and the others keep their places."""
    rows = [*DOCS, ["规章", "<p>1</p><p>2</p>", "约三件", "■"], ["行政规范性文件", "1&nbsp;", "１２", "1,234"]]
    report = read(page(table(rows)))
    found = values(report)
    assert [found[f"t2.rules.{c}"] for c in ("issued", "repealed", "in_force")] == ["unreadable"] * 3
    assert [found[f"t2.normative_docs.{c}"] for c in ("issued", "repealed", "in_force")] == [1, 12, 1234]
    assert rules(report) == {}


def test_every_status(read: Read, page: Make, table: Make, values: Values) -> None:
    """Blank, dash, 无, 不适用 and zero are five different things."""
    rows = [*DOCS, ["规章", "/", "—", "无"], ["行政规范性文件", "不适用", "<o:p>&nbsp;</o:p>", "0"]]
    found = values(read(page(table(rows))))
    assert [found[f"t2.rules.{c}"] for c in ("issued", "repealed", "in_force")] == ["dash", "dash", "none_stated"]
    assert [found[f"t2.normative_docs.{c}"] for c in ("issued", "repealed", "in_force")] == [
        "not_applicable",
        "blank",
        0,
    ]


def test_units_in_the_cell(read: Read, page: Make, table: Make) -> None:
    """251000元 is 251000 with unit 元, not 万元; a decimal keeps its digits."""
    block = [["第二十条第（八）项"], ["信息内容", "本年收费金额（单位：万元）"]]
    for cell, value, unit in (("251000元", 251000, "元"), ("24252.311082", 24252.311082, "万元")):
        report = read(page(table([*block, ["行政事业性收费", cell]])))
        assert [(f["value"], f["unit"], f["raw"]) for f in report["figures"]] == [(value, unit, cell)]


def test_the_same_row_twice(read: Read, page: Make, table: Make, values: Values, rules: Rules) -> None:
    """Printed again with the same cells it is one row; with others, neither is chosen."""
    rows = [*DOCS, ["规章", "1", "2", "3"]]
    assert rules(read(page(table(rows), table(rows)))) == {}
    report = read(page(table(rows), table([*DOCS, ["规章", "1", "2", "4"]])))
    assert rules(report) == {"ROW.TWICE": ["t2.rules"]}
    assert values(report)["t2.rules.in_force"] == "unreadable"


def test_metadata_tables_and_layout_tables_are_not_ours(read: Read, page: Make, table: Make, values: Values) -> None:
    """索引号 tables, menus with words of the form, and the table that holds everything."""
    metadata = table([["索引号", "014000001/2023-00001", "分类", "其他"], ["发布机构", "示例县", "总计", "7"]])
    menu = table([["行政许可", "行政处罚", "行政强制"]])
    inner = table([*DOCS, ["规章", "1", "2", "3"]])
    layout = f"<table><tr><td>当前位置</td></tr><tr><td>{metadata}{menu}{inner}</td></tr></table>"
    report = read(page(layout))
    assert values(report) == {f"t2.rules.{c}": n for c, n in (("issued", 1), ("repealed", 2), ("in_force", 3))}
    assert {f["where"]["table"] for f in report["figures"]} == {2}


def test_places_are_those_of_the_expanded_grid(read: Read, page: Make, table: Make) -> None:
    """Rows and columns count covered places: the second row's first own cell stands in column 1."""
    rows = [
        [("", "rowspan=2"), *APPLICANTS],
        ["note"],
        [("三、本年度办理结果", "rowspan=2"), "（一）予以公开", *"1234567"],
        ["（二）部分公开", *"0000000"],
    ]
    report = read(page(table(rows)))
    places = {f["key"]: f["where"] for f in report["figures"]}
    assert places["t3.granted.natural_person"] == {"table": 0, "row": 2, "column": 2}
    assert places["t3.partially_granted.natural_person"] == {"table": 0, "row": 3, "column": 2}


def test_groups_with_totals_of_their_own_are_no_figures(read: Read, page: Make, table: Make, values: Values) -> None:
    """A number beside a group label is not on the form."""
    rows = [["", *APPLICANTS], ["（三）不予公开", *"9999999"], ["1.属于国家秘密", *"1000001"]]
    assert set(values(read(page(table(rows))))) == {
        f"t3.denied.state_secret.{c}"
        for c in (
            "natural_person",
            "commercial_enterprise",
            "research_institution",
            "public_interest_org",
            "legal_service_org",
            "other_org",
            "total",
        )
    }


def test_one_row_of_other_outcomes_is_the_form_of_2019(read: Read, page: Make, table: Make, values: Values) -> None:
    """A report of 2022 may still print （六）其他处理 as one row: the form is decided per table."""
    rows = [["", *APPLICANTS], ["（一）予以公开", *"1000001"], ["（六）其他处理", *"2000002"]]
    report = read(page(table(rows)))
    assert report["forms"] == {"t3": "national_2019"}
    assert values(report)["t3.other_outcome.single.total"] == 2


def test_outcomes_with_cut_heads(read: Read, page: Make, table: Make, values: Values) -> None:
    """结果, 结果, 其他, 尚未, 总计: the heads only confirm the order of the form."""
    cut = ["结果维持", "结果", "其他", "尚未", "总计"]
    rows = [["行政复议", "行政诉讼"], [*cut, "未经复议直接起诉", "复议后起诉"], [*cut, *cut], list("123456789012345")]
    found = values(read(page(table(rows))))
    assert list(found.values()) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5]
    assert found["t4.litigation_after_reconsideration.upheld"] == 1


def test_outcomes_in_another_order_follow_their_heads(read: Read, page: Make, table: Make, values: Values) -> None:
    """Whole heads in another order decide."""
    moved = ["结果纠正", "结果维持", "其他结果", "尚未审结", "总计"]
    rows = [["行政复议", "行政诉讼"], [*moved, *moved, *moved], list("120030000000000")]
    found = values(read(page(table(rows))))
    assert found["t4.reconsideration.overturned"] == 1
    assert found["t4.reconsideration.upheld"] == 2


@pytest.mark.parametrize("count", [14, 16])
def test_outcomes_that_cannot_be_counted_off(
    read: Read, page: Make, table: Make, values: Values, rules: Rules, count: int
) -> None:
    """Fourteen or sixteen cells under fifteen heads: none is assigned."""
    rows = [["行政复议", "行政诉讼"], [*OUTCOMES, *OUTCOMES, *OUTCOMES], ["0"] * count]
    report = read(page(table(rows)))
    assert set(values(report).values()) == {"unreadable"}
    assert len(report["figures"]) == 15
    assert "ROW.CELLS" in rules(report)


def test_hidden_copies_do_not_count(read: Read, page: Make, table: Make, values: Values) -> None:
    """A hidden or commented-out copy with other numbers is not what a reader of the page sees."""
    seen = table([*DOCS, ["规章", "1", "2", "3"]])
    hidden = table([*DOCS, ["规章", "9", "9", "9"]])
    report = read(page(f'<div style="DISPLAY: none">{hidden}</div><!-- {hidden} -->', seen))
    assert values(report)["t2.rules.issued"] == 1


def test_a_text_version_behind_a_tab_is_read(read: Read, page: Make, table: Make, values: Values) -> None:
    """Where nothing but the hidden version has the tables, it is the report."""
    hidden = table([*DOCS, ["规章", "1", "2", "3"]])
    assert values(read(page(f'<div style="display:none">{hidden}</div>')))["t2.rules.issued"] == 1


def test_a_tab_is_opened_only_for_its_tables(read: Read, page: Make, table: Make, values: Values) -> None:
    """A metadata table in sight does not keep the hidden text version from being read; places count all tables."""
    metadata = table([["索引号", "014000001/2023-00001", "分类", "其他"]])
    hidden = table([*DOCS, ["规章", "1", "2", "3"]])
    report = read(page(f'{metadata}<div style="display:none">{hidden}</div>'))
    assert values(report)["t2.rules.issued"] == 1
    assert {figure["where"]["table"] for figure in report["figures"]} == {1}
    seen = read(page(f'<div style="display:none">{metadata}</div>{hidden}'))
    assert {figure["where"]["table"] for figure in seen["figures"]} == {1}


def test_an_unknown_row_goes_by_the_heads_too(read: Read, page: Make, table: Make, values: Values) -> None:
    """Where the totals stand first, they are the first number of a row that no form knows as well."""
    heads = ["总计", *APPLICANTS[:-1]]
    known = ["一、本年新收政府信息公开申请数量", "9", "2", "3", "4", "0", "0", "0"]
    report = read(page(table([["", *heads], known, ["示例事项", "8", "1", "7", "0", "0", "0", "0"]])))
    found = values(report)
    assert [found[f"t3.new_received.{column}"] for column in ("total", "natural_person")] == [9, 2]
    assert [found[f"t3.unknown.1.{column}"] for column in ("total", "natural_person")] == [8, 1]


def test_a_text_row_that_lost_a_cell_is_not_filled_by_layout(read: Read, values: Values, rules: Rules) -> None:
    """Six numbers behind an empty cell of layout are not seven cells."""
    title = "示例县人民政府2022年政府信息公开工作年度报告"
    lines = [
        "|  |  |  | " + " | ".join(APPLICANTS) + " |",
        "| 一、本年新收政府信息公开申请数量 |  |  | 6 | 0 | 0 | 1 | 0 | 0 | 7 |",
        "| 二、上年结转政府信息公开申请数量 |  |  | 1 | 0 | 0 | 1 | 0 | 0 | 2 |",
        "|  | （一）予以公开 |  | 2 | 0 | 0 | 1 | 0 | 3 |",
        "|  | （二）部分公开 |  | 2 | 0 | 0 | 1 | 0 | 0 | 3 |",
    ]
    report = read("\n".join([title, "", *lines, ""]))
    found = values(report)
    assert found["t3.partially_granted.natural_person"] == 2
    assert {found[f"t3.granted.{column}"] for column in ("natural_person", "total")} == {"unreadable"}
    assert "t3.granted" in rules(report)["ROW.CELLS"]
