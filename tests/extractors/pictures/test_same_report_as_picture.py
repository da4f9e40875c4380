"""A published report as a picture and as a scanned PDF, read as `nianbao read` reads it: the figures of its PDF."""

import json
from pathlib import Path
from typing import Any

import pytest

from conformance.papers.scan import Scan, as_pdf, as_picture, drawn, scanned
from nianbao.domain.report_json import report_to_json
from pipelines.readers import read_in_child


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, Any]:
    """What a person read from 洪泽区 2024."""
    answer: dict[str, Any] = json.loads((shared / "samples/hongze_2024.expected.json").read_text(encoding="utf-8"))
    return answer


def test_one_picture_of_the_whole_report(shared: Path, expected: dict[str, Any]) -> None:
    """At 200 dpi: all 186 figures and the finding about coverage, each figure with a place of its own."""
    pages = drawn((shared / "samples/hongze_2024.pdf").read_bytes(), 200)
    report = report_to_json(read_in_child(as_picture(pages)))
    assert {figure["key"]: figure["value"] for figure in report["figures"]} == expected["figures"]
    assert len({str(figure["where"]) for figure in report["figures"]}) == 186
    assert report["checks"]["passed"] == 40
    assert (report["title"], report["year"], report["coverage"]) == (expected["title"], 2024, expected["coverage"])
    assert [finding["rule"] for finding in report["findings"]] == ["P.NEW"]
    assert report["recognised"] is True


def test_a_scanned_page(shared: Path, expected: dict[str, Any]) -> None:
    """A page of a PDF that is a picture, askew and noisy: of its figures none is wrong, and 99 of 100 are right."""
    page = drawn((shared / "samples/hongze_2024.pdf").read_bytes(), 200)[3]
    body = as_pdf([scanned(page, Scan(dpi=200, degrees=0.6, noise=8), 7)], 200, 80)
    report = report_to_json(read_in_child(body, year=2024))
    read = {f["key"]: f["value"] for f in report["figures"] if f["status"] == "number"}
    assert {key: expected["figures"][key] for key in read} == read
    assert len(read) >= 0.99 * len(report["figures"]) > 70
    assert all(figure["where"]["page"] == 0 for figure in report["figures"])
