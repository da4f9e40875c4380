"""Articles that a portal carries in data: found, made into pages, and refused where the data break off."""

import json
from typing import Any

import pytest

from nianbao.domain.carried import NoSuchPart, article_in, carried_in_script, has_body, with_carried

DETAIL = {"id": 7, "title": "甲市<2023>年报", "content": "<p>正文</p>", "publisher": "甲市人民政府", "date": 1706000000}
PAGE = "<html><body><div id='app'></div><script>window._CONFIG = {{SID: '9', DETAIL: {}}};</script></body></html>"
LIST: dict[str, Any] = {
    "data": {"total": 2, "results": [{"title": "a/b", "contentHtml": "<p>一</p>"}, {"title": "空", "url": "/x"}]}
}


def test_the_article_in_a_pages_script() -> None:
    written = json.dumps(DETAIL).replace("<", "\\u003C").replace(">", "\\u003e")
    carried = carried_in_script(PAGE.format(written))
    assert carried is not None
    assert (carried.title, carried.source, carried.body) == ("甲市<2023>年报", "甲市人民政府", "<p>正文</p>")
    assert "<h1>甲市&lt;2023&gt;年报</h1><p>正文</p>" in carried.page
    assert with_carried(PAGE.format(written)).endswith("<publishtime></publishtime><p>正文</p></body></html>")


@pytest.mark.parametrize(
    "page",
    [
        PAGE.format('{"title": "甲", "content": ""}'),
        PAGE.format('{"title": "甲", "content": "<p>正文'),
        PAGE.format("null"),
        PAGE.format('["content"]'),
        PAGE.format('{"content": "<p>x</p>"}').replace("_CONFIG", "config"),
        "<html><body><p>正文</p></body></html>",
    ],
)
def test_a_page_that_carries_none(page: str) -> None:
    assert carried_in_script(page) is None
    assert with_carried(page) == page


def test_a_part_of_a_list_is_a_page() -> None:
    page = article_in(json.dumps(LIST).encode(), "/data/results/0").decode()
    assert "<title>a/b</title>" in page
    assert "<h1>a/b</h1><p>一</p>" in page
    assert [has_body(entry) for entry in LIST["data"]["results"]] == [True, False]


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (json.dumps(LIST), "/data/results/2"),
        (json.dumps(LIST), "/data/results/1"),
        (json.dumps(LIST), "/data/rows/0"),
        (json.dumps(LIST), "/data/total/0"),
        (json.dumps(LIST), "/data/results/one"),
        (json.dumps(LIST), "/data/results"),
        (json.dumps(LIST)[:60], "/data/results/0"),
        ("<html></html>", "/data/results/0"),
        ("[" * 100_000, "/0"),
    ],
)
def test_what_is_no_part_is_refused(body: str, part: str) -> None:
    with pytest.raises(NoSuchPart, match="part"):
        article_in(body.encode(), part)


def test_names_are_written_as_a_json_pointer_has_them() -> None:
    data = {"a/b": {"~": {"title": "t", "contentHtml": "<p>x</p>"}}}
    assert b"<p>x</p>" in article_in(json.dumps(data).encode(), "/a~1b/~0")
