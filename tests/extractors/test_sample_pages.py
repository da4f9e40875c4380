"""Every page of the shipped sample, with its traps, against the published figures it was made from."""

import json
from pathlib import Path
from typing import Any

import pytest

import extractors
from nianbao.archive.decoding import decoded_body
from nianbao.archive.reader import iter_captures, load
from nianbao.checks import weigh
from nianbao.domain.report_json import report_to_json
from nianbao.sample import sample_archives

FIGURES = Path(__file__).parents[2] / "sample" / "figures"
OWN_OFFICE = "重庆市九龙坡区人民政府办公室"


@pytest.fixture(scope="module")
def reports() -> dict[tuple[str, int], dict[str, Any]]:
    """Region and year -> the JSON of `nianbao read`, for every report page of the sample."""
    found = {}
    for archive in sample_archives():
        for stored in iter_captures(archive):
            payload = load(stored.capture.record)
            body = decoded_body(payload.headers, payload.body)
            if payload.status != 200 or b"<html" not in body[:2000].lower():
                continue
            report = report_to_json(weigh(extractors.extract(extractors.read(body))))
            if report["sections"]:
                found[report["publisher"]["region"], report["year"]] = report
    return found


@pytest.mark.parametrize(
    ("region", "name"),
    [("350128", f"pingtan_{year}") for year in (2011, 2014, *range(2017, 2026))]
    + [("500107", "jiulongpo_2022"), ("430181", "liuyang_2023")],
)
def test_published_figures(reports: dict[tuple[str, int], dict[str, Any]], region: str, name: str) -> None:
    """Every published figure is read; what is printed unreadably is unreadable; there are no others."""
    answer = json.loads((FIGURES / f"{name}.json").read_text(encoding="utf-8"))
    figures = {figure["key"]: figure for figure in reports[region, answer["year"]]["figures"]}
    unreadable = set(answer["unreadable"])
    assert set(figures) == set(answer["figures"]) | unreadable
    for key, figure in figures.items():
        if key in unreadable:
            assert (figure["status"], figure["value"]) == ("unreadable", None), key
        else:
            assert (figure["status"], figure["value"]) == ("number", answer["figures"][key]), key


def test_findings_of_the_published_errors_only(reports: dict[tuple[str, int], dict[str, Any]]) -> None:
    """T3.SUM fails twice in 平潭's report for 2020, as published, and nowhere else."""
    failed = [
        (region, year, finding["rule"], finding["keys"][0], finding["expected"], finding["actual"])
        for (region, year), report in sorted(reports.items())
        for finding in report["findings"]
        if finding["class"] == "source"
    ]
    assert failed == [
        ("350128", 2020, "T3.SUM", "t3.disposed.natural_person", 26, 20),
        ("350128", 2020, "T3.SUM", "t3.disposed.total", 27, 21),
    ]


def test_reports_without_tables(reports: dict[tuple[str, int], dict[str, Any]]) -> None:
    """Where the portal shows a picture instead of tables, the report says which tables are missing."""
    for region, year in (("310112", 2023), ("330903", 2020), ("530802", 2023)):
        missing = [f["keys"] for f in reports[region, year]["findings"] if f["rule"] == "TABLES.MISSING"]
        assert missing == [["t2", "t3", "t4"]]
        assert reports[region, year]["coverage"] == "aggregate"


def test_coverage(reports: dict[tuple[str, int], dict[str, Any]]) -> None:
    """九龙坡's is the office's own report; all others count the whole area."""
    own = {report["publisher"]["name"] for report in reports.values() if report["coverage"] == "own"}
    assert own == {OWN_OFFICE}
    assert {report["coverage"] for report in reports.values()} == {"own", "aggregate"}
