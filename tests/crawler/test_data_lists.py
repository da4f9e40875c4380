"""What ucap, gkmlpt and longcom read from their pages: calls, catalogues, rows of data, fragments."""

import json
from typing import Any

import pytest

from crawler.families.catalogue import catalogue_in
from crawler.families.facts import facts_of
from crawler.families.json_list import entries_in
from crawler.families.label import fault_of_fragment, is_end, label_in, pages_said
from crawler.families.pager import PagerUnread
from crawler.families.ucap_call import call_in

UCAP, GKMLPT, LONGCOM = (facts_of(name) for name in ("ucap", "gkmlpt", "longcom"))
HOST = "http://www.shilixian.test"
ONE, TWO = "0123456789abcdef" * 2, "fedcba9876543210" * 2


@pytest.mark.parametrize(
    ("script", "address"),
    [
        (f'u = "/common/search/{ONE}?page=1&_pageSize=20"', f"{HOST}/common/search/{ONE}?page=2&_pageSize=20"),
        (f"$.get('/x/searchList/{ONE}?_isAgg=true')", f"{HOST}/x/searchList/{ONE}?page=2&_pageSize=15"),
        (f'"/search/{ONE}"', f"{HOST}/search/{ONE}?page=2&_pageSize=15"),
        (f"var channelId = '{ONE}'; var pageSize = 10;", f"{HOST}/common/search/{ONE}?page=2&_pageSize=10"),
        (f'{{"channel_id": "{ONE}"}}', f"{HOST}/common/search/{ONE}?page=2&_pageSize=15"),
        # Written out goes before a variable, which may be that of a menu.
        (f"channelId = '{TWO}'; load('/common/search/{ONE}')", f"{HOST}/common/search/{ONE}?page=2&_pageSize=15"),
    ],
)  # fmt: skip
def test_the_channel_is_read_from_the_column_page(script: str, address: str) -> None:
    call = call_in(f"<script>{script}</script>", f"{HOST}/a/b.shtml", UCAP)
    assert call is not None
    assert call.form is None
    assert call.address(2) == f"{address}&_isAgg=true&_isJson=true&_template=index"


def test_a_channel_that_is_posted() -> None:
    script = f'$.post("/szlist/list?pageSize=20", {{pageIndex: 1, "channel_id": "{ONE}"}})'
    call = call_in(script, f"{HOST}/a/b.shtml", UCAP)
    assert call is not None
    assert (call.address(3), call.form) == (f"{HOST}/szlist/list?pageSize=20", {"channel_id": ONE})


def test_a_page_without_a_channel_makes_no_call_and_one_with_two_is_not_guessed_at() -> None:
    assert call_in(f"<a href='/x/202401/{ONE}.shtml'>", f"{HOST}/a.shtml", UCAP) is None
    with pytest.raises(PagerUnread, match="2 channels"):
        call_in(f"load('/search/{ONE}'); load('/search/{TWO}')", f"{HOST}/a.shtml", UCAP)


def tree_of(*names: str) -> str:
    return json.dumps([{"id": number, "name": name, "children": []} for number, name in enumerate(names, 1)])


@pytest.mark.parametrize(
    ("tree", "categories"),
    [
        (tree_of("指南", "政府信息公开年报", "统计年报"), {"2": "政府信息公开年报"}),
        (tree_of("年度报告", "政府信息公开工作年度报告"), {"2": "政府信息公开工作年度报告"}),
        (tree_of("政府公报", "年度报告"), {"2": "年度报告"}),
        ("[{id: 1, name: '公开', children: [{id: 2, name: '信息公开年报', children: [{id: 3, name: '2024年'}]}]}]",
         {"2": "信息公开年报", "3": "2024年"}),
    ],
)  # fmt: skip
def test_the_category_is_found_by_its_name_and_what_is_below_it_belongs_to_it(
    tree: str, categories: dict[str, str]
) -> None:
    found = catalogue_in(f"<script>window._CONFIG = {{SID: '755001', TREE: {tree}, A: 1}}</script>", GKMLPT)
    assert found is not None
    assert (found.site, dict(found.categories)) == ("755001", categories)


@pytest.mark.parametrize(
    ("config", "told"),
    [
        (f"SID: '1', TREE: {tree_of('指南', '财政年度报告', '统计年报')}", "no category"),
        (f"SID: '1', TREE: {tree_of('政府信息公开年报')}"[:-3], "breaks off"),
        (f"TREE: {tree_of('政府信息公开年报')}", "does not say which portal"),
        ("SID: '1', TREE: []", "no category"),
        ("SID: '1', TREE: tree()", "breaks off"),
    ],
)
def test_a_catalogue_that_does_not_lead_to_the_reports_is_told(config: str, told: str) -> None:
    with pytest.raises(PagerUnread, match=told):
        catalogue_in(f"window._CONFIG = {{{config}", GKMLPT)


def test_a_page_without_a_catalogue_has_none() -> None:
    assert catalogue_in("<ul><li><a href='2024n/'>2024年</a></li></ul>", GKMLPT) is None
    assert catalogue_in("window._CONFIG = {SID: '1', DETAIL: {}}", GKMLPT) is None


ROW = {"title": "甲 县 年报", "url": "/a/202401/x.shtml", "publishedTimeStr": "2024-01-17 09:00:00"}
NAMES = UCAP.more["json"]["names"]


def data(**more: Any) -> str:
    return json.dumps(
        {"data": {"total": 7, "results": [ROW, {**ROW, "url": "//h/b", "contentHtml": "<p>x</p>"}], **more}}
    )


def test_rows_of_data_with_the_places_of_their_bodies() -> None:
    found = entries_in(data(), lambda href: f"abs:{href}", NAMES)
    assert found is not None
    assert (found.total, [row.url for row in found.rows]) == (7, ["abs:/a/202401/x.shtml", "abs://h/b"])
    assert (found.rows[0].title, str(found.rows[0].published)) == ("甲县年报", "2024-01-17")
    assert found.bodies == {"abs://h/b": "/data/results/1"}


@pytest.mark.parametrize(
    "text",
    [
        data()[:-4],
        "",
        "<html></html>",
        "[]",
        '{"data": null}',
        data(results=[{"title": "no address"}]),
        data(results=[{"url": "/no/title"}]),
        data(results="none"),
        data(total="many"),
        "[" * 100_000,
    ],
)
def test_what_is_no_answer_of_the_list(text: str) -> None:
    assert entries_in(text, str, NAMES) is None


def test_a_list_that_does_not_say_how_many_rows_it_has() -> None:
    found = entries_in(data(total=None), str, NAMES)
    assert found is not None
    assert found.total is None


COLUMN = f"{HOST}/zwgk/public/column/6615904?type=4&catId=6718758&action=list"
SITE = '<meta name="SiteId" content="6793339">'


def test_site_organ_and_category_are_read_from_address_and_page() -> None:
    label = label_in(f"{SITE}<script>load('/zwgk/site/label/8888?x')</script>", COLUMN, LONGCOM)
    assert label is not None
    address = label.address(3)
    assert address.startswith(f"{HOST}/zwgk/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfoList&")
    for said in ("siteId=6793339", "organId=6615904", "catId=6718758", "pageIndex=3", "pageSize=15"):
        assert f"{said}&" in f"{address}&"
    assert "&_=" not in address


def test_a_call_that_does_not_say_whose_list_it_is_is_told() -> None:
    assert label_in("<ul></ul>", f"{HOST}/xxgk/", LONGCOM) is None
    with pytest.raises(PagerUnread, match="organId, catId, siteId"):
        label_in("'/site/label/8888'", f"{HOST}/xxgk/", LONGCOM)
    # Two organs in the page: which of them is meant is not known.
    with pytest.raises(PagerUnread, match="organId"):
        label_in(f"{SITE}'/site/label/8888' organId: 1, organId: 2, catId: 3", f"{HOST}/xxgk/", LONGCOM)


@pytest.mark.parametrize(
    ("fragment", "fault"),
    [
        ("<ul><li><a href='/public/1/2.html'>x</a></li></ul>\n", None),
        ("<div>暂无相关信息</div>", None),
        ("<ul><li><a href='/public/1/2.html'>x</a></li>", "ul is opened"),
        ("<ul><li>x</li></ul><script>Ls.pagination(", "script is opened"),
        ("<ul><li>x</li></ul>共5", "middle of a line"),
        ("<html><body><ul><li>x</li></ul></body></html>", "whole page"),
        ("", "middle of a line"),
    ],
)
def test_whether_a_fragment_is_whole(fragment: str, fault: str | None) -> None:
    told = fault_of_fragment(fragment, LONGCOM)
    assert told is None if fault is None else (told is not None and fault in told)
    assert is_end(fragment, LONGCOM) == ("暂无" in fragment)


def test_how_many_pages_a_fragment_says_there_are() -> None:
    assert pages_said("Ls.pagination('#p', go, {currentPage: 1, pageCount:5, total: 62})", LONGCOM) == 5
    assert pages_said("<ul></ul>", LONGCOM) is None


@pytest.mark.parametrize(
    ("family", "one", "other"),
    [
        ("ucap", f"h/a/202401/{ONE}.shtml", f"h/b/c/202401/{ONE}.shtml"),
        ("gkmlpt", "h/gkmlpt/content/4/4688/post_4688997.html", "h/gkmlpt/content/4/4688/mpost_4688997.html"),
        ("gkmlpt", "h/gkmlpt/content/10/10095/post_10095458.html", "h/x/zfxxgknb/bm/2024n/content/post_10095458.html"),
        ("longcom", "h/Xxgknb/show/616527.html?type=1", "h/Xxgknb/show/616527.html"),
        ("longcom", "h/OpennessContent/show/7.html", "h/openness/OpennessContent/show/7.html"),
    ],
)
def test_two_addresses_of_one_document(family: str, one: str, other: str) -> None:
    assert facts_of(family).document(one) == facts_of(family).document(other)


@pytest.mark.parametrize(
    ("family", "one", "other"),
    [
        ("ucap", f"h/a/202401/{ONE}.shtml", f"h/a/202402/{ONE}.shtml"),
        ("gkmlpt", "h/gkmlpt/content/4/4688/post_4688997.html", "h/gkmlpt/content/4/4688/post_4688998.html"),
        ("longcom", "h/Xxgknb/show/616527.html", "h/OpennessContent/show/616527.html"),
        ("longcom", "h/public/1/7.html", "h/public/2/7.html"),
    ],
)
def test_two_documents(family: str, one: str, other: str) -> None:
    assert facts_of(family).document(one) != facts_of(family).document(other)
