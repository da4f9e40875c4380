"""Answers beyond a limit, and robots.txt by its status: refused by name, and the crawl goes on."""

import gzip
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import brotli
import pytest

HOST = "https://www.shilixian.test"
REPORT, OTHER, ROBOTS = f"{HOST}/1.htm", f"{HOST}/2.htm", f"{HOST}/robots.txt"
# Repeated, and still a page: 100 MB that pack to 100 kB.
BOMB = b"<html><body><h1>" + b"<p>0</p>" * 13_000_000


def raw_deflate(body: bytes) -> bytes:
    """The bare stream that some servers send."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.fixture(scope="module")
def packed(report_page: Callable[[str], str]) -> Mapping[str, tuple[str, bytes, bool]]:
    """Bodies by name: coding, bytes, whether they are taken."""
    page = report_page("示例县人民政府2023年政府信息公开工作年度报告").encode()
    bomb = gzip.compress(BOMB)
    return {
        "gzip": ("gzip", gzip.compress(page), True),
        "x-gzip": ("x-gzip", gzip.compress(page), True),
        "deflate": ("deflate", zlib.compress(page), True),
        "bare deflate": ("deflate", raw_deflate(page), True),
        "br": ("br", brotli.compress(page), True),
        "twice": ("gzip, gzip", gzip.compress(gzip.compress(page)), True),
        "a page of many blanks": ("gzip", gzip.compress(page + b" " * 3_000_000), True),
        "bomb in gzip": ("gzip", bomb, False),
        "bomb in deflate": ("deflate", zlib.compress(BOMB, 9), False),
        "bomb in bare deflate": ("deflate", raw_deflate(BOMB), False),
        "bomb in br": ("br", brotli.compress(BOMB, quality=1), False),
        "bomb in a bomb": ("gzip, gzip", gzip.compress(bomb), False),
        "three layers": ("gzip, gzip, gzip", gzip.compress(gzip.compress(gzip.compress(page))), False),
        "twenty layers": (", ".join(["gzip"] * 20), gzip.compress(page), False),
        "no gzip at all": ("gzip", page, False),
        "no deflate at all": ("deflate", page, False),
        "no br at all": ("br", page, False),
    }


def robots(status: int = 200, body: bytes = b"", headers: Any = ()) -> dict[str, Any]:
    """An answer for the rules."""
    return {"status": status, "body": body, "type": "text/plain", "headers": list(headers)}


def sent_on(target: str, *, cookie: bool = True) -> dict[str, Any]:
    """A redirect that sets a cookie, as loops of firewalls do; or a portal's own mistake, which sets none."""
    cookies = [("Set-Cookie", "seen=1; path=/")] if cookie else []
    return {"status": 302, "body": "", "headers": [("Location", target), *cookies]}


# A report's answers: what the portal sends on to, the state of the report, and why.
SENT_ON = {
    "to itself": ({REPORT: sent_on("/1.htm")}, "blocked", "until a cookie comes back"),
    "in a circle": (
        {REPORT: sent_on("/3.htm"), f"{HOST}/3.htm": sent_on("/1.htm")},
        "blocked",
        "until a cookie comes back",
    ),
    "to itself, by mistake": ({REPORT: sent_on("/1.htm", cookie=False)}, "sent_away", "asked for already"),
    "without end": (
        {REPORT: sent_on("/r0"), **{f"{HOST}/r{n}": sent_on(f"/r{n + 1}") for n in range(9)}},
        "sent_away",
        "max redirections",
    ),
    "home": ({REPORT: sent_on("/"), f"{HOST}/": {"body": f"<h1>示例县</h1>{'<p>要闻</p>' * 60}"}}, "gone", "home page"),
    "to another scheme": ({REPORT: sent_on("gopher://www.shilixian.test/")}, "foreign_host", "no web page"),
    "to a socket": ({REPORT: sent_on("unix:///run/docker.sock")}, "foreign_host", "no web page"),
    "to no address": ({REPORT: sent_on("http://[::1/")}, "foreign_host", "not fetched"),
}
LONG = b"User-agent: *\n" + b"Disallow: /x\n" * 90_000
ASKED = {
    "200": (robots(body=b"User-agent: *\nDisallow: /admin/"), "complete"),
    "empty": (robots(), "complete"),
    "a page": (robots(body=b"<html><body>404</body></html>"), "complete"),
    "forbids": (robots(body=b"User-agent: *\nDisallow: /"), "robots"),
    "forbids behind a mark": (robots(body=b"\xef\xbb\xbfUser-agent: *\nDisallow: /"), "robots"),
    "forbids in gb18030": (robots(body="# 本站规则\nUser-agent: *\nDisallow: /".encode("gb18030")), "robots"),
    "forbids after a megabyte less": (robots(body=LONG[:1_000_000] + b"\nDisallow: /"), "robots"),
    "packed": (
        robots(body=gzip.compress(b"User-agent: *\nDisallow: /"), headers=[("Content-Encoding", "gzip")]),
        "robots",
    ),
    "204": (robots(204), "complete"),
    "400": (robots(400), "complete"),
    "401": (robots(401), "complete"),
    "403": (robots(403), "complete"),
    "404": (robots(404), "complete"),
    "410": (robots(410), "complete"),
    "429": (robots(429), "blocked"),
    "500": (robots(500), "unreachable"),
    "502": (robots(502), "unreachable"),
    "503": (robots(503), "unreachable"),
    "521": (robots(521), "blocked"),
    "sent on and forbids": (robots(302, headers=[("Location", "/rules.txt")]), "robots"),
    "sent on in a circle": (robots(302, headers=[("Location", "/robots.txt")]), "complete"),
    "sent away": (robots(302, headers=[("Location", "https://www.gonggao.test/robots.txt")]), "complete"),
}


@pytest.fixture(scope="module")
def told(replay_all: Any, case: Any, report_page: Any, packed: Any) -> Mapping[str, Any]:
    """Every case's account; each portal has two reports, the first of them packed, or behind the rules."""
    page = {"body": report_page("示例县人民政府2023年政府信息公开工作年度报告")}
    row = {"family": "plain", "list_url": None, "reports": [REPORT, OTHER]}
    cases = {}
    for name, (coding, body, _) in packed.items():
        answer = {"body": body, "headers": [("Content-Encoding", coding)]}
        cases[name] = case([(REPORT, answer), (OTHER, page)], row)
    for name, (answer, _) in ASKED.items():
        rules = (f"{HOST}/rules.txt", robots(body=b"User-agent: *\nDisallow: /"))
        cases[f"robots {name}"] = case([(ROBOTS, answer), rules, (REPORT, page), (OTHER, page)], row)
    for name, (answers, _, _) in SENT_ON.items():
        cases[f"sent {name}"] = case([*answers.items(), (OTHER, page)], row)
    accounts: Mapping[str, Any] = replay_all(cases)
    return accounts


def test_what_unpacks_beyond_reason_is_refused_by_name(told: Mapping[str, Any], packed: Mapping[str, Any]) -> None:
    for name, (_, _, is_taken) in packed.items():
        pages = [one["url"] for one in told[name]["pages"]]
        assert pages == ([REPORT, OTHER] if is_taken else [OTHER]), name
        faults = [(one["url"], one["trouble"]) for one in told[name]["shortfalls"]]
        assert faults == ([] if is_taken else [(REPORT, "not_read")]), name
        assert told[name]["state"] == ("complete" if is_taken else "partial"), name


def test_why_it_is_refused(told: Mapping[str, Any]) -> None:
    reasons = {name: [one["reason"] for one in account["shortfalls"]] for name, account in told.items()}
    assert "unpack to more than" in reasons["bomb in gzip"][0]
    assert "packed more than 2 times" in reasons["twenty layers"][0]
    assert "as its Content-Encoding says" in reasons["no br at all"][0]


@pytest.mark.parametrize("name", ASKED)
def test_rules_by_their_status(told: Mapping[str, Any], name: str) -> None:
    account = told[f"robots {name}"]
    assert account["state"] == ASKED[name][1]
    assert len(account["pages"]) == (2 if ASKED[name][1] == "complete" else 0)
    assert all("robots.txt" in one["reason"] for one in account["shortfalls"])


@pytest.mark.parametrize("name", SENT_ON)
def test_where_a_portal_sends_on_to(told: Mapping[str, Any], name: str) -> None:
    account = told[f"sent {name}"]
    assert [one["url"] for one in account["pages"]] == [OTHER]
    (short,) = account["shortfalls"]
    assert (short["url"], short["trouble"]) == (REPORT, SENT_ON[name][1])
    assert SENT_ON[name][2] in short["reason"]
