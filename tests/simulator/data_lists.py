"""Readers of the lists that come as data or as fragments, each as its software numbers them: (address, markup)."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from simulator.portal import Portal

Get = Callable[..., Any]
Pages = Iterator[tuple[str, str]]


def as_markup(rows: Sequence[Mapping[str, Any]], day: str) -> str:
    """Rows of data as rows of markup."""
    return "\n".join(f'<li><a href="{escape(row["url"])}">{row["title"]}</a><b>{row[day]}</b></li>' for row in rows)


def ucap_pages(get: Get, portal: Portal) -> Pages:
    """All of `…/search/<channel>`."""
    said = re.search(r'var url = "([^"]+)"', get(portal.list_url).text)
    assert said
    page, total = 1, 1
    while (page - 1) * 15 < total:
        url = portal.url(f"{said[1]}{page}")
        data = json.loads(get(url).text)["data"]
        total = data["total"]
        yield url, as_markup(data["results"], "publishedTimeStr")
        page += 1


def gkmlpt_pages(get: Get, portal: Portal) -> Pages:
    """All of the category that the catalogue names, or of every folder by year."""
    first = get(portal.list_url).text
    if "TREE" not in first:
        for folder in re.findall(r'<a href="([^"]+)">20\d\d年</a>', first):
            text = get(portal.url(folder)).text
            yield portal.url(folder), text
            for further in re.findall(r'href="([^"]+/index_\d+\.html)"', text):
                yield portal.url(further), get(portal.url(further)).text
        return
    site, tree = re.search(r"SID: '(\d+)'", first), re.search(r"TREE: (\[.*\]),\n", first)
    assert site
    assert tree
    (category,) = (one for one in json.loads(tree[1])[1]["children"] if "信息公开年报" in one["name"])
    page, total = 1, 1
    while (page - 1) * 25 < total:
        url = portal.url(f"/gkmlpt/api/all/{category['id']}?page={page}&sid={site[1]}")
        data = json.loads(get(url).text)
        total = data["classify"]["post_count"]
        yield url, as_markup(data["articles"], "created_at")
        page += 1


def longcom_pages(get: Get, portal: Portal) -> Pages:
    """All fragments of `/site/label/8888`, or all pages of the older list."""
    first = get(portal.list_url).text
    pages = re.search(r"pageCount:(\d+)|共(\d+)页", first)
    assert pages
    for page in range(1, int(pages[1] or pages[2]) + 1):
        older = portal.list_url.replace("page_1.", f"page_{page}.")
        query = "labelName=publicInfoList&siteId=6799999&organId=6619999&catId=6719999&pageSize=15"
        url = older if "page_1." in portal.list_url else portal.url(f"/site/label/8888?{query}&pageIndex={page}")
        yield url, get(url).text
