"""Where a page leads, however it does."""

from functools import partial
from urllib.parse import urljoin

import pytest

from crawler.discovery.forms import searches
from crawler.discovery.links import By, Link, links_of

HERE = "http://www.shilixian.gov.cn/zwgk/index.html"
WORDS, THERE = "政府信息公开年报", "http://www.shilixian.gov.cn/zwgk/nb/"
PAGE = "<html><body>{}</body></html>"


def found(text: str) -> list[Link]:
    return links_of(text, partial(urljoin, HERE))


@pytest.mark.parametrize(
    ("markup", "by"),
    [
        ('<a href="nb/">政府信息<span>公开</span>年报</a>', By.LINK),
        ('<a href="nb/"><img src="1.png" alt="政府信息公开年报"></a>', By.LINK),
        ('<a href="./nb/#top" title="政府信息公开年报">年报…</a>', By.LINK),
        ("<li onclick=\"location.href='/zwgk/nb/'\">政府信息公开年报</li>", By.SCRIPT),
        ("<a href=\"javascript:window.open('nb/')\">政府信息公开年报</a>", By.SCRIPT),
        ("<script>document.write('<a href=\"nb/\">政府信息公开年报</a>');</script>", By.SCRIPT),
        ('<script>var m=[{"id":7,"name":"政府信息公开年报","url":"\\/zwgk\\/nb\\/"}]</script>', By.MENU),
        ("<script>var m=[{url:1},{'href':'/zwgk/nb/','title':'政府信息公开年报'}]</script>", By.MENU),
        ('<div class="crumbs">当前位置：<a href="nb/">政府信息公开年报</a></div>', By.CRUMB),
    ],
)
def test_a_link_is_read_with_its_words(markup: str, by: By) -> None:
    assert Link(THERE, WORDS, by) in found(PAGE.format(markup))


@pytest.mark.parametrize(
    ("markup", "by"),
    [
        ('<iframe src="nb/"></iframe>', By.FRAME),
        ('<meta http-equiv="refresh" content="0; url=nb/">', By.REFRESH),
        ("<script>window.location.href='nb/';</script>", By.SCRIPT),
    ],
)
def test_what_only_sends_on_has_no_words(markup: str, by: By) -> None:
    assert found(PAGE.format(markup)) == [Link(THERE, "", by)]


def test_a_menu_of_its_own_file_is_found_and_read() -> None:
    (menu,) = found(PAGE.format('<script>$.getJSON("/data/tree.json", show);</script>'))
    assert (menu.url, menu.words) == ("http://www.shilixian.gov.cn/data/tree.json", "")
    assert Link(THERE, WORDS, By.MENU) in found('[{"name": "\\u653f\\u5e9c信息公开年报", "url": "/zwgk/nb/"}]')


def test_what_is_no_page_is_no_link() -> None:
    markup = '<a href="javascript:void(0)">1</a><a href="mailto:a@b.cn">2</a><a href="#">3</a><a href="http://[x">4</a>'
    assert found(PAGE.format(markup)) == []


def test_a_search_is_asked_as_its_form_asks() -> None:
    form = '<form action="/so" method="get"><input type="hidden" name="site" value="7"><input name="q"></form>'
    posted = '<form action="/login" method="post"><input name="user"></form>'
    assert list(searches(PAGE.format(form + posted), HERE, "年报")) == [
        "http://www.shilixian.gov.cn/so?site=7&q=%E5%B9%B4%E6%8A%A5"
    ]
