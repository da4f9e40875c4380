"""Every variant of labels and layouts that was seen in published reports (template_eras.md §1f), each by itself.

Those of headings stand in test_sections.py, cut heads of table 4 and 规范性文件 in test_odd_tables.py, 规章 of an
office that may make none (T2.LIMIT) in tests/checks/test_identities.py.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

Read = Callable[[str], dict[str, Any]]
Make = Callable[..., str]
Values = Callable[[dict[str, Any]], Mapping[str, Any]]
Rules = Callable[[dict[str, Any]], Mapping[str, list[str]]]

DOCS = "第二十条第（一）项"
HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
ISSUED, REPEALED, IN_FORCE = (f"t2.normative_docs.{name}" for name in ("issued", "repealed", "in_force"))


@pytest.mark.parametrize("head", ["本年废止或失效件数", "本年废止件数"])
def test_repealed_or_expired(read: Read, page: Make, table: Make, values: Values, head: str) -> None:
    rows = [[DOCS], ["信息内容", "本年制发件数", head, "现行有效件"], ["规章", "0", "0", "0"]]
    found = values(read(page(table([*rows, ["规范性文件", "8", "1", "18"]]))))
    assert (found[ISSUED], found[REPEALED], found[IN_FORCE]) == (8, 1, 18)


def test_heads_cut_behind_a_break(read: Read, page: Make, table: Make, values: Values) -> None:
    """两城镇 2020: 本年新/本年新/对外公开总数量, twice the same; the form's order decides."""
    rows = [
        [DOCS],
        ["信息内容", "本年新", "本年新", "对外公开总数量"],
        ["规章", "0", "0", "0"],
        ["规范性文件", "3", "4", "5"],
    ]
    title = "示例镇人民政府2020年政府信息公开工作年度报告"
    found = values(read(page(table(rows), title=title)))
    columns = ("made_this_year", "disclosed_this_year", "disclosed_total")
    assert [found.get(f"t2.normative_docs.{column}") for column in columns] == [3, 4, 5]


def test_a_row_whose_label_is_empty(read: Read, page: Make, table: Make, values: Values, rules: Rules) -> None:
    """徐望镇 2025: 规章 is not printed. A row is known by its label alone: this one is missing, and that is said."""
    report = read(page(table([[DOCS], HEADS, ["", "0", "0", "0"], ["行政规范性文件", "2", "0", "5"]])))
    assert next(f["keys"] for f in report["findings"] if f["rule"] == "ROW.MISSING") == ["t2.rules"]
    assert values(report)[IN_FORCE] == 5
    assert not any(key.startswith("t2.rules") for key in values(report))


def test_a_caption_without_its_number(read: Read, page: Make, table: Make, values: Values) -> None:
    """徐望镇 2025: 第二十条第, the numbering of the list lost."""
    rows = [["第二十条第"], HEADS, ["规章", "0", "0", "0"], ["行政规范性文件", "2", "0", "5"]]
    rows += [["第二十条第"], ["信息内容", "本年处理决定数量"], ["行政许可", "9"]]
    found = values(read(page(table(rows))))
    assert (found[IN_FORCE], found["t2.licensing.decisions"]) == (5, 9)


def test_money_with_its_unit_and_strokes(read: Read, page: Make, table: Make, values: Values) -> None:
    """上海 2019 prints 251000元 in the cell; 高陵 2021 a stroke in every cell."""
    rows = [["第二十条第（九）项"], ["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购", "/", "251000元"]]
    report = read(page(table(rows), title="示例市2019年政府信息公开工作年度报告"))
    assert values(report)["t2.procurement.amount"] == 251000
    assert values(report)["t2.procurement.projects"] == "dash"
    assert next(f["unit"] for f in report["figures"] if f["key"] == "t2.procurement.amount") == "元"


def test_values_under_other_spans_than_their_heads(read: Read, page: Make, table: Make, values: Values) -> None:
    """上海 2019: heads span (1,1,2,1) columns, the row's cells (1,2,1,1)."""
    wide = 'colspan="2"'
    heads = ["信息内容", "上一年项目数量", ("本年增/减", wide), "处理决定数量"]
    rows = [["第二十条第（五）项"], heads, ["行政许可", ("7", wide), "-1", "30"]]
    found = values(read(page(table(rows), title="示例市2019年政府信息公开工作年度报告")))
    columns = ("items_prev_year", "items_change", "decisions")
    assert [found[f"t2.licensing.{column}"] for column in columns] == [7, -1, 30]


def test_labels_with_spaces_and_a_group_that_is_repeated(read: Read, page: Make, table: Make, values: Values) -> None:
    """浏阳 2022: （三） 不予 公开, and 三、本年度办理结果 again where the page breaks."""
    row = ["1", "0", "0", "0", "0", "0", "1"]
    heads = ["", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [heads, ["三、本年度 办理结果", "（三） 不予 公开", "1. 属于 国家秘密", *row]]
    rows += [["三、本年度办理结果", "（六）其他处理", "3.其他", *row], ["", "（七）总计", "", *row]]
    found = values(read(page(table(rows))))
    for key in ("t3.denied.state_secret", "t3.other_outcome.other", "t3.disposed"):
        assert (found[f"{key}.natural_person"], found[f"{key}.total"]) == (1, 1)


def test_totals_left_blank_are_recomputed_beside(read: Read, page: Make, table: Make) -> None:
    """上海 2019: the rows of groups print no total."""
    heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    report = read(page(table([heads, ["1.属于国家秘密", "2", "1", "0", "0", "0", "0", ""]])))
    total = next(f for f in report["figures"] if f["key"] == "t3.denied.state_secret.total")
    assert (total["value"], total["status"], total["filled"]) == (None, "blank", 3)
    assert total["fill_basis"] == "total_recomputed"


@pytest.mark.parametrize(
    "period", ["201711日至20171231日", "2017年1月1日至12月31日", "2017111231日", "2017年1月1日起至2017年12月31日止"]
)
def test_a_period_that_lost_its_characters(read: Read, page: Make, period: str) -> None:
    """年 and 月 stood in spans that were lost; the title has no year."""
    report = read(page(f"<p>本报告统计期限为{period}。</p>", title="示例街道办事处政府信息公开年度报告"))
    assert report["year"] == 2017


def test_five_sections_or_seven(read: Read, page: Make) -> None:
    """大冶 2025 has five; 梅山镇 2025 one of its own on fees."""
    five = "一、总体情况|二、主动公开政府信息情况|三、收到和处理政府信息公开申请情况|四、行政复议及行政诉讼情况"
    five += "|五、存在的主要问题及改进措施"
    seven = f"{five}|六、信息处理费收取情况|七、其他需要报告的事项"
    for headings, keys in ((five, 5), (seven, 7)):
        report = read(page("".join(f"<p>{heading}</p><p>内容。</p>" for heading in headings.split("|"))))
        assert len(report["sections"]) == keys
        missing = [f["keys"] for f in report["findings"] if f["rule"] == "SECTION.MISSING"]
        assert missing == ([["other"]] if keys == 5 else [])
