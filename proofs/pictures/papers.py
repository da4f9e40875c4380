"""Reports of a county that does not exist, with figures that add up, as papers to be printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from conformance.figures import drawn_figures
from conformance.forms import annexes
from conformance.papers.paper import Paper
from sample.published import Published
from sample.tables import Cell, Role, Table, table_of

YEARS = {"national_2019": 2020, "national_2021": 2023, "national_2014": 2016}
PROSE = "示例县各单位按照要求公开政府信息，内容真实、更新及时；栏目由专人照看，过期的内容当天撤下。"


@dataclass(frozen=True, slots=True)
class Made:
    """A paper and what each of its cells prints."""

    paper: Paper
    printed: Mapping[str, str]


def made(form: str, zero: str, random: Random) -> Made:
    """A report on a form. `zero` is what a cell of 0 prints: the digit, nothing, or a dash."""
    figures = {key: f"{value:f}" for key, value in drawn_figures(form, random).items()}
    printed = {key: zero if value == "0" and zero != "0" else value for key, value in figures.items()}
    year = YEARS[form]
    title = ("示例县人民政府", f"{year}年政府信息公开工作年度报告")
    published = Published(printed, frozenset())
    if form in annexes():
        blocks: tuple[str | Table, ...] = ("一、概述", PROSE * 3, "附件：统计表", _annex(form, printed))
    else:
        t2, t3, t4 = (table_of(kind, form, published, year) for kind in ("t2", "t3", "t4"))
        blocks = (
            *("一、总体情况", PROSE * 3, "二、主动公开政府信息情况", t2),
            *("三、收到和处理政府信息公开申请情况", t3, "四、政府信息公开行政复议、行政诉讼情况", t4),
            *("五、存在的主要问题及改进情况", PROSE, "六、其他需要报告的事项", "没有其他需要报告的事项。"),
        )
    return Made(Paper(title, blocks), printed)


def _annex(form: str, printed: Mapping[str, str]) -> Table:
    """Indicator, unit, number; a group's row has neither of the last two."""
    head = tuple(Cell(text, Role.HEAD) for text in ("统计指标", "单位", "统计数"))
    rows = annexes()[form].rows
    return (
        head,
        *(
            (
                Cell(r["label"], Role.LABEL),
                Cell(r.get("unit", ""), Role.HEAD),
                Cell(printed[r["key"]] if r["key"] else "", Role.FIGURE),
            )
            for r in rows
        ),
    )
