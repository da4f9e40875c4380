"""The real reports at hand: everything their expected files name must come out, and no fault that is not there."""

import json
from pathlib import Path
from typing import Any

import pytest

import extractors
from nianbao.checks import weigh
from nianbao.domain.report_json import report_to_json

CASES = [
    "seeds/jiulongpo_2022.txt",
    "seeds/liuyang_2023.txt",
    "seeds/minhang_2023.txt",
    "seeds/putuo_zhoushan_2020.txt",
    "seeds/simao_2023.txt",
    "samples/shuyang_fgj_2023.html",
    "samples/shuyang_2025_ocr.md",
]
WITH_TABLES = {CASES[0]: 0, CASES[1]: 0, CASES[5]: 125, CASES[6]: 0}
Case = tuple[str, dict[str, Any], dict[str, Any]]
SECTIONS = ["overview", "proactive", "requests", "disputes", "problems", "other"]


def read(path: Path) -> dict[str, Any]:
    """The JSON of `nianbao read` for a file."""
    return report_to_json(weigh(extractors.extract(extractors.read(path.read_bytes()))))


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest, shared: Path) -> Case:
    """Name, expected and actual of one published report."""
    path = shared / request.param
    expected = json.loads((path.parent / f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    return request.param, expected, read(path)


def test_identity(case: Case) -> None:
    """Title, year, publisher, coverage and the form of each table are those of the report."""
    _, expected, actual = case
    assert actual["title"] == expected["title"]
    assert actual["year"] == expected["year"]
    assert actual["publisher"]["region"] == expected["region"]
    assert actual["publisher"]["kind"] == expected["kind"]
    assert actual["coverage"] == expected["coverage"]
    assert actual["coverage_evidence"]
    assert actual["forms"] == expected["forms"]


def test_every_figure(case: Case) -> None:
    """Every cell of every table, blanks as blanks, and no figure beyond them."""
    _, expected, actual = case
    figures = {figure["key"]: figure for figure in actual["figures"]}
    assert {key: figure["value"] for key, figure in figures.items()} == expected["figures"]
    for key, value in expected["figures"].items():
        assert figures[key]["status"] == ("blank" if value is None else "number"), key


def test_six_sections(case: Case) -> None:
    """The six statutory sections, each once, in order."""
    assert [section["key"] for section in case[2]["sections"]] == SECTIONS


def test_claims_and_findings(case: Case) -> None:
    """Every claim and finding that the report calls for; beyond them none that blames the source."""
    _, expected, actual = case
    claims = [[claim["key"], claim["value"]] for claim in actual["claims"]]
    assert [claim for claim in expected.get("claims", []) if claim not in claims] == []
    wanted = expected.get("findings", [])
    for finding in wanted:
        assert any(finding.items() <= found.items() for found in actual["findings"]), finding
    for found in actual["findings"]:
        if found["class"] == "source" or found["severity"] == "official":
            assert any(finding["rule"] == found["rule"] for finding in wanted), found


@pytest.mark.parametrize(("name", "blanks"), WITH_TABLES.items())
def test_all_identities_hold(shared: Path, name: str, blanks: int) -> None:
    """42 official identities are judged and hold; blanks are proven zero where the totals prove them."""
    actual = read(shared / name)
    assert {k: actual["checks"][k] for k in ("passed", "failed", "not_assessable")} == {
        "passed": 42,
        "failed": 0,
        "not_assessable": 0,
    }
    assert sum(figure.get("fill_basis") == "blank_zero" for figure in actual["figures"]) == blanks


def test_places_lead_back_to_the_text(shared: Path) -> None:
    """Every figure of a text stands where `where` says: line of the file, part between the bars."""
    for name in ("seeds/jiulongpo_2022.txt", "samples/shuyang_2025_ocr.md"):
        lines = (shared / name).read_text(encoding="utf-8").splitlines()
        for figure in read(shared / name)["figures"]:
            where = figure["where"]
            assert lines[where["line"]].split("|")[where["cell"]].strip() == figure["raw"], figure


def test_a_mangled_script_is_said(shared: Path) -> None:
    """浏阳's seed is a mirror's rendering: traditional script, pinyin between the characters."""
    rules = [finding["rule"] for finding in read(shared / "seeds/liuyang_2023.txt")["findings"]]
    assert rules == ["SOURCE.MIRROR"]
