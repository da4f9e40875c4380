"""TRS list pages: pagers and rows."""

from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import pytest

from crawler.families.facts import facts_of
from crawler.families.pager import PagerUnread
from crawler.families.rows import Row, list_rows
from crawler.families.trs_pager import Pager, read_pager

TRS = facts_of("trs")
TWO = Pager(2, None, ("index_1.html",))
BASE = "https://www.shilixian.test/zwgk/nb/"


def rows_of(page: str) -> list[Row]:
    return list(list_rows(page, lambda href: urljoin(BASE, href), TRS))


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('createPageHTML(3, 0, "index", "html");', Pager(3, None, ("index_1.html", "index_2.html"))),
        ("createPage(2,0,'index','shtml')", Pager(2, None, ("index_1.shtml",))),
        ('createPageHTML(1, 0, "index", "htm");', Pager(1, None, ())),
        ('createPageHTML(23, 2, 0, "index", "html", "x");', Pager(2, 23, ("index_1.html",))),
        (
            'var currentPage = 0; var countPage = 2; document.write("<a href=index_" + p + ".html>");',
            Pager(2, None, ("index_1.html",)),
        ),
        ("<p>共 <b>20</b> 条</p>", Pager(1, 20, ())),
        ("<p>nothing of pages</p>", Pager(1, None, ())),
        (
            '<!-- createPageHTML(9, 0, "old", "html") --><script><!--\ncreatePage(2,0,"index","html")\n//--></script>',
            TWO,
        ),
        ("<!-- 下一页 共90条 -->", Pager(1, None, ())),
        ("<script>var $list = $('.default_news li'); '下一页'</script>", Pager(1, None, ())),
    ],
)
def test_a_pager_says_how_many_pages(script: str, expected: Pager) -> None:
    assert read_pager(script, TRS) == expected


@pytest.mark.parametrize(
    "script", ["<a href='javascript:next()'>下一页</a>", 'createPageHTML(90000, 0, "index", "html")', "list_pagebar"]
)
def test_a_pager_that_is_not_understood_is_refused(script: str) -> None:
    with pytest.raises(PagerUnread):
        read_pager(script, TRS)


@pytest.mark.parametrize(
    "row",
    [
        '<ul><li><a href="./202401/t20240118_115.html" title="甲 2023年度报告">甲…</a><b>2024-01-18</b></li></ul>',
        '<table><tr><td><img><td><a href="./202401/t20240118_115.html">甲2023年度报告</a><td>2024年1月18日</table>',
        '<dl><dd><a href="./202401/t20240118_115.html" title="甲2023年度报告">甲</a></dd><dd> 2024/1/18 </dd></dl>',
        '<table><tr><td><ul><li><a href="./202401/t20240118_115.html">甲2023<br>年度报告</a>[2024-01-18]</ul></table>',
    ],
)
def test_every_markup_of_a_row_gives_the_same(row: str) -> None:
    assert rows_of(f"<body>{row}</body>") == [
        Row(f"{BASE}202401/t20240118_115.html", "甲2023年度报告", date(2024, 1, 18))
    ]


def test_menus_templates_and_comments_are_no_rows() -> None:
    page = (
        '<body><ul><li><a href="/">首页</a></li><li><a href="../">政府信息公开年报</a></li></ul>'
        '<dl ms-repeat="list"><dd><a href="{{el.url}}/t20240118_1.html">{{title}}</a></dd><dd>2024-01-18</dd></dl>'
        '<!-- <ul><li><a href="./t20240118_2.html">乙</a>2024-01-18</li></ul> --></body>'
    )
    assert rows_of(page) == []


def test_a_row_without_a_day_is_kept_for_its_title() -> None:
    page = '<body><ul><li><a href="show?id=9">示例县2016年政府信息公开年度报告</a><i>2016-01</i></li></ul></body>'
    assert rows_of(page) == [Row(f"{BASE}show?id=9", "示例县2016年政府信息公开年度报告", None)]


def test_several_links_in_one_row_element() -> None:
    page = (
        '<body><dl><dd><a href="t20240118_1.html">甲</a></dd><dd>2024-01-18</dd>'
        '<dd><a href="t20230118_2.html">乙</a></dd><dd>2023-01-18</dd></dl></body>'
    )
    assert [(row.title, row.published) for row in rows_of(page)] == [("甲", None), ("乙", None)]


def test_a_real_list_page(shared: Path) -> None:
    page = (shared / "samples" / "pingtan_list.html").read_text("utf-8")
    rows = list(list_rows(page, lambda href: urljoin("https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/", href), TRS))
    table = (shared / "samples" / "pingtan_all20.tsv").read_text("utf-8").splitlines()[1:11]
    expected = [tuple(line.split("\t")) for line in table]
    begin = len("https://www.pingtan.gov.cn/zwgk/zfxxgk/zfxxgknb/")
    assert [(row.url[begin:], row.title, str(row.published)) for row in rows] == expected


def test_a_real_list_whose_rest_is_fetched_by_script_is_not_taken_for_whole(shared: Path) -> None:
    with pytest.raises(PagerUnread):
        read_pager((shared / "samples" / "pingtan_list.html").read_text("utf-8"), TRS)
