"""What a report counts: by its own words, else by who signs."""

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.domain.coverage import decide_coverage, is_stated
from nianbao.domain.report import PublisherKind as Kind

STATED = [
    ("aggregate", Kind.GOVERNMENT, "全县全年共受理政府信息公开申请9件"),
    ("aggregate", Kind.GOVERNMENT, "2099年,全区共受理政府信息公开申请9件"),
    ("aggregate", Kind.GOVERNMENT, "全年(包括区本级和各区属单位)累计主动公开政府信息9条"),
    ("aggregate", Kind.ZONE_COMMITTEE, "全年主动公开我区各级单位政府信息9条"),
    ("aggregate", Kind.ZONE_COMMITTEE, "所列数据为全区各级各单位的合计"),
    ("aggregate", Kind.GOVERNMENT_OFFICE, "本报告由示例县政府办公室综合县政府所属各行政机关的报告编制而成"),
    ("aggregate", Kind.GOVERNMENT_OFFICE, "汇总各县(市、区)、市政府各有关部门的年度报告编制本报告"),
    ("own", Kind.GOVERNMENT, "所列数据仅为本机关的数据"),
    ("own", Kind.GOVERNMENT_OFFICE, "公开以县政府和县政府办公室名义印发的文件9件"),
    ("own", Kind.DEPARTMENT, "2099年度我局共收到申请9件"),
]

SIGNED = [
    ("aggregate", Kind.GOVERNMENT, "本年度报告由示例县人民政府办公室编制。"),
    ("aggregate", Kind.GOVERNMENT, "以县政府和县政府办公室名义印发文件9件。"),
    ("aggregate", Kind.GOVERNMENT, "本机关本年度没有收取信息处理费。"),
    ("aggregate", Kind.ZONE_COMMITTEE, ""),
    ("own", Kind.GOVERNMENT_OFFICE, "定期汇总各部门公开情况,予以通报。尚未开展全县性培训。"),
    ("own", Kind.DEPARTMENT, "全县共受理政府信息公开申请9件。"),
    ("own", Kind.SUBDISTRICT_OR_TOWNSHIP, ""),
    ("own", Kind.VERTICAL, ""),
    ("unclear", Kind.OTHER, ""),
]


@pytest.mark.parametrize(("coverage", "kind", "sentence"), STATED)
def test_words_of_the_report_decide(coverage: str, kind: Kind, sentence: str) -> None:
    assert decide_coverage(kind, f"第一句。{sentence}。\n第三句。") == (coverage, sentence)


@pytest.mark.parametrize(("coverage", "kind", "text"), SIGNED)
def test_else_the_publisher_decides_and_is_named(coverage: str, kind: Kind, text: str) -> None:
    assert decide_coverage(kind, text, "示例") == (coverage, "publisher: 示例")


LARGE = {
    "t2.licensing.decisions": Decimal(52000),
    "t2.penalty.decisions": Decimal(4100),
    "t2.coercion.decisions": Decimal(12),
    "t2.government_charges.amount": Decimal("310.5"),
    "t2.normative_docs.in_force": Decimal(61),
}


def test_numbers_decide_only_where_neither_words_nor_publisher_do() -> None:
    assert decide_coverage(Kind.OTHER, "", sizes=LARGE)[0] == "aggregate"
    assert decide_coverage(Kind.OTHER, "", sizes=LARGE)[1].startswith("magnitudes: t2.licensing.decisions = 52000, ")
    assert decide_coverage(Kind.OTHER, "我局全年收到申请5件", sizes=LARGE)[0] == "own"
    assert decide_coverage(Kind.DEPARTMENT, "", sizes=LARGE)[0] == "own"


@pytest.mark.parametrize("key", LARGE)
def test_one_number_alone_says_nothing(key: str) -> None:
    less = {**LARGE, key: Decimal(0)}
    assert decide_coverage(Kind.OTHER, "", sizes=less) == ("unclear", "publisher: other")


def test_who_signs_is_no_statement() -> None:
    assert is_stated("全县全年共受理政府信息公开申请9件")
    assert not any(map(is_stated, ("", "publisher: other", "magnitudes: t2.coercion.decisions = 1")))


def test_every_kind_has_an_answer() -> None:
    assert all(decide_coverage(kind, "")[1] == f"publisher: {kind}" for kind in Kind)


@pytest.mark.parametrize(
    ("seed", "kind", "coverage", "evidence"),
    [
        ("jiulongpo_2022", Kind.GOVERNMENT_OFFICE, "own", "以区政府和区政府办公室名义"),
        ("minhang_2023", Kind.GOVERNMENT, "aggregate", "全区共受理政府信息公开申请"),
        ("putuo_zhoushan_2020", Kind.GOVERNMENT, "aggregate", "包括区本级和各区属单位"),
        ("simao_2023", Kind.GOVERNMENT, "aggregate", "publisher: government"),
    ],
)
def test_the_seeds(shared: Path, seed: str, kind: Kind, coverage: str, evidence: str) -> None:
    text = (shared / "seeds" / f"{seed}.txt").read_text(encoding="utf-8")
    decided, sentence = decide_coverage(kind, text)
    assert decided == coverage
    assert evidence in sentence
