"""Invented annexes of 示例县 as portals print them: one cell of truth, many layouts. Nothing here knows the reader.

The answers stand in `*.tsv`: key, label as printed, unit, one number a column; a line without a key heads a group.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import extractors
from nianbao.checks import weigh
from nianbao.domain.report_json import report_to_json

Rows = list[list[str]]
Answer = dict[str, tuple[float, str | None]]


class Annex:
    """One invented annex: its lines, the heads of its columns of figures, how many official identities it has."""

    def __init__(self, form: str, year: int, heads: Mapping[str, str], checks: int) -> None:
        lines = Path(__file__).with_name(f"{form}.tsv").read_text(encoding="utf-8").splitlines()[1:]
        self.form, self.year, self.heads, self.checks = form, year, heads, checks
        self.title = f"示例县人民政府{year}年政府信息公开工作年度报告"
        self.lines = [line.split("\t") for line in lines]

    def answer(self) -> Answer:
        """Key -> value and unit, in printed order."""
        found: Answer = {}
        for key, _, unit, *values in self.lines:
            for column, value in zip(self.heads, values, strict=False) if key else ():
                found[".".join(part for part in (key, column) if part)] = (float(value), unit or None)
        return found

    def plain(self) -> Rows:
        """Label, unit, numbers."""
        return [["统计指标", "单位", *self.heads.values()], *([label, *rest] for _, label, *rest in self.lines)]

    def indented(self) -> Rows:
        """Labels indented by full-width spaces, and spaces inside the heads."""
        first, *rows = self.plain()
        return [[" ".join(cell) for cell in first], *(["\u3000\u3000" + row[0], *row[1:]] for row in rows)]

    def code_ahead(self) -> Rows:
        """A column of numbers ahead of the labels."""
        first, *rows = self.plain()
        return [["序号", *first], *([f"{number:02}", *row] for number, row in enumerate(rows, 1))]

    def code_behind(self) -> Rows:
        """The code between label and unit."""
        first, *rows = self.plain()
        return [[first[0], "代码", *first[1:]], *([r[0], f"{n:02}", *r[1:]] for n, r in enumerate(rows, 1))]

    def unit_in_label(self) -> Rows:
        """No column of units: they stand in brackets behind the label. Groups print none."""
        rows = [[f"{label}（{unit}）" if key and unit else label, *values] for key, label, unit, *values in self.lines]
        return [["指标名称", *self.heads.values()], *rows]

    def without_dashes(self) -> Rows:
        """Groups with empty cells instead of dashes."""
        return [[cell.replace("——", "") for cell in row] for row in self.plain()]

    def with_remarks(self) -> Rows:
        """A last column of remarks, some of them numbers."""
        first, *rows = self.plain()
        return [[*first, "备注"], *([*row, "12" if n % 3 else ""] for n, row in enumerate(rows))]

    def lettered(self) -> Rows:
        """Below the header the columns are numbered: 甲, 乙, 丙 for words, 1, 2 for figures."""
        first, *rows = self.code_behind()
        return [first, [*"甲乙丙", *("12"[: len(self.heads)])], *rows]

    def framed(self) -> Rows:
        """Title, year and organ above the header; people, date and telephone below the rows, all in the same table."""
        above = [["政府信息公开情况统计表"], ["填报单位：示例县", "单位：件"]]
        return [*above, *self.plain(), ["单位负责人：", "审核人：", "填报日期：1月5日"], ["联系电话", "0000-1234567"]]

    def header_twice(self) -> Rows:
        """The header again in the middle, as behind a page break."""
        first, *rows = self.plain()
        return [first, *rows[:9], first, *rows[9:]]

    def html(self, rows: Sequence[Sequence[str]]) -> str:
        """A page with one table."""
        cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        head = f"<html><head><title>{self.title}</title></head><body><h1>{self.title}</h1>"
        return f"{head}<table>{cells}</table></body></html>"

    def markdown(self, rows: Sequence[Sequence[str]]) -> str:
        """One row a line."""
        return "\n".join([self.title, *("|" + "|".join(row) + "|" for row in rows)])

    def flattened(self, rows: Sequence[Sequence[str]]) -> str:
        """One cell a line."""
        return "\n".join([self.title, *(f"{cell} |" for row in rows for cell in row)])


@pytest.fixture(scope="session")
def annexes() -> Mapping[str, Annex]:
    """Every invented annex by its form."""
    made = (
        Annex("national_2014", 2016, {"": "统计数"}, 3),
        Annex("sh_family_2008", 2010, {"current": "本期实际", "": "本年累计"}, 6),
        Annex("fujian_putian_2009", 2009, {"": "2009年度", "cumulative": "历年累计"}, 4),
    )
    return {annex.form: annex for annex in made}


@pytest.fixture
def read() -> Callable[[str], dict[str, Any]]:
    """A page or text to the JSON of `nianbao read`."""

    def read_text(text: str) -> dict[str, Any]:
        return report_to_json(weigh(extractors.extract(extractors.read(text.encode()))))

    return read_text


@pytest.fixture
def oddities() -> Callable[[dict[str, Any]], list[tuple[str, list[str]]]]:
    """Rule and keys of every finding but that 示例县 does not exist."""

    def of(report: dict[str, Any]) -> list[tuple[str, list[str]]]:
        return [(f["rule"], f["keys"]) for f in report["findings"] if f["rule"] != "REGION.UNKNOWN"]

    return of


@pytest.fixture
def found() -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Key -> value and unit of every figure."""

    def of(report: dict[str, Any]) -> dict[str, Any]:
        return {figure["key"]: (figure["value"], figure["unit"]) for figure in report["figures"]}

    return of
