"""Each family's list, read as its software numbers it, gives what the portal's ledger says; plain links do not."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from simulator.families import FAMILIES, Family, Gkmlpt, Hanweb, Longcom, Mh, Shanghai, Static, Trs, Ucap, Vsb
from simulator.portal import Portal
from simulator.server import Simulator
from tests.simulator.data_lists import gkmlpt_pages, longcom_pages, ucap_pages

LINK = re.compile(r'<a [^>]*href="([^"]+)"')
ROW = re.compile(r"<(?:li|tr|dl|record)\b.*?</(?:li|tr|dl|record)>", re.S)
Get = Callable[..., Any]


def trs_pages(get: Get, portal: Portal) -> Iterator[tuple[str, str]]:
    first = get(portal.list_url).text
    pages = re.search(r"createPage\w*\((?:\d+, )??(\d+), 0,|countPage = (\d+)", first)
    assert pages
    yield portal.list_url, first
    for page in range(1, int(pages[1] or pages[2])):
        url = urljoin(portal.list_url, f"index_{page}.html")
        yield url, get(url).text


def counted_pages(get: Get, portal: Portal) -> Iterator[tuple[str, str]]:
    first = get(portal.list_url).text
    pages = re.search(r"共(\d+)页", first)
    assert pages
    yield portal.list_url, first
    template = "xxgknb/{}.htm" if isinstance(portal.family, Vsb) else "list_{}.htm"
    for number in range(int(pages[1]) - 1, 0, -1):
        url = urljoin(portal.list_url, template.format(number))
        yield url, get(url).text


def hanweb_pages(get: Get, portal: Portal) -> Iterator[tuple[str, str]]:
    first = get(portal.list_url).text
    total = re.search(r"totalRecord:(\d+)", first)
    assert total
    yield portal.list_url, first
    step = 3 * 8
    for start in range(1 + step, int(total[1]) + 1, step):
        query = f"?startrecord={start}&endrecord={start + step - 1}&perpage=8"
        url = urljoin(portal.list_url, f"/module/web/jpage/dataproxy.jsp{query}")
        yield url, get(url, "col=1&appid=1&webid=9&path=/&columnid=1229&sourceContentType=1&unitid=77").text


def shanghai_pages(get: Get, portal: Portal) -> Iterator[tuple[str, str]]:
    index = re.sub(r"<!--.*?-->", "", get(portal.list_url).text)
    archives = re.findall(r'<a href="([^"]+)"><h4>20\d\d年</h4></a>', index) or [portal.list_path]
    for archive in archives:
        first = get(portal.url(archive)).text
        pages = re.search(r"totalPage: (\d+)", first)
        assert pages
        for page in range(1, int(pages[1]) + 1):
            url = portal.url(archive.replace("index.", f"index_{page}.") if page > 1 else archive)
            yield url, re.sub(r"<!--.*?-->", "", get(url).text)


def linked_pages(get: Get, portal: Portal) -> Iterator[tuple[str, str]]:
    url = portal.list_url
    while url:
        page = get(url).text
        yield url, page
        following = re.search(r'<a href="([^"]+)">下一页', page)
        url = urljoin(url, unescape(following[1])) if following else ""


READERS = {
    "trs": trs_pages,
    "hanweb": hanweb_pages,
    "vsb": counted_pages,
    "mh": counted_pages,
    "shanghai": shanghai_pages,
    "static": linked_pages,
    "ucap": ucap_pages,
    "gkmlpt": gkmlpt_pages,
    "longcom": longcom_pages,
}


def rows_of(url: str, page: str) -> Iterator[str]:
    """Addresses of a page's rows: links beside a date."""
    for row in ROW.findall(page):
        found = LINK.search(row)
        if found and re.search(r"20\d\d\s*[-年]\s*\d+\s*[-月]\s*\d+", row):
            yield urljoin(url, unescape(found[1]))


@pytest.mark.parametrize(
    "family",
    [
        *(made() for made in FAMILIES.values()),
        *(Trs(rows_as=rows) for rows in ("tr", "dl")),
        *(Trs(pager=pager) for pager in ("createPageHTML_rows", "createPage", "countPage")),
        *(Hanweb(rows_as=rows) for rows in ("span", "tr", "split")),
        Hanweb(protocol_relative=True),
        Vsb(pager="goto"),
        Mh(pager="links"),
        Ucap(api="/searchList"),
        Gkmlpt(folders=True, per_page=5),
        Longcom(paging="pages"),
        Shanghai(archives=True, per_page=4),
        Static(naming="from 0", pager="last", articles="gongkai"),
        Static(naming="query", articles="artview"),
        Static(naming="aspx", pager="last", articles="aspx"),
        Static(naming="folder", pager="next", articles="c"),
    ],
    ids=repr,
)
def test_the_list_gives_the_ledger(family: Family, client: Any) -> None:
    portal = Portal(family)
    with Simulator(portal) as simulator:
        pages = list(READERS[family.name](client(simulator).get, portal))
    rows = [row for url, page in pages for row in rows_of(url, page)]
    assert rows == [entry.url for entry in portal.ledger()]
    assert (len(rows), len(set(rows))) == (64, 64)
    assert len(pages) >= 3
    assert all(entry.title in "".join(page for _, page in pages) for entry in portal.ledger())


def test_rows_that_exist_in_script_alone(client: Any) -> None:
    portal = Portal(Trs(rows_as="script"))
    with Simulator(portal) as simulator:
        page = client(simulator).get(portal.list_url).text
    hrefs = re.findall(r'var url = "([^"]+)"', page)
    assert [urljoin(portal.list_url, href) for href in hrefs] == [entry.url for entry in portal.ledger()[:20]]
    assert not list(rows_of(portal.list_url, re.sub(r"<script>.*?</script>", "", page, flags=re.S)))


def test_the_search_of_the_fujian_group(client: Any) -> None:
    portal = Portal(Trs(search=True, file_only=2023))
    form = "channelid=200210&sortfield=-pubdate&page={}&prepage=30"
    with Simulator(portal) as simulator:
        get = client(simulator).get
        static = list(rows_of(portal.list_url, get(portal.list_url).text))
        told = [json.loads(get(portal.url("/fjdzapp/search"), form.format(page)).text) for page in (1, 2, 3)]
        assert get(portal.url("/fjdzapp/search")).status == 404
    found = [row["docpuburl"] for one in told for row in one["data"]]
    report = portal.reports()[2023]
    assert len(static) == 10
    assert told[0]["pageCount"] == 3
    assert found == [report.attachment if one.url == report.url else one.url for one in portal.ledger()]


def test_jpaas_pages(client: Any) -> None:
    portal = Portal(Hanweb(paging="jpaas", per_page=20))
    query = "/api-gateway/jpaas-publish-server/front/page/build/unit?webId=9&pageId=1229&rows=20&pageNo={}"
    with Simulator(portal) as simulator:
        get = client(simulator).get
        first = get(portal.list_url).text
        told = [json.loads(get(portal.url(query.format(page))).text)["data"]["html"] for page in (1, 2, 3, 4)]
    rows = [row for html in told for row in rows_of(portal.list_url, html)]
    assert rows == [entry.url for entry in portal.ledger()]
    assert list(rows_of(portal.list_url, first)) == rows[:20]


@pytest.mark.parametrize(
    "asked", ["columnid=1229&unitid=77", "columnid=1&unitid=77&webid=9", "columnid=1229&unitid=blob&webid=9"]
)
def test_a_call_hanweb_does_not_like_gets_54_bytes(asked: str, client: Any) -> None:
    portal = Portal(Hanweb())
    with Simulator(portal) as simulator:
        got = client(simulator).get(portal.url("/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=9"), asked)
    assert (got.status, len(got.body)) == (200, 54)


def test_hanweb_gives_three_screens_a_call_at_most(client: Any) -> None:
    portal = Portal(Hanweb())
    url = portal.url("/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=64&perpage=8")
    with Simulator(portal) as simulator:
        got = client(simulator).get(url, "columnid=1229&unitid=77&webid=9")
    assert got.text.count("<record>") == 24
    assert "<totalrecord>64</totalrecord>" in got.text


def followed(get: Get, start: str) -> set[str]:
    """Every page reached from the list by its links."""
    reached, waiting = {start}, [start]
    while waiting:
        url = waiting.pop()
        page = get(url)
        if not page.headers["content-type"].startswith("text/html"):
            continue
        markup = re.sub(r"<script.*?</script>", "", page.text, flags=re.S)
        links = {urljoin(url, unescape(link)) for link in LINK.findall(markup)}
        new = {link for link in links if urlsplit(link).hostname == urlsplit(start).hostname} - reached
        reached |= new
        waiting += new
    return reached


@pytest.mark.parametrize("family", [Trs(), Hanweb(), Vsb(pager="goto"), Mh()], ids=lambda family: str(family.name))
def test_a_plain_link_follower_misses_reports(family: Family, client: Any) -> None:
    portal = Portal(family)
    with Simulator(portal) as simulator:
        reached = followed(client(simulator).get, portal.list_url)
    missed = [year for year, entry in portal.reports().items() if entry.url not in reached]
    assert len(missed) >= 3
