"""Pages of a county that does not exist (示例县), made here; the expected cells stand beside them in the tests."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

import extractors
from nianbao.checks import weigh
from nianbao.domain.report_json import report_to_json

TITLE = "示例县人民政府2022年政府信息公开工作年度报告"
Report = dict[str, Any]


@pytest.fixture
def read() -> Callable[[str | bytes], Report]:
    """A page to the JSON of `nianbao read`."""

    def read_page(page: str | bytes) -> Report:
        body = page.encode() if isinstance(page, str) else page
        return report_to_json(weigh(extractors.extract(extractors.read(body))))

    return read_page


@pytest.fixture
def page() -> Callable[..., str]:
    """HTML around the given tables, under a title of 2022."""

    def around(*tables: str, title: str = TITLE) -> str:
        return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{''.join(tables)}</body></html>"

    return around


@pytest.fixture
def table() -> Callable[..., str]:
    """Rows of cells to an HTML table; a cell may be `text` or `(text, attributes)`."""

    def cell(content: str | tuple[str, str]) -> str:
        text, attributes = content if isinstance(content, tuple) else (content, "")
        return f"<td {attributes}>{text}</td>"

    def of(rows: Sequence[Sequence[str | tuple[str, str]]]) -> str:
        return "<table>" + "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in rows) + "</table>"

    return of


@pytest.fixture
def values() -> Callable[[Report], Mapping[str, Any]]:
    """Key -> value, or the status of a cell that is no number."""

    def of(report: Report) -> Mapping[str, Any]:
        return {f["key"]: f["value"] if f["status"] == "number" else f["status"] for f in report["figures"]}

    return of


@pytest.fixture
def rules() -> Callable[[Report], Mapping[str, list[str]]]:
    """Reading findings by rule with their keys, without rows that are merely missing."""

    def of(report: Report) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for finding in report["findings"]:
            if finding["class"] == "reading" and finding["rule"] not in ("ROW.MISSING", "REGION.UNKNOWN"):
                found.setdefault(finding["rule"], []).extend(finding["keys"])
        return found

    return of
