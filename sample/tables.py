"""Statistical tables as rows of cells, laid out as the forms print them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sample.catalogue import HERE, read_toml
from sample.published import Published

APPLICANTS = {
    "natural_person": "自然人",
    "commercial_enterprise": "商业企业",
    "research_institution": "科研机构",
    "public_interest_org": "社会公益组织",
    "legal_service_org": "法律服务机构",
    "other_org": "其他",
    "total": "总计",
}
BLOCKS = {
    "reconsideration": "行政复议",
    "litigation_direct": "未经复议直接起诉",
    "litigation_after_reconsideration": "复议后起诉",
}
OUTCOMES = {
    "upheld": "结果维持",
    "overturned": "结果纠正",
    "other": "其他结果",
    "pending": "尚未审结",
    "total": "总计",
}
CHECKSUM_NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


class Role(StrEnum):
    """What a cell is there for."""

    CAPTION = "caption"
    HEAD = "head"
    GROUP = "group"
    LABEL = "label"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and how far it reaches."""

    text: str
    role: Role
    columns: int = 1
    rows: int = 1


Row = tuple[Cell, ...]
Table = tuple[Row, ...]


@cache
def form_of(name: str) -> Mapping[str, Any]:
    """Labels and spans of a form."""
    return read_toml(HERE / "forms" / f"{name}.toml")


def table_2(form: str, figures: Published) -> Table:
    """Proactive disclosure: blocks of caption, headers and rows under each other."""
    rows: list[Row] = []
    for block in form_of(form)["t2"]:
        spans: Sequence[int] = block["spans"]
        rows.append((Cell(block["caption"], Role.CAPTION, sum(spans)),))
        rows.append(tuple(Cell(text, Role.HEAD, n) for text, n in zip(block["headers"], spans, strict=True)))
        for row in block["rows"]:
            values = (Cell(figures.prints(key), Role.FIGURE, n) for key, n in zip(row["keys"], spans[1:], strict=True))
            rows.append((Cell(row["label"], Role.LABEL, spans[0]), *values))
    return tuple(rows)


def table_3(form: str, figures: Published) -> Table:
    """Requests: three columns of labels, seven of applicants."""
    *organisations, total = list(APPLICANTS.values())[1:]
    head: Table = (
        (Cell(CHECKSUM_NOTE, Role.HEAD, 3, 3), Cell("申请人情况", Role.HEAD, 7)),
        (Cell("自然人", Role.HEAD, 1, 2), Cell("法人或其他组织", Role.HEAD, 5), Cell(total, Role.HEAD, 1, 2)),
        tuple(Cell(text, Role.HEAD) for text in organisations),
    )
    return head + tuple(_request_row(row, figures) for row in form_of(form)["t3"])


def _request_row(row: Mapping[str, Any], figures: Published) -> Row:
    groups = (Cell(group["label"], Role.GROUP, 1, group["rows"]) for group in row.get("opens", ()))
    values = (Cell(figures.prints(f"{row['key']}.{applicant}"), Role.FIGURE) for applicant in APPLICANTS)
    return (*groups, Cell(row["label"], Role.LABEL, row["span"]), *values)


def table_4(_form: str, figures: Published) -> Table:
    """Reconsideration and litigation: fifteen columns, one row; alike in both national forms."""
    reconsideration, direct, after = BLOCKS.values()
    heads = tuple(Cell(text, Role.HEAD) for text in OUTCOMES.values())
    return (
        (Cell(reconsideration, Role.HEAD, 5), Cell("行政诉讼", Role.HEAD, 10)),
        (
            *(Cell(cell.text, Role.HEAD, 1, 2) for cell in heads),
            Cell(direct, Role.HEAD, 5),
            Cell(after, Role.HEAD, 5),
        ),
        heads + heads,
        tuple(Cell(figures.prints(f"t4.{block}.{outcome}"), Role.FIGURE) for block in BLOCKS for outcome in OUTCOMES),
    )


def annex(form: str, figures: Published, year: int) -> Table:
    """Fujian's annex: indicator, unit, the year, all years so far. A row without figures is not printed."""
    heads = ("指标名称", "计量单位", f"{year}年度", "历年累计")
    rows: list[Row] = [tuple(Cell(text, Role.HEAD) for text in heads)]
    for row in form_of(form)["annex"]:
        if row["key"] in figures.figures:
            values = (figures.prints(row["key"]), figures.prints(f"{row['key']}.cumulative"))
            label, unit = Cell(row["label"], Role.LABEL), Cell(row["unit"], Role.HEAD)
            rows.append((label, unit, *(Cell(value, Role.FIGURE) for value in values)))
    return tuple(rows)


NATIONAL: Mapping[str, Callable[[str, Published], Table]] = {"t2": table_2, "t3": table_3, "t4": table_4}


def table_of(kind: str, form: str, figures: Published, year: int) -> Table:
    """The table a section asks for: t2, t3, t4 or annex."""
    return annex(form, figures, year) if kind == "annex" else NATIONAL[kind](form, figures)
