"""Each switch does what it says, at the requests it is on for and at no other."""

import gzip
import http.client
import re
import time
import zlib
from typing import Any

import brotli
import pytest

from simulator.changes import pages, statuses, variants, wires
from simulator.families import FAMILIES, Hanweb, Trs, Vsb
from simulator.portal import Portal
from simulator.rules import Change
from simulator.server import Simulator

SECOND = "/zwgk/zfxxgk/zfxxgknb/index_1.html"


def answer_to(change: Change, client: Any, target: str = SECOND, **headers: str) -> Any:
    """What a TRS portal answers with a switch on."""
    portal = Portal(Trs())
    portal.on(target, change)
    with Simulator(portal) as simulator:
        return client(simulator).get(portal.url(target), **headers)


def plain(client: Any, target: str = SECOND) -> bytes:
    portal = Portal(Trs())
    with Simulator(portal) as simulator:
        body: bytes = client(simulator).get(portal.url(target)).body
        return body


@pytest.mark.parametrize("code", [403, 404, 410, 412, 429, 500, 503, 521])
def test_a_status(code: int, client: Any) -> None:
    got = answer_to(statuses.status(code), client)
    assert (got.status, "retry-after" in got.headers) == (code, False)
    assert str(code) in got.text


def test_a_brake_says_when_to_come_again(client: Any) -> None:
    got = answer_to(statuses.status(429, retry_after="3"), client)
    assert (got.status, got.headers["retry-after"]) == (429, "3")


def test_only_the_named_requests_are_changed(client: Any) -> None:
    portal = Portal(Trs())
    rule = portal.on("*index_?.html", statuses.status(503), nth={2, 3})
    with Simulator(portal) as simulator:
        get = client(simulator).get
        said = [get(portal.url(SECOND)).status for _ in range(4)]
        assert get(portal.list_url).status == 200
    assert (said, rule.asked) == ([200, 503, 503, 200], 4)


def test_a_switch_put_off(client: Any) -> None:
    portal = Portal(Trs())
    rule = portal.on("*", statuses.status(500))
    with Simulator(portal) as simulator:
        get = client(simulator).get
        broken = get(portal.list_url).status
        portal.off(rule)
        assert (broken, get(portal.list_url).status) == (500, 200)


def test_a_switch_of_one_call_of_hanweb(client: Any) -> None:
    portal = Portal(Hanweb())
    portal.on("*startrecord=25&*", pages.only(54))
    url = portal.url("/module/web/jpage/dataproxy.jsp?startrecord={}&endrecord=48&perpage=8")
    with Simulator(portal) as simulator:
        get = client(simulator).get
        sizes = [len(get(url.format(start), "columnid=1229&unitid=77&webid=9").body) for start in (25, 26)]
    assert sizes[0] == 54 < sizes[1]


@pytest.mark.parametrize(("code", "sign"), [(521, "__jsl_clearance_s"), (412, "$_ts")])
def test_a_challenge(code: int, sign: str, client: Any) -> None:
    got = answer_to(statuses.challenge(code), client)
    assert got.status == code
    assert sign in got.text
    assert "set-cookie" in got.headers


def test_a_captcha(client: Any) -> None:
    got = answer_to(statuses.captcha(), client)
    assert (got.status, "验证码" in got.text) == (200, True)


def test_a_redirect_to_home(client: Any) -> None:
    got = answer_to(statuses.redirect("/"), client)
    assert (got.status, got.headers["location"], got.body) == (302, "/", b"")


@pytest.mark.parametrize("length", [0, 2, 54])
def test_a_few_bytes(length: int, client: Any) -> None:
    got = answer_to(pages.only(length), client)
    assert (got.status, len(got.body), got.headers["content-length"]) == (200, length, str(length))


def test_a_refresh(client: Any) -> None:
    got = answer_to(pages.refresh("/"), client)
    assert (got.status, got.text) == (200, '<meta http-equiv="refresh" content="0;URL=/" />')


def test_a_stub(client: Any) -> None:
    got = answer_to(pages.stub(), client)
    assert (got.status, 300 < len(got.body) < 400, "<a" in got.text) == (200, True, False)


def test_a_soft_404(client: Any) -> None:
    got = answer_to(pages.soft_404(), client)
    assert got.status == 200
    assert len(got.body) > 1000
    assert "不存在" in got.text


def test_the_index_page_instead(client: Any) -> None:
    assert answer_to(pages.index_page(), client).body == plain(client, "/zwgk/zfxxgk/zfxxgknb/")


def test_a_repeated_page(client: Any) -> None:
    third = "/zwgk/zfxxgk/zfxxgknb/index_2.html"
    assert answer_to(pages.same_as(third), client).body == plain(client, third)


def test_a_page_cut_in_a_row_with_the_length_of_what_is_sent(client: Any) -> None:
    got, whole = answer_to(pages.cut_mid_row(), client), plain(client)
    assert whole.startswith(got.body)
    assert got.headers["content-length"] == str(len(got.body))
    assert re.search(rb'href="\.?[^"]*$', got.body)


@pytest.mark.parametrize("framing", ["length", "chunked"])
def test_a_cut_connection_that_a_client_notices(framing: str, client: Any) -> None:
    with pytest.raises(http.client.IncompleteRead) as cut:
        answer_to(wires.cut(0.5, framing), client)
    assert plain(client).startswith(cut.value.partial)


def test_a_cut_connection_that_nobody_notices(client: Any) -> None:
    got, whole = answer_to(wires.cut(0.5, "close"), client), plain(client)
    assert got.body == whole[: len(whole) // 2]


def test_a_dropped_connection(client: Any) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        answer_to(wires.drop(), client)


def test_a_portal_that_says_nothing(client: Any) -> None:
    portal = Portal(Trs())
    portal.on(SECOND, wires.hang(), nth={1})
    with Simulator(portal) as simulator:
        get = client(simulator).get
        with pytest.raises(TimeoutError):
            get(portal.url(SECOND), timeout=0.2)
        assert get(portal.url(SECOND)).status == 200
        assert [one.status for one in simulator.log.requests] == [None, 200]


def test_a_slow_drip(client: Any) -> None:
    whole = plain(client)
    begin = time.monotonic()
    got = answer_to(wires.drip(0.02, piece=len(whole) // 10), client)
    assert (got.body, time.monotonic() - begin > 0.18) == (whole, True)


def test_chunks(client: Any) -> None:
    got = answer_to(wires.chunked(), client)
    assert (got.headers["transfer-encoding"], "content-length" in got.headers) == ("chunked", False)
    assert got.body == plain(client)


def test_no_length_at_all(client: Any) -> None:
    got = answer_to(wires.unframed(), client)
    assert (got.headers["connection"], "content-length" in got.headers) == ("close", False)
    assert got.body == plain(client)


@pytest.mark.parametrize(
    ("encoding", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress), ("deflate", zlib.decompress)]
)
def test_packed(encoding: str, unpack: Any, client: Any) -> None:
    got = answer_to(variants.packed(encoding), client)
    assert got.headers["content-encoding"] == encoding
    assert unpack(got.body) == plain(client)


def test_another_encoding_than_the_header_says(client: Any) -> None:
    got = answer_to(variants.gb18030(declared="utf-8"), client)
    assert got.headers["content-type"] == "text/html; charset=utf-8"
    assert got.body.decode("gb18030") == plain(client).decode("utf-8")
    with pytest.raises(UnicodeDecodeError):
        got.body.decode("utf-8")


@pytest.mark.parametrize("family", list(FAMILIES))
def test_a_view_counter(family: str, client: Any) -> None:
    portal = Portal(FAMILIES[family]())
    portal.on("*", variants.view_counter())
    with Simulator(portal) as simulator:
        first, second = (client(simulator).get(portal.reports()[2023].url).text for _ in range(2))
    assert first != second
    assert re.sub(r'class="hits">\d+', "", first) == re.sub(r'class="hits">\d+', "", second)


def test_volatile_links_lead_to_the_same_pages(client: Any) -> None:
    portal = Portal(Vsb())
    portal.on("/zfxxgk/*", variants.volatile_links("t"))
    with Simulator(portal) as simulator:
        get = client(simulator).get
        first, second = (re.findall(r"/info/\d+/5012\.htm\?t=\d+", get(portal.list_url).text) for _ in range(2))
        assert first != second
        assert get(portal.url(first[0])).body == get(portal.url(second[0])).body == get(portal.reports()[2025].url).body


def test_what_the_client_holds_is_confirmed(client: Any) -> None:
    portal = Portal(Trs())
    portal.on("*", variants.validators())
    report = portal.reports()[2023].url
    with Simulator(portal) as simulator:
        get = client(simulator).get
        first = get(report)
        held = {"If_None_Match": first.headers["etag"]}
        confirmed = get(report, **held)
        dated = get(report, If_Modified_Since=first.headers["last-modified"])
        portal.edit_cell(2023, "t3.granted.total", "999")
        assert (confirmed.status, confirmed.body, dated.status) == (304, b"", 304)
        assert (first.status, get(report, **held).status) == (200, 200)


def test_robots_in_every_way(client: Any) -> None:
    portal = Portal(Trs())
    robots = portal.url("/robots.txt")
    portal.on("/robots.txt", pages.robots("User-agent: *\nCrawl-delay: 2\n"), nth={2})
    portal.on("/robots.txt", statuses.status(404), nth={3})
    with Simulator(portal) as simulator:
        get = client(simulator).get
        first, second, third = get(robots), get(robots), get(robots)
    assert (first.headers["content-type"], "Disallow: /admin/" in first.text) == ("text/plain", True)
    assert ("Crawl-delay: 2" in second.text, third.status) == (True, 404)


def test_some_text_replaced(client: Any) -> None:
    assert "示例县" not in answer_to(pages.replaced("示例县", "别处"), client).text
