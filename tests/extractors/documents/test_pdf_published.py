"""A published PDF: tables split over pages, a label column that runs downwards, cells that no form prints."""

import json
from pathlib import Path
from typing import Any

import pytest

import extractors
from nianbao.checks import weigh
from nianbao.domain.report_json import report_from_json, report_to_json

SECTIONS = ["overview", "proactive", "requests", "disputes", "problems", "other"]


@pytest.fixture(scope="module")
def hongze(shared: Path) -> dict[str, Any]:
    """洪泽区 2024 as the JSON of `nianbao read`."""
    body = (shared / "samples/hongze_2024.pdf").read_bytes()
    return report_to_json(weigh(extractors.extract(extractors.read(body))))


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    """What a person read from it."""
    answer: dict[str, Any] = json.loads((shared / "samples/hongze_2024.expected.json").read_text(encoding="utf-8"))
    return answer


def test_all_figures(hongze: dict[str, Any], expected: dict[str, Any]) -> None:
    """186 cells, no other; 40 official identities hold."""
    assert {figure["key"]: figure["value"] for figure in hongze["figures"]} == expected["figures"]
    assert len(hongze["figures"]) == 186
    assert {k: hongze["checks"][k] for k in ("passed", "failed", "not_assessable")} == {
        "passed": 40,
        "failed": 0,
        "not_assessable": 0,
    }


def test_identity(hongze: dict[str, Any], expected: dict[str, Any]) -> None:
    """Title on two lines, publisher, coverage, forms, six sections."""
    assert hongze["title"] == expected["title"]
    assert hongze["year"] == expected["year"]
    assert hongze["publisher"]["region"] == expected["region"]
    assert hongze["publisher"]["kind"] == expected["kind"]
    assert hongze["coverage"] == expected["coverage"]
    assert hongze["forms"] == expected["forms"]
    assert [section["key"] for section in hongze["sections"]] == SECTIONS


def test_claim_and_coverage_finding(hongze: dict[str, Any]) -> None:
    """The office counts 17 requests, the table 95: two coverages, one finding, none that blames the source."""
    assert ["t3.new_received.total", 17] in [[claim["key"], claim["value"]] for claim in hongze["claims"]]
    (finding,) = hongze["findings"]
    assert (finding["rule"], finding["class"], finding["expected"], finding["actual"]) == ("P.NEW", "coverage", 95, 17)


def test_places_survive_json(hongze: dict[str, Any]) -> None:
    """{page, box} and back."""
    where = hongze["figures"][0]["where"]
    assert where.keys() == {"page", "box"}
    assert where["page"] == 1
    assert report_to_json(report_from_json(json.loads(json.dumps(hongze)))) == hongze


def test_wrapped_lines_are_one_paragraph(hongze: dict[str, Any]) -> None:
    """Words that the page breaks are whole, and no page number stands in the text."""
    text = hongze["sections"][0]["text"]
    assert "根据《条例》和上级部门关于依申请办理的规范要求" in text
    assert "政府信息公开申请 17 件" in text
    assert "- 2 -" not in text
