"""Numbers stated in prose: each sentence with what it states. All sentences are ours; 示例县 does not exist."""

import re

import pytest

from extractors.claims import find_claims
from nianbao.domain.claims import statements
from nianbao.domain.report import Claim, Coverage, Section

ASKED = "2023年，示例县共收到政府信息公开申请30件。"


def claims_of(
    text: str, *, year: int | None = 2023, section: str = "overview", coverage: Coverage = Coverage.AGGREGATE
) -> tuple[Claim, ...]:
    sections = [Section(1, section, "一、总体情况", text)]
    return find_claims("", sections, year=year, forms={}, keys=(), coverage=coverage)


def stated(text: str, *, year: int | None = 2023, section: str = "overview") -> list[tuple[str, float]]:
    return [(claim.key, float(claim.value)) for claim in claims_of(text, year=year, section=section)]


NEW, IN, DONE, OUT = (f"t3.{row}.total" for row in ("new_received", "brought_forward", "disposed", "carried_forward"))
ISSUED, REPEALED, IN_FORCE = (f"t2.normative_docs.{column}" for column in ("issued", "repealed", "in_force"))
REVIEWED, LITIGATED, ITEMS, EXPLAINED = (
    "t4.reconsideration.total",
    "p.litigation_total",
    "p.proactive_items",
    "p.interpretations",
)
STATED = [
    # requests
    ("示例县共收到政府信息公开申请12件。", [(NEW, 12)]),
    ("示例县本年新收政府信息公开申请12件，上年结转3件。", [(NEW, 12), (IN, 3)]),
    ("全年受理依申请公开事项１２件，办结１０件，结转下年度２件。", [(NEW, 12), (DONE, 10), (OUT, 2)]),
    ("全年共受理公民提出的政府信息公开申请 1,204 件。", [(NEW, 1204)]),
    ("全年共受理政府信息公开申请1，204件。", [(NEW, 1204)]),
    ("全年收到20件政府信息公开申请，其中18件已按时办结，2件结转至下一年度办理。", [(NEW, 20), (DONE, 18), (OUT, 2)]),
    ("2023年收到依申请公开一百零五件，答复一百零三件。", [(NEW, 105), (DONE, 103)]),
    ("收到政府信息公开申请十二件，已答复十件，两件结转下年度继续办理。", [(NEW, 12), (DONE, 10), (OUT, 2)]),
    ("全年收到政府信息公开申请0件。", [(NEW, 0)]),
    ("收到政府信息公开申请总数为45宗。", [(NEW, 45)]),
    ("收到依申请公开件\n15\n件。", [(NEW, 15)]),
    ("共办理依申请公开25件（含上年度结转4件）。", [("p.requests_handled", 25), (IN, 4)]),
    ("（一）依申请公开情况。全年共收到9件申请，均已办结。", [(NEW, 9)]),
    ("全年共收到政府信息公开申请20件。办结18件，顺延至下年度办理2件。", [(NEW, 20), (DONE, 18), (OUT, 2)]),
    ("受理政府信息公开申请8件，2022年度结转1件，结转2024年办理2件。", [(NEW, 8), (IN, 1), (OUT, 2)]),
    (
        "收到政府信息公开申请30件，其中自然人申请28件，法人或其他组织申请2件。",
        [(NEW, 30), ("t3.new_received.natural_person", 28), ("p.new_received_organisations", 2)],
    ),
    (
        "受理依申请公开9件，其中当面申请1件，网络申请5件，信函申请2件，电子邮件申请1件，传真申请0件。",
        [
            (NEW, 9),
            ("p.requests_in_person", 1),
            ("p.requests_online", 5),
            ("p.requests_letter", 2),
            ("p.requests_email", 1),
            ("p.requests_fax", 0),
        ],
    ),
    (
        "办结政府信息公开申请20件，其中予以公开9件，部分公开3件，不予公开4件，无法提供2件，不予处理2件。",
        [
            (DONE, 20),
            ("t3.granted.total", 9),
            ("t3.partially_granted.total", 3),
            ("p.denied_total", 4),
            ("p.unable_total", 2),
            ("p.declined_total", 2),
        ],
    ),
    (
        "全年办结政府信息公开申请20件，其中予以公开及部分公开12件。",
        [(DONE, 20), ("p.granted_and_partially_granted", 12)],
    ),
    (ASKED + "其中申请人主动撤回3件。", [(NEW, 30), ("p.requests_withdrawn", 3)]),
    (
        "县政府办公室共收到8份政府信息公开申请，均为自然人申请。其中，予以公开2件，部分公开3件，本机关不掌握相关政府信息2件。",
        [(NEW, 8), ("t3.granted.total", 2), ("t3.partially_granted.total", 3), ("t3.unable.not_held.total", 2)],
    ),
    (
        "共收到和办理依申请公开12件，其中自然人申请件12件，法人或其他组织申请件0件，上年度结转申请0件。",
        [(NEW, 12), ("t3.new_received.natural_person", 12), ("p.new_received_organisations", 0), (IN, 0)],
    ),
    # review and litigation
    ("因政府信息公开引起的行政复议案件3件，行政诉讼案件2件。", [(REVIEWED, 3), (LITIGATED, 2)]),
    ("全年信息公开类行政复议共3件，其中结果纠正1件。", [(REVIEWED, 3), ("t4.reconsideration.overturned", 1)]),
    ("全年发生政府信息公开行政诉讼2件，结果纠正0件。", [(LITIGATED, 2), ("p.litigation_overturned", 0)]),
    ("全年政府信息公开行政复议、行政诉讼案件共5件。", [("p.disputes_total", 5)]),
    (
        "政府信息公开行政诉讼中，未经复议直接起诉4件，复议后起诉1件。",
        [("t4.litigation_direct.total", 4), ("t4.litigation_after_reconsideration.total", 1)],
    ),
    ("全年因政府信息公开被申请行政复议两件。", [(REVIEWED, 2)]),
    # documents
    ("全年制发规范性文件11件，废止6件，现行有效78件。", [(ISSUED, 11), (REPEALED, 6), (IN_FORCE, 78)]),
    ("发布行政规范性文件5件、废止或失效2件、现行有效规范性文件40件。", [(ISSUED, 5), (REPEALED, 2), (IN_FORCE, 40)]),
    ("公开以县政府名义印发的规范性文件7件。", [(ISSUED, 7)]),
    ("全年出台行政规范性文件共计9份。", [(ISSUED, 9)]),
    ("截至2023年底，现行有效行政规范性文件33件。", [(IN_FORCE, 33)]),
    # information and its interpretation
    ("全年主动公开政府信息1.2万条。", [(ITEMS, 12000)]),
    ("全年主动公开各类政府信息26602条，发布政策解读36条。", [(ITEMS, 26602), (EXPLAINED, 36)]),
    ("全县累计主动向社会公开政府信息1 234条。", [(ITEMS, 1234)]),
    ("通过门户网站主动发布各类政府信息980条。", [(ITEMS, 980)]),
    ("全年审核发布各类公开政府信息249条。", [(ITEMS, 249)]),
    ("发布解读信息7条，回应关切9次。", [(EXPLAINED, 7)]),
    ("依法主动公开二十条政府信息。", [(ITEMS, 20)]),
    # fee for processing information
    ("本年度收取信息处理费0元。", [("s6.processing_fee.yuan", 0)]),
    ("全年收取政府信息公开信息处理费1,380.5元。", [("s6.processing_fee.yuan", 1380.5)]),
    ("全县收取信息处理费共计0.2万元。", [("s6.processing_fee.yuan", 2000)]),
    ("收取信息处理费用为零元。", [("s6.processing_fee.yuan", 0)]),
    (
        "收取信息处理费共计500元，其中示例局2件，收取500元。",
        [("s6.processing_fee.yuan", 500), ("s6.processing_fee.cases", 2)],
    ),
    (
        "收取信息处理费共计100元（1件），未发生减免。",
        [("s6.processing_fee.yuan", 100), ("s6.processing_fee.cases", 1)],
    ),
    ("本年度对3件申请收取信息处理费。", [("s6.processing_fee.cases", 3)]),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_a_stated_number_is_claimed(text: str, expected: list[tuple[str, float]]) -> None:
    assert stated(text) == expected


def test_there_are_enough_cases() -> None:
    assert len(STATED) >= 40


def test_what_section_six_states_has_its_own_keys() -> None:
    text = "统计表中政府信息公开申请的“（六）其他处理3.其他”共25件，其中申请人主动撤销6件。"
    assert stated(text, section="other") == [("t3.other_outcome.other.total", 25), ("s6.withdrawn", 6)]


def test_the_table_that_is_there_decides_the_key() -> None:
    text = "政府信息公开申请中，其他处理4件。全年发布规范性文件3件。"
    sections = [Section(1, "overview", "一、总体情况", text)]
    forms = {"t2": "national_2021", "t3": "national_2019"}
    keys = {"t3.other_outcome.single.total", "t2.normative_docs.issued"}
    claims = find_claims("", sections, year=2024, forms=forms, keys=keys, coverage=Coverage.OWN)
    assert [claim.key for claim in claims] == ["t3.other_outcome.single.total", "t2.normative_docs.issued"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2024, "t2.normative_docs.issued"),
        (2020, "t2.normative_docs.made_this_year"),
        (2017, "p.normative_docs_issued"),
        (None, "p.normative_docs_issued"),
    ],
)
def test_without_a_table_the_form_in_force_decides_the_key(year: int | None, expected: str) -> None:
    assert stated("全年发布规范性文件3件。", year=year) == [(expected, 3)]


@pytest.mark.parametrize(
    ("report", "text", "expected"),
    [
        (Coverage.AGGREGATE, "县政府办公室共受理政府信息公开申请7件。", Coverage.OWN),
        (Coverage.AGGREGATE, "县政府办代表县政府受理政府信息公开申请7件。", Coverage.OWN),
        (Coverage.AGGREGATE, "本机关受理政府信息公开申请7件。", Coverage.OWN),
        (Coverage.AGGREGATE, "县本级受理政府信息公开申请7件。", Coverage.OWN),
        (Coverage.AGGREGATE, "全年（包括县本级和各乡镇）受理政府信息公开申请7件。", Coverage.AGGREGATE),
        (Coverage.AGGREGATE, "县政府办公室牵头，全县共受理政府信息公开申请7件。", Coverage.AGGREGATE),
        (Coverage.AGGREGATE, "县政府办理政府信息公开申请7件。", Coverage.AGGREGATE),
        (Coverage.AGGREGATE, "全年受理政府信息公开申请7件。", Coverage.AGGREGATE),
        (Coverage.AGGREGATE, "政府信息公开申请中，因本机关不掌握相关政府信息无法提供1件。", Coverage.AGGREGATE),
        (Coverage.AGGREGATE, "公开县政府办公室行政规范性文件7件。", Coverage.AGGREGATE),
        (Coverage.OWN, "全县共受理政府信息公开申请7件。", Coverage.AGGREGATE),
        (Coverage.OWN, "我局受理政府信息公开申请7件。", Coverage.OWN),
        (Coverage.OWN, "全面推进公开，受理政府信息公开申请7件。", Coverage.OWN),
        (Coverage.UNCLEAR, "受理政府信息公开申请7件。", Coverage.UNCLEAR),
    ],
)
def test_a_claim_counts_what_its_sentence_says(report: Coverage, text: str, expected: Coverage) -> None:
    assert [claim.coverage for claim in claims_of(text, coverage=report)] == [expected]


def test_the_sentence_goes_on_about_the_same_organ() -> None:
    claims = claims_of("县政府办公室受理政府信息公开申请7件，办结6件，结转下年度1件。全县共受理政府信息公开申请90件。")
    own, whole = Coverage.OWN, Coverage.AGGREGATE
    assert [(int(claim.value), claim.coverage) for claim in claims] == [(7, own), (6, own), (1, own), (90, whole)]


def test_a_claim_keeps_its_statement_as_printed() -> None:
    (claim,) = claims_of("2023年，示例县 共收到政府信息公开申请 12 件，均已答复。")
    assert (claim.text, claim.section) == ("示例县 共收到政府信息公开申请 12 件", 1)


def test_a_statement_broken_over_lines_is_kept_on_one() -> None:
    (claim,) = claims_of("共收到政府\n信息公开申请12件。")
    assert claim.text == "共收到政府信息公开申请12件"


def test_every_named_part_of_a_pattern_is_spelled_out() -> None:
    """A misspelt {name} in the data would make a pattern that never matches."""
    for year in (None, 2023):
        for statement in statements(year):
            assert not [p.pattern for p in statement.patterns if re.search(r"\{[a-z_+-]+\d?\}", p.pattern)]


def test_a_claim_of_the_preamble_belongs_to_section_zero() -> None:
    preamble = "全年收到政府信息公开申请12件。"
    (claim,) = find_claims(preamble, [], year=2023, forms={}, keys=(), coverage=Coverage.OWN)
    assert (claim.section, int(claim.value)) == (0, 12)


def test_a_number_in_wan_keeps_how_far_it_is_rounded() -> None:
    (claim,) = claims_of("全年主动公开政府信息1.2万条。")
    assert str(claim.value) == "1.2E+4"
