"""A file beside a page: what it does not say the page says; what it says otherwise stands, with a finding."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from nianbao.domain.publishers import kind_of
from nianbao.domain.report import (
    Claim,
    Coverage,
    Finding,
    FindingClass,
    Publisher,
    Report,
    Section,
    Severity,
)
from pipelines.beside import PageSays, beside, named
from pipelines.job import OTHER

URL = "https://www.shilixian.test/nb/1.htm"
SAID = "全县各级各单位"
Make = Callable[..., Report]


def organ(name: str, region: str | None = "350128") -> Publisher:
    return Publisher(name, kind_of(name), region)


def lacking(rule: str, *keys: str) -> Finding:
    return Finding(rule, Severity.SOFT, FindingClass.COMPLETENESS, keys, f"not there: {', '.join(keys)}")


PAGE = PageSays.of(
    URL,
    Report(
        "示例县人民政府2023年政府信息公开工作年度报告",
        2023,
        {"t2": "national_2021"},
        organ("示例县人民政府"),
        Coverage.AGGREGATE,
        SAID,
        sections=(Section(1, "overview", "一、总体情况", ""),),
    ),
)
UNKNOWN = Finding("REGION.UNKNOWN", Severity.SOFT, FindingClass.READING, (), "the document does not say")
MUTE = Report(
    "附表",
    2023,
    {"t3": "national_2021", "t4": "national_2021"},
    organ("", None),
    Coverage.UNCLEAR,
    "publisher: other",
    claims=(
        Claim("t3.new_received.total", Decimal(3), "收到申请3件", 0, Coverage.UNCLEAR),
        Claim("t3.granted.total", Decimal(1), "本机关予以公开1件", 0, Coverage.OWN),
    ),
    findings=(UNKNOWN, lacking("TABLES.MISSING", "t2"), lacking("SECTION.MISSING", "overview", "problems")),
)


def test_what_a_file_does_not_say_the_page_says() -> None:
    known = beside(MUTE, PAGE)
    assert (known.publisher, known.year, known.title) == (PAGE.publisher, 2023, PAGE.title)
    assert (known.coverage, known.coverage_evidence) == (Coverage.AGGREGATE, SAID)
    assert [claim.coverage for claim in known.claims] == [Coverage.AGGREGATE, Coverage.OWN]


def test_what_the_page_holds_is_not_missing_in_the_file() -> None:
    (left,) = beside(MUTE, PAGE).findings
    assert (left.rule, left.keys) == ("SECTION.MISSING", ("problems",))
    assert "overview" not in left.message


@pytest.mark.parametrize("name", ["示例县人民政府", "平潭县人民政府", "平潭县"])
def test_a_name_in_other_words_is_no_contradiction(name: str) -> None:
    page = replace(PAGE, publisher=organ("平潭县人民政府" if name != "示例县人民政府" else name))
    known = beside(replace(MUTE, publisher=organ(name)), page)
    assert OTHER not in {finding.rule for finding in known.findings}
    assert known.coverage is Coverage.AGGREGATE


@pytest.mark.parametrize(
    ("changes", "here"),
    [
        ({"year": 2022}, "the year of this file is 2022"),
        ({"publisher": organ("示例县教育局")}, "the publisher of this file is 示例县教育局"),
        ({"coverage": Coverage.OWN, "coverage_evidence": "本机关"}, "the coverage of this file is own"),
    ],
)
def test_what_a_file_says_otherwise_stands_and_is_told(changes: dict[str, object], here: str) -> None:
    said = replace(MUTE, **changes)  # type: ignore[arg-type]
    known = beside(said, PAGE)
    for name, value in changes.items():
        assert getattr(known, name) == value
    told = [finding.message for finding in known.findings if finding.rule == OTHER]
    assert len(told) == 1
    assert told[0].startswith(here)
    assert told[0].endswith(URL)
    # Not a document of the page's report: what it lacks is missing.
    assert lacking("TABLES.MISSING", "t2") in known.findings


def test_another_organs_file_inherits_nothing() -> None:
    said = replace(MUTE, publisher=organ("示例县教育局"))
    assert beside(said, PAGE).coverage is Coverage.UNCLEAR


def test_coverage_that_follows_from_the_name_alone_gives_way_to_what_the_page_states() -> None:
    by_name = replace(
        MUTE, publisher=PAGE.publisher, coverage=Coverage.AGGREGATE, coverage_evidence="publisher: 示例县"
    )
    own = replace(PAGE, coverage=Coverage.OWN, coverage_evidence="本机关")
    known = beside(by_name, own)
    assert (known.coverage, known.coverage_evidence) == (Coverage.OWN, "本机关")


def test_a_name_that_is_another_organs_is_taken_at_its_word() -> None:
    known = beside(named(MUTE, "示例县教育局2023年政府信息公开工作年度报告.xlsx"), PAGE)
    assert known.publisher.name == "示例县教育局"
    assert OTHER in {finding.rule for finding in known.findings}


@pytest.mark.parametrize("name", ["附表.xlsx", "附件", "平潭县人民政府2023年政府信息公开工作年度报告.pdf"])
def test_a_name_that_says_nothing_else_leaves_the_file_to_its_page(name: str) -> None:
    known = beside(named(MUTE, name), replace(PAGE, publisher=organ("平潭县人民政府")))
    assert (known.publisher, known.coverage) == (organ("平潭县人民政府"), Coverage.AGGREGATE)
    assert {finding.rule for finding in known.findings} == {"SECTION.MISSING"}


def test_what_the_file_names_itself_goes_before_its_name() -> None:
    said = replace(MUTE, publisher=PAGE.publisher)
    assert named(said, "示例县教育局2023年政府信息公开工作年度报告.xlsx") == said
