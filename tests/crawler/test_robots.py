"""robots.txt as RFC 9309 has it: which rules hold for which address, in which encoding."""

import pytest
from protego import Protego
from scrapy.robotstxt import ProtegoRobotParser

from crawler.robots import LONGEST_RULES, distance_asked, rules_text

SITE = "https://www.shilixian.test"
# Rules, path, whether it may be asked for. Worked out by hand after RFC 9309 §2.2.
TABLE = {
    "nothing said": ("", "/a", True),
    "all": ("User-agent: *\nDisallow: /", "/a", False),
    "nothing forbidden": ("User-agent: *\nDisallow:", "/a", True),
    "a folder": ("User-agent: *\nDisallow: /admin/", "/admin/x", False),
    "beside the folder": ("User-agent: *\nDisallow: /admin/", "/admin", True),
    "case of the path": ("User-agent: *\nDisallow: /Admin/", "/admin/x", True),
    "case of the words": ("USER-AGENT: NIANBAO\nDISALLOW: /a", "/a", False),
    "the longest rule allows": ("User-agent: *\nDisallow: /zwgk/\nAllow: /zwgk/nb/", "/zwgk/nb/1.htm", True),
    "the longest rule forbids": ("User-agent: *\nAllow: /zwgk/\nDisallow: /zwgk/nb/", "/zwgk/nb/1.htm", False),
    "of two alike the allowing": ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    "order is nothing": ("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/b", True),
    "a star": ("User-agent: *\nDisallow: /*/print/", "/zwgk/print/1", False),
    "a star in the middle": ("User-agent: *\nDisallow: /a*c", "/abbc", False),
    "an end": ("User-agent: *\nDisallow: /*.htm$", "/a.htm", False),
    "not at the end": ("User-agent: *\nDisallow: /*.htm$", "/a.html", True),
    "a query": ("User-agent: *\nDisallow: /*?", "/list.jsp?page=2", False),
    "our group alone": ("User-agent: *\nDisallow: /\nUser-agent: nianbao\nAllow: /", "/a", True),
    "our group forbids": ("User-agent: *\nAllow: /\n\nUser-agent: nianbao\nDisallow: /", "/a", False),
    "groups of one agent together": (
        "User-agent: nianbao\nDisallow: /a\n\nUser-agent: x\n\nUser-agent: nianbao\nDisallow: /b",
        "/b",
        False,
    ),
    "one group for several": ("User-agent: x\nUser-agent: nianbao\nDisallow: /a", "/a", False),
    "another's group": ("User-agent: other\nDisallow: /", "/a", True),
    "a longer name": ("User-agent: nianbaobot\nDisallow: /", "/a", True),
    "with a version": ("User-agent: nianbao/1.0\nDisallow: /", "/a", False),
    "blank lines": ("User-agent: *\n\n\nDisallow: /a", "/a", False),
    "a remark": ("# ours\nUser-agent: * # all\nDisallow: /a # here", "/a", False),
    "rules without an agent": ("Disallow: /", "/a", True),
    "ends of an old system": ("User-agent: *\rDisallow: /a\r", "/a", False),
    "ends of another system": ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
    "unknown lines": ("Sitemap: /s.xml\nHost: x\nUser-agent: *\nNoindex: /b\nDisallow: /a", "/a", False),
    "coded path": ("User-agent: *\nDisallow: /%E5%B9%B4/", "/%E5%B9%B4/1", False),
    "a page of error": ("<!DOCTYPE html><html><body>404</body></html>", "/a", True),
    "the file itself": ("User-agent: *\nDisallow: /", "/robots.txt", True),
    "years in the path": ("User-agent: *\nDisallow: /2024", "/2024/1.htm", False),
}
CHINESE = "User-agent: *\nDisallow: /年报/\n"


def allowed(body: bytes, path: str) -> bool:
    """Whether the rules let us ask."""
    return bool(Protego.parse(rules_text(body)).can_fetch(SITE + path, "nianbao"))


@pytest.mark.parametrize("name", TABLE)
def test_rules(name: str) -> None:
    rules, path, may = TABLE[name]
    assert allowed(rules.encode(), path) is may


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("path", ["/%E5%B9%B4%E6%8A%A5/1.htm", "/%C4%EA%B1%A8/1.htm"])
def test_encodings_of_the_file_and_of_addresses(encoding: str, path: str) -> None:
    assert allowed(CHINESE.encode(encoding), path) is False
    assert allowed(CHINESE.encode(encoding), "/gg/1.htm") is True


def test_a_mark_at_the_beginning_hides_no_group() -> None:
    assert allowed(b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", "/a") is False


def test_a_megabyte_is_read_and_no_more() -> None:
    line = b"Disallow: /" + b"x" * 100 + b"\n"
    rules = b"User-agent: *\n" + line * ((LONGEST_RULES - 1000) // len(line))
    assert allowed(rules + b"Disallow: /late/\n", "/late/1") is False
    assert allowed(rules + line * 20 + b"Disallow: /too-late/\n", "/too-late/1") is True
    assert len(rules_text(rules * 3)) <= LONGEST_RULES


def test_many_stars_take_no_time() -> None:
    rules = "User-agent: *\n" + ("Disallow: /" + "*a" * 25 + "*b$\n") * 50
    assert allowed(rules.encode(), "/" + "a" * 200) is True


def test_a_delay_is_read() -> None:
    rules = Protego.parse(rules_text("User-agent: nianbao/1.0\nCrawl-delay: 7\n".encode("utf-16")))
    assert rules.crawl_delay("nianbao") == 7


@pytest.mark.parametrize(
    ("rules", "seconds"),
    [
        ("Disallow:", 0),
        ("Crawl-delay: 7", 7),
        ("Request-rate: 1/10", 10),
        ("Request-rate: 6/1m", 10),
        ("Request-rate: 2/5s 0100-0800", 2.5),
        ("Crawl-delay: 3\nRequest-rate: 1/10", 10),
        ("Crawl-delay: 12\nRequest-rate: 1/10", 12),
        ("Request-rate: 0/10", 0),
        ("Request-rate: often", 0),
    ],
)
def test_the_longer_of_two_ways_to_ask_for_a_distance_is_kept(rules: str, seconds: float) -> None:
    parser = ProtegoRobotParser(f"User-agent: *\n{rules}\n".encode(), None)
    assert distance_asked(parser, "nianbao") == seconds
