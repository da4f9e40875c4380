"""Annexes before 2019 in every layout and dress: every figure of every form is read right."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.extractors.annexes.conftest import Annex

Report = dict[str, Any]
Read = Callable[[str], Report]
Of = Callable[[Report], Any]

LAYOUTS = (
    "plain",
    "indented",
    "code_ahead",
    "code_behind",
    "unit_in_label",
    "without_dashes",
    "with_remarks",
    "lettered",
    "framed",
    "header_twice",
)


@pytest.mark.parametrize("form", ["national_2014", "sh_family_2008", "fujian_putian_2009"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("dress", ["html", "markdown", "flattened"])
def test_every_layout(
    annexes: "Mapping[str, Annex]", read: Read, oddities: Of, found: Of, form: str, layout: str, dress: str
) -> None:
    """All figures with their units, no finding, and every official identity holds."""
    annex = annexes[form]
    report = read(getattr(annex, dress)(getattr(annex, layout)()))
    assert report["forms"] == {"annex": form}
    assert found(report) == annex.answer()
    assert oddities(report) == []
    assert (report["checks"]["passed"], report["checks"]["failed"]) == (annex.checks, 0)


def test_columns_in_another_order(annexes: "Mapping[str, Annex]", read: Read, found: Of) -> None:
    """本年累计 ahead of 本期实际: heads decide, places do not."""
    annex = annexes["sh_family_2008"]
    rows = [[label, unit, year, current] for label, unit, current, year in annex.plain()]
    assert found(read(annex.html(rows))) == annex.answer()


def test_a_header_in_two_lines(annexes: "Mapping[str, Annex]", read: Read, found: Of) -> None:
    """统计数 above, the two columns below."""
    annex = annexes["fujian_putian_2009"]
    rows = [["指标名称", "计量单位", "统计数"], list(annex.heads.values()), *annex.plain()[1:]]
    assert found(read(annex.html(rows))) == annex.answer()


def test_one_printed_column_of_two(annexes: "Mapping[str, Annex]", read: Read, oddities: Of, found: Of) -> None:
    """Where the table prints the year alone, its figures are read and the other column is not asked for."""
    annex = annexes["fujian_putian_2009"]
    report = read(annex.html([row[:3] for row in annex.plain()]))
    assert found(report) == {k: v for k, v in annex.answer().items() if not k.endswith(".cumulative")}
    assert (oddities(report), report["checks"]["passed"]) == ([], 2)


def test_a_cumulative_column_of_the_national_annex(annexes: "Mapping[str, Annex]", read: Read, found: Of) -> None:
    """历年累计 is read where it is printed, and its official identities are judged as well."""
    annex = annexes["national_2014"]
    first, *rows = annex.plain()
    report = read(annex.html([[*first, "历年累计"], *([*row, row[-1]] for row in rows)]))
    figures = found(report)
    assert len(figures) == 2 * len(annex.answer())
    assert figures["b.requests_total.cumulative"] == figures["b.requests_total"] == (187, "件")
    assert report["checks"]["passed"] == 6


def test_another_unit_than_the_forms_own(annexes: "Mapping[str, Annex]", read: Read, found: Of) -> None:
    """元 printed beside a row of 万元 is 元."""
    annex = annexes["national_2014"]
    rows = [[cell.replace("万元", "元") for cell in row] for row in annex.plain()]
    assert found(read(annex.html(rows)))["b.budget"] == (62.5, "元")
    assert found(read(annex.html(rows)))["b.request_fees"] == (0.86, "元")


def test_a_table_of_general_words_is_no_annex(annexes: "Mapping[str, Annex]", read: Read) -> None:
    """政府网站 and 政府公报 stand in many tables."""
    rows = [["公开渠道", "数量"], ["政府网站", "12"], ["政府公报", "3"]]
    assert read(annexes["national_2014"].html(rows))["figures"] == []
