"""Sections out of prose, in one paragraph or in many. The reports are ours; 示例县 does not exist."""

import time

import pytest

from extractors.sections import find_sections, split_preamble
from nianbao.domain.report import Section

SIX = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
KEYS = ("overview", "proactive", "requests", "disputes", "problems", "other")
CONTENTS = "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、其他需要报告的事项六个部分。"


def keys(sections: tuple[Section, ...]) -> list[tuple[int, str]]:
    return [(section.number, section.key) for section in sections]


NUMBERED = list(enumerate(KEYS, start=1))


def report(*, glue: str = " ") -> str:
    return CONTENTS + "".join(f" {heading}{glue}示例县第{number}部分。" for number, heading in enumerate(SIX, start=1))


def test_headings_of_their_own() -> None:
    paragraphs = [CONTENTS, *(line for heading in SIX for line in (heading, "示例县开展工作。"))]
    sections = find_sections(paragraphs)
    assert keys(sections) == NUMBERED
    assert [section.heading for section in sections] == list(SIX)
    assert {section.text for section in sections} == {"示例县开展工作。"}


@pytest.mark.parametrize("glue", [" ", "", "\u3000", "：", "\n"])
def test_everything_in_one_paragraph(glue: str) -> None:
    sections = find_sections([report(glue=glue)])
    assert keys(sections) == NUMBERED
    assert [section.heading for section in sections] == list(SIX)
    assert [section.text for section in sections] == [f"示例县第{number}部分。" for number in range(1, 7)]


def test_a_heading_glued_to_a_year() -> None:
    (section, *_) = find_sections(["一、总体情况2023年，示例县推进公开。二、主动公开政府信息情况"])
    assert (section.heading, section.text) == ("一、总体情况", "2023年，示例县推进公开。")


def test_headings_glued_to_the_numbers_of_a_lost_table() -> None:
    text = "二、主动公开政府信息情况规章000三、收到和处理政府信息公开申请情况一、本年新收政府信息公开申请数量640"
    text += "二、上年结转政府信息公开申请数量0三、本年度办理结果（一）予以公开27四、结转下年度继续办理1"
    text += "四、政府信息公开行政复议、行政诉讼情况000五、存在的主要问题及改进情况不足。"
    assert keys(find_sections(["一、总体情况示例。" + text])) == NUMBERED[:5]


def test_the_preamble_stands_apart() -> None:
    assert split_preamble([report()]) == CONTENTS
    assert split_preamble(["示例县公告", "一、总体情况", "示例。"]) == "示例县公告"
    assert split_preamble(["没有标题的文字。"]) == "没有标题的文字。"
    assert split_preamble([]) == ""


@pytest.mark.parametrize(
    "quoted",
    [
        "统计表“三、收到和处理政府信息公开申请情况”中的其他处理共3件。",
        "统计表“一、总体情况”和“三、收到和处理政府信息公开申请情况”栏目中的数据一致。",
        "见上表三、收到和处理政府信息公开申请情况中的数据。",
        "表内（三）收到和处理政府信息公开申请情况已核对。",
    ],
)
def test_a_quoted_heading_starts_nothing(quoted: str) -> None:
    (*_, last) = sections = find_sections([report() + quoted])
    assert keys(sections) == NUMBERED
    assert last.text.endswith(quoted)


def test_a_list_of_contents_starts_nothing() -> None:
    contents = "本报告包括一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况等部分。"
    assert split_preamble([contents, report()]).startswith(contents)
    paragraphs = [*SIX, *(line for heading in SIX for line in (heading, "示例县开展工作。"))]
    assert {section.text for section in find_sections(paragraphs)} == {"示例县开展工作。"}


def test_subheadings_and_lists_are_no_sections() -> None:
    paragraphs = [
        "一、总体情况",
        "（一）主动公开情况。",
        "（二）依申请公开情况。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "一是存在问题。二是改进措施。",
        "一、存在的问题",
        "二、改进措施",
        "六、其他需要报告的事项",
    ]
    sections = find_sections(paragraphs)
    assert keys(sections) == NUMBERED
    assert "二、改进措施" in sections[4].text


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("一、概述", "overview"),
        ("一、基本情况", "overview"),
        ("二、行政机关主动公开政府信息情况", "proactive"),
        ("二、 主动公开 政府信息 情况", "proactive"),
        ("三、依申请公开情况", "requests"),
        ("三、政府信息依申请公开工作情况", "requests"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes"),
        ("四、政府信息公开行政复议及行政诉讼情况", "disputes"),
        ("四、政府信息公开被申请行政复议提起行政诉讼情况", "disputes"),
        ("五、政府信息公开工作存在的主要问题及改进措施", "problems"),
        ("五、主要问题和下一步打算", "problems"),
        ("六、其他事项", "other"),
        ("六、其它需要报告的事项：", "other"),
        ("四、政府信息公开的收费及减免情况", "fees"),
        ("六、示例县政府信息公开情况统计表", "statistics"),
        ("七、信息处理费收取情况", "fees"),
    ],
)
@pytest.mark.parametrize("template", ["{heading}\n示例县开展工作。", "概要。 {heading} 示例县开展工作。"])
def test_headings_vary(heading: str, key: str, template: str) -> None:
    (section,) = find_sections(template.format(heading=heading).split("\n"))
    assert section.key == key
    assert section.heading == heading.replace(" ", "").rstrip("：")
    assert section.text == "示例县开展工作。"


def test_the_order_of_older_reports() -> None:
    headings = ["概述", "主动公开政府信息情况", "依申请公开工作情况", "收费及减免情况", "行政复议和行政诉讼情况"]
    headings += ["主要问题和改进措施", "示例县政府信息公开情况统计表"]
    paragraphs = [f"{numeral}、{heading}" for numeral, heading in zip("一二三四五六七", headings, strict=True)]
    expected = ["overview", "proactive", "requests", "fees", "disputes", "problems", "statistics"]
    assert keys(find_sections(paragraphs)) == list(enumerate(expected, start=1))


def test_a_section_that_is_not_there_is_not_made_up() -> None:
    assert keys(find_sections(SIX[:5])) == NUMBERED[:5]
    assert keys(find_sections([*SIX[:3], *SIX[4:]])) == [*NUMBERED[:3], *NUMBERED[4:]]
    assert find_sections(["示例县没有标题。"]) == ()
    assert find_sections([]) == ()


@pytest.mark.parametrize(
    "text",
    ["公开", "一、总体情况", "三、收到和处理政府信息公开申请", "“一、总体情况", "一、加强组织领导", " ", "1", "(一)"],
)
def test_a_paragraph_of_five_megabytes_costs_less_than_two_seconds(text: str) -> None:
    begun = time.process_time()
    find_sections([text * (5_000_000 // len(text))])
    assert time.process_time() - begun < 2
