"""Tables that stand in running text: what the sums leave one way to divide is divided and said, the rest unreadable."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.runs.splits import Steps, TooMany, summed
from extractors.runs.table3 import count_divisions
from proofs.checkout import commit
from tests.extractors.runs.prove_digits import prove

Read = Callable[[str | bytes], dict[str, Any]]
TITLE = "示例县人民政府2022年政府信息公开工作年度报告"
HEADS = "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
# Rows of table 3 with nothing in them, in the order of the form of 2021.
LABELS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "三、本年度办理结果（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "（三）不予公开1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "（四）无法提供1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "（五）不予处理1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "（六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
]
NEW, BROUGHT, GRANTED, DONE = LABELS[0], LABELS[1], LABELS[2], LABELS[-2]
ZEROS = "0000000"


def text(rows: dict[str, str], before: str = "", behind: str = "") -> str:
    """A text file whose table 3 prints these digits behind these labels, and zeros behind the others."""
    table = HEADS + "".join(label + rows.get(label, ZEROS) for label in LABELS)
    return f"{TITLE}\n{before}三、收到和处理政府信息公开申请情况\n{table}{behind}\n"


def read_values(report: dict[str, Any], row: str) -> list[Any]:
    """The values of a row of table 3, or its cells' statuses."""
    cells = [figure for figure in report["figures"] if figure["key"].startswith(f"t3.{row}.")]
    return [cell["value"] if cell["status"] == "number" else cell["status"] for cell in cells]


def rules(report: dict[str, Any]) -> dict[str, list[str]]:
    return {finding["rule"]: finding["keys"] for finding in report["findings"]}


def test_pingtan_2021_as_it_was_copied(read: Read, shared: Path) -> None:
    """Tables 3 and 4 divide in one way, 693665 of table 2 in several; the rest of the text is prose as ever."""
    report = read((shared / "samples" / "pingtan_2021_excerpt.txt").read_bytes())
    published = json.loads((shared / "samples/pingtan_figures/pingtan_2021.json").read_text(encoding="utf-8"))
    assert report["title"] == "平潭综合实验区2021年度政府信息公开工作年度报告"
    for figure in report["figures"]:
        inferred = figure["key"] in published["inferred"]
        assert figure["status"] == ("unreadable" if inferred else "number"), figure
        assert inferred or figure["value"] == published["figures"][figure["key"]], figure
    assert len(report["figures"]) == len(published["figures"])
    told = [finding for finding in report["findings"] if finding["rule"] == "DIGITS.SPLIT"]
    assert [(f["severity"], f["class"], len(f["keys"])) for f in told] == [("info", "reading", n) for n in (3, 175, 15)]
    assert rules(report)["ROW.CELLS"] == ["t2.normative_docs"]
    claims = [(claim["key"], claim["value"]) for claim in report["claims"]]
    assert claims[1:] == [("t3.new_received.total", 70), ("t3.disposed.total", 69), ("t3.carried_forward.total", 1)]
    assert "自然人" not in "".join(section["text"] for section in report["sections"])


def test_a_figure_keeps_the_run_that_it_was_divided_from(read: Read) -> None:
    report = read(text({NEW: "120000315", GRANTED: "120000315", DONE: "120000315"}))
    assert read_values(report, "granted") == [12, 0, 0, 0, 0, 3, 15]
    total = next(figure for figure in report["figures"] if figure["key"] == "t3.granted.total")
    assert (total["raw"], total["where"]) == ("120000315", {"line": 2, "cell": 0})
    assert report["checks"]["failed"] == 0


def test_rows_that_divide_in_two_ways_together_stay_unreadable(read: Read) -> None:
    """11 0 … 11 and 1 10 … 11 would both do, in all three rows alike; what all ways have in common is taken."""
    twice = dict.fromkeys((NEW, GRANTED, DONE), "110000011")
    report = read(text(twice))
    assert read_values(report, "granted") == ["unreadable"] * 7
    assert read_values(report, "brought_forward") == [0] * 7
    assert "ran together" in next(f["message"] for f in report["findings"] if f["rule"] == "ROW.CELLS")


def test_a_table_that_contradicts_itself_is_not_divided(read: Read) -> None:
    """But zeros are zeros: seven digits, seven columns."""
    report = read(text({NEW: "120000315", GRANTED: "120000315", DONE: "120000416"}))
    assert read_values(report, "granted") == read_values(report, "disposed") == ["unreadable"] * 7
    assert read_values(report, "brought_forward") == [0] * 7


def test_a_row_without_its_digits_leaves_the_others_undivided(read: Read) -> None:
    """An empty row may be seven blanks: then runs elsewhere may have lost blanks as well."""
    report = read(text({NEW: "120000315", GRANTED: "120000315", DONE: "120000315", BROUGHT: ""}))
    assert read_values(report, "granted") == ["unreadable"] * 7
    assert "t3.brought_forward" in [k for f in report["findings"] if f["rule"] == "ROW.CELLS" for k in f["keys"]]


def test_white_space_between_all_numbers_makes_cells(read: Read) -> None:
    """Those are printed as they are: nothing is inferred."""
    spaced = dict.fromkeys((NEW, GRANTED, DONE), " 12 0 0 0 0 3 15 ")
    report = read(text({**dict.fromkeys(LABELS, " 0 0 0 0 0 0 0 "), **spaced}))
    assert read_values(report, "granted") == [12, 0, 0, 0, 0, 3, 15]
    assert "DIGITS.SPLIT" not in rules(report)
    assert report["figures"][0]["raw"] == "12"


def test_prose_with_the_words_of_a_table_is_prose(read: Read) -> None:
    prose = "一、总体情况\n全年行政许可2293件，行政处罚1282件，行政强制42件。予以公开12件，部分公开3件，不予公开5件。\n"
    report = read(f"{TITLE}\n{prose}")
    assert report["figures"] == []
    assert report["sections"][0]["text"].startswith("全年行政许可2293件")


@pytest.mark.parametrize(
    ("behind", "expected"), [("四、其他", 42), ("", 42), ("2023年", "unreadable"), ("件，同比", "unreadable")]
)
def test_the_last_number_of_a_table_is_its_own(read: Read, behind: str, expected: Any) -> None:
    """Digits that a sentence goes on with are not taken for the end of the number."""
    decisions = "信息内容本年处理决定数量"
    blocks = f"第二十条第（五）项{decisions}行政许可9第二十条第（六）项{decisions}行政处罚1282行政强制42{behind}"
    report = read(f"{TITLE}\n二、主动公开政府信息情况\n{blocks}\n")
    found = {f["key"]: f["value"] if f["status"] == "number" else f["status"] for f in report["figures"]}
    assert found.get("t2.coercion.decisions") == expected
    assert found["t2.penalty.decisions"] == 1282


def test_a_row_of_a_grid_in_one_cell_is_divided_too(
    read: Read, page: Callable[..., str], table: Callable[..., str]
) -> None:
    """Six rows in cells, the seventh in one: the sums of the table divide it."""
    heads = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    torn = {GRANTED: "270020130"}
    whole = {NEW: [27, 0, 0, 2, 0, 1, 30], DONE: [27, 0, 0, 2, 0, 1, 30]}
    rows = [
        [label.rpartition("）")[2] or label, torn[label]]
        if label in torn
        else [_label(label), *map(str, whole.get(label, [0] * 7))]
        for label in LABELS
    ]
    report = read(page(table([heads, *rows])))
    assert read_values(report, "granted") == [27, 0, 0, 2, 0, 1, 30]
    assert len(rules(report)["DIGITS.SPLIT"]) == 7
    assert report["checks"]["failed"] == 0


def _label(label: str) -> str:
    """The row's own label, without that of its group."""
    group, mark, own = label.partition("1.")
    return mark + own if mark else group


def test_a_number_is_divided_in_every_way_that_its_sum_allows() -> None:
    assert summed("220000325", 7, Steps(10_000)) == [(22, 0, 0, 0, 0, 3, 25), (2, 20, 0, 0, 0, 3, 25)]
    assert summed("0000001", 7, Steps(10_000)) == []
    with pytest.raises(TooMany):
        summed("1" * 40, 7, Steps(1000))


def test_two_ways_through_a_table_are_two() -> None:
    one, other = (1, 10, 11), (11, 0, 11)
    rows = {row: [one, other] for row in ("new_received", "disposed", "granted")}
    rows |= {row: [(0, 0, 0)] for row in ("brought_forward", "carried_forward", "denied")}
    assert count_divisions(rows)[0] == 2
    assert count_divisions({**rows, "granted": [one]}) == (1, {**dict.fromkeys(rows, one), **_zeros(rows)})
    assert count_divisions({**rows, "denied": [(1, 0, 1)]})[0] == 0


def _zeros(rows: dict[str, Any]) -> dict[str, Any]:
    return {row: (0, 0, 0) for row, ways in rows.items() if ways == [(0, 0, 0)]}


def test_nothing_is_divided_wrongly() -> None:
    """Made tables, others at each commit: right ones, contradictory ones, and ones that leave their zeros out."""
    result = prove(15, int(commit().rstrip("+")[:12] or "0", base=16))
    assert result["misses"] == [], result
    assert result["right"]["t3 right"] + result["right"].get("t3 left unreadable", 0) == result["right"]["t3 cells"]
    assert result["right"]["t3 whole"] >= 12
    for kind in ("right", "fault", "zeros_left_out"):
        untold = [name for name in result[kind] if "not told" in name or "blank that" in name or name == "invented"]
        assert untold == [], result[kind]
