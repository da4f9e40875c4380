"""Claims of the published reports at hand, all of them; numbers read by eye."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import extractors
from extractors.claims import find_claims
from nianbao.checks import weigh
from nianbao.checks.prose import weigh_claims
from nianbao.domain.report import Claim, Coverage, Figure, Report, Section, Status, TableCell

# What a report states beyond its expected file.
ALSO = {
    "seeds/minhang_2023.txt": ["p.interpretations 197", "p.litigation_overturned 0"],
    "seeds/putuo_zhoushan_2020.txt": [
        "p.requests_in_person 0",
        "p.requests_online 6",
        "p.requests_letter 2",
        "t2.normative_docs.made_this_year 36",
        "p.interpretations 36",
    ],
    "seeds/simao_2023.txt": [],
    "seeds/jiulongpo_2022.txt": [],
    "seeds/liuyang_2023.txt": [],
    "samples/shuyang_fgj_2023.html": ["p.proactive_items 249", "t3.new_received.total 26"],
    "samples/shuyang_2025_ocr.md": [
        "p.interpretations 21",
        "t3.new_received.natural_person 741",
        "p.new_received_organisations 8",
        "p.disputes_total 74",
        "s6.processing_fee.yuan 380",
        "s6.processing_fee.cases 1",
    ],
}
FLOW = "seeds/minhang_2023.txt"
# 沭阳 2025 states 749 as received, 741 of them from persons: with the 36 brought forward.
WITH_BROUGHT_FORWARD = "samples/shuyang_2025_ocr.md"


@pytest.fixture(scope="module")
def reports(shared: Path) -> dict[str, Report]:
    return {name: weigh(extractors.extract(extractors.read((shared / name).read_bytes()))) for name in ALSO}


@pytest.mark.parametrize("name", ALSO)
def test_every_number_stated_and_no_other(shared: Path, reports: dict[str, Report], name: str) -> None:
    path = shared / name
    expected = json.loads((path.parent / f"{path.stem}.expected.json").read_text(encoding="utf-8"))
    wanted = Counter([f"{key} {value}" for key, value in expected.get("claims", [])] + ALSO[name])
    report = reports[name]
    assert Counter(f"{claim.key} {claim.value}" for claim in report.claims) == wanted
    assert {claim.coverage for claim in report.claims} == {report.coverage}


@pytest.mark.parametrize("name", ALSO)
def test_no_other_finding_among_prose(reports: dict[str, Report], name: str) -> None:
    found = [
        (finding.rule, f"{finding.actual}", f"{finding.expected}")
        for finding in reports[name].findings
        if finding.rule.startswith("P.")
    ]
    meant = [("P.MEANING", "749", "713"), ("P.MEANING", "741", "705")] if name == WITH_BROUGHT_FORWARD else []
    assert found == ([("P.FLOW", "2137", "2117")] if name == FLOW else meant)


def test_the_offices_number_beside_the_tables_of_all(shared: Path) -> None:
    """洪泽 2024 (seen in its PDF): the office received 17 in the government's name, table 3 counts 95 of all organs."""
    expected = json.loads((shared / "samples/hongze_2024.expected.json").read_text(encoding="utf-8"))
    figures = {
        key: Figure(key, Decimal(value), Status.NUMBER, str(value), "件", TableCell(0, 0, 0))
        for key, value in expected["figures"].items()
        if value is not None
    }
    text = "全年区政府办代区政府受理政府信息公开申请17件。全年收取信息处理费0元。"
    claims = find_claims(
        "",
        [Section(1, "overview", "一、总体情况", text)],
        year=2024,
        forms=expected["forms"],
        keys=figures.keys(),
        coverage=Coverage.AGGREGATE,
    )
    (found,) = weigh_claims(claims, figures, Coverage.AGGREGATE)
    wanted = expected["findings"][0]
    assert (found.rule, found.finding_class) == (wanted["rule"], wanted["class"])
    assert (found.expected, found.actual) == (wanted["expected"], wanted["actual"])


def test_a_claim_changed_by_one_is_found(reports: dict[str, Report]) -> None:
    """Each claim of 浏阳 that has a cell, made wrong: the rule of its kind says so, with the cell's number."""
    report = reports["seeds/liuyang_2023.txt"]
    figures = {figure.key: figure for figure in report.figures}
    with_cell = [claim for claim in report.claims if claim.key in figures]
    for claim in with_cell:
        wrong = Claim(claim.key, claim.value + 3, claim.text, claim.section, claim.coverage)
        (found,) = weigh_claims([wrong], figures, report.coverage)
        assert (found.expected, found.actual, found.keys[0]) == (claim.value, claim.value + 3, claim.key)
    assert len(with_cell) == 7
