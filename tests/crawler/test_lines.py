"""The lines of a page, and that no page costs more than its size."""

import time

import pytest

from crawler.lines import TooDeep, page_tree, printed_lines, title_lines
from crawler.pages import titles_of

TITLE = "示例县人民政府2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE}</h1>",
        f"<td><font>{TITLE[:7]}</font><span>{TITLE[7:12]}</span> \n<b>{TITLE[12:]}</b></td>",
        f"<h1>{TITLE[:12]}<br>{TITLE[12:]}</h1>",
        f"<p>{TITLE[:9]}</p><p>{TITLE[9:]}</p>",
        f'<meta name="ARTICLETITLE" content="{TITLE}">',
        f"<!-- a comment --><div>{TITLE}<!-- another --></div>",
    ],
)
def test_a_title_is_found_however_it_is_shredded(heading: str) -> None:
    assert ("示例县人民政府", 2023) in {(title.publisher, title.year) for title in titles_of(f"<body>{heading}</body>")}


@pytest.mark.parametrize(
    "elsewhere", [f'<a href="1.htm">{TITLE}</a>', f"<script>var t = '{TITLE}';</script>", f"<!-- {TITLE} -->"]
)
def test_a_title_in_a_link_or_a_script_is_not_the_pages(elsewhere: str) -> None:
    assert list(titles_of(f"<body><p>示例县</p>{elsewhere}<p>完</p></body>")) == []


def test_text_after_a_link_is_printed() -> None:
    page = page_tree("<body><p>甲<a>乙</a>丙</p><div>丁</div>戊</body>")
    assert list(printed_lines(page)) == ["甲", "丙", "丁", "戊"]


def test_a_page_nested_without_end_is_refused() -> None:
    with pytest.raises(TooDeep):
        page_tree("<body>" + "<div>" * 5000)


def test_a_long_page_costs_no_more_than_its_size() -> None:
    begin = time.monotonic()
    list(title_lines(page_tree("<body>" + "<div>" * 200 + "<p>示例</p>" * 200_000)))
    assert time.monotonic() - begin < 10
