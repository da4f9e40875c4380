"""Personal data in prose: spellings that no generator of ours makes, and what only looks like them."""

import time
from decimal import Decimal

import pytest

from nianbao.domain.personal import Span, count_by_kind, find_spans, kinds, mask, masked_report
from nianbao.domain.personal.digits import is_identity, is_luhn
from nianbao.domain.report import (
    Claim,
    Coverage,
    Figure,
    Finding,
    FindingClass,
    Publisher,
    PublisherKind,
    Report,
    Section,
    Severity,
    Status,
    TableCell,
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        # 13800138000 is a network's own number, known from every handset; the identity is the standard's example.
        ("手机：13800138000。", "手机：〔手机〕。"),
        ("手 机：138 0013 8000", "手 机：〔手机〕"),
        ("＋86 138-0013-8000", "〔手机〕"),
        ("电话：1 3800138000", "电话：1 3800138000"),
        ("身份证号11010519491231002X，", "身份证号〔证件号〕，"),
        ("１１０１０５１９４９１２３１００２Ｘ", "〔证件号〕"),
        ("电  话：83600000", "电  话：〔电话〕"),
        ("电话：（0731）8360-0000", "电话：〔电话〕"),
        ("0731-83600000 83600001", "〔电话〕"),
        ("021－83600000转8012", "〔电话〕"),
        ("传 真：0731——83600000", "传 真：〔传真〕"),
        ("联 系 人：张示例\n电话：8360000", "联 系 人：〔联系人〕\n电话：〔电话〕"),
        ("联系人（李某）", "联系人（〔联系人〕）"),
        ("联系人张某某，联系电话见网站", "联系人〔联系人〕，联系电话见网站"),
        ("请与王某女士联系，请联系王某女士", "请与王某女士联系，请联系〔联系人〕女士"),
        ("联系人:张 三", "联系人:〔联系人〕"),
        ("邮箱：ＸＸＧＫ＠ＥＸＡＭＰＬＥ．ＣＯＭ", "邮箱：〔邮箱〕"),
        ("邮箱15400001234@example.com手机见上", "邮箱〔邮箱〕手机见上"),
    ],
)
def test_found_however_it_is_spelt(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "国办发〔2024〕5号、国办公开办函〔2021〕30号、公安部令第13800号",
        "统一社会信用代码：11350128003673512X",
        "统一社会信用代码110105194912310028",
        "13800138000元、13800138000.50元、138001380001人",
        "编号ZB13800138000，见www.example.gov.cn/art_13800138000.html",
        "https://www.example.gov.cn/13800138000/0731-83600000.html",
        "10203120001200000 0 0 130 2000 1500 0 0",
        "2023-01-01至2023-12-31，20230101，2023年1月1日",
        "110105194912310021",
        "12345热线、电话12345、传真申请83600000件、接听电话83600000次",
        "联系人：办公室。联系人：政务公开科",
        "联系群众、联系方便、联系人制度、联系实际",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert mask(text) == text


def test_places_are_those_of_the_text_as_it_is() -> None:
    text = "手机：１３８００１３８０００；联系人：张某"
    assert find_spans(text) == (Span("mobile", 3, 14), Span("contact", 19, 21))
    assert count_by_kind(find_spans(text)) == {"contact": 1, "mobile": 1}


def test_what_may_be_kept_and_what_never() -> None:
    text = "电话：83600000，邮箱：a@example.com，手机：13800138000"
    every = {kind.name for kind in kinds()}
    assert mask(text, keep={"phone", "email"}) == "电话：83600000，邮箱：a@example.com，手机：〔手机〕"
    assert mask(text, keep=every) == mask(text, keep={"phone", "email"})
    assert {kind.name for kind in kinds() if kind.always} == {"mobile", "identity", "bank"}


def test_check_digits() -> None:
    assert is_identity("11010519491231002X")
    assert is_identity("11010519491231002x")
    assert not is_identity("110105194912310021")
    assert not is_identity("1101051949123100")
    assert is_luhn("4111 1111 1111 1111")
    assert not is_luhn("4111 1111 1111 1112")
    assert not is_luhn("")


def test_masking_twice_is_masking_once() -> None:
    once = mask("联系人：张某，手机：13800138000，QQ：1234567，邮箱：a@example.com")
    assert mask(once) == once


@pytest.mark.parametrize(
    "text",
    [
        "1" * 10**6,
        "a" * 10**6 + "@",
        "a." * 10**6 + "@",
        "电话 " * 10**6,
        "0731-" * 10**6,
        "联系人：张" + "张·" * 10**6,
        "(0" * 10**6,
    ],
    ids=["digits", "letters", "dots", "phones", "areas", "names", "brackets"],
)
def test_no_text_takes_long(text: str) -> None:
    """Patterns are bounded: a text of a million characters takes about a second."""
    begin = time.process_time()
    find_spans(text)
    assert time.process_time() - begin < 10


def test_a_report_is_masked_but_for_its_figures() -> None:
    phone = "电话：83600000"
    figure = Figure("t3.granted.total", Decimal(1), Status.NUMBER, phone, None, TableCell(0, 0, 0), label=phone)
    report = Report(
        title=phone,
        year=2023,
        forms={},
        publisher=Publisher("示例县人民政府", PublisherKind.GOVERNMENT, None),
        coverage=Coverage.UNCLEAR,
        coverage_evidence=phone,
        sections=(Section(1, "overview", phone, phone),),
        figures=(figure,),
        claims=(Claim("t3.granted.total", Decimal(1), phone, 1, Coverage.OWN),),
        findings=(Finding("P.NEW", Severity.SOFT, FindingClass.PROSE, (), phone),),
    )
    masked = masked_report(report)
    assert masked.figures == report.figures
    [section], [claim], [finding] = masked.sections, masked.claims, masked.findings
    shown = (masked.title, masked.coverage_evidence, section.heading, section.text, claim.text, finding.message)
    assert set(shown) == {"电话：〔电话〕"}
