"""A list replayed through Scrapy: paging, pollution, and what makes a crawl partial."""

from collections.abc import Callable
from typing import Any

import pytest

HOST = "https://www.shilixian.test"
LIST = f"{HOST}/zwgk/nb/"
SECOND = f"{LIST}index_1.htm"
ROBOTS = f"{HOST}/robots.txt"
PAGER = '<script>createPageHTML(2, 0, "index", "htm");</script>'
REFRESH = '<html><head><meta http-equiv="refresh" content="0;URL=../" /></head></html>'
NOT_FOUND = "<html><body><h1>页面不存在</h1><p>" + "您访问的页面不存在。" * 60 + "</p></body></html>"
Portal = dict[str, dict[str, Any]]


def title_of(year: int) -> str:
    return f"示例县人民政府{year}年政府信息公开工作年度报告"


def row_of(year: int, folder: str = ".") -> tuple[str, str, str]:
    return f"{folder}/{year + 1}01/t{year + 1}0118_{year}.htm", title_of(year), f"{year + 1}-01-18"


def url_of(year: int) -> str:
    return f"{LIST}{year + 1}01/t{year + 1}0118_{year}.htm"


@pytest.fixture(scope="module")
def portal(list_page: Callable[..., str], report_page: Callable[[str], str]) -> Portal:
    """The whole portal: a list of two pages with three reports, another organ's, and a letter."""
    tax = ("./202401/t20240120_9.htm", "示例县地方税务局2023年政府信息公开年度报告", "2024-01-20")
    letter = ("./202101/t20210120_8.htm", "关于政府信息公开工作要点落实情况的函", "2021-01-20")
    return {
        ROBOTS: {"status": 404, "body": "<html>none</html>"},
        LIST: {"body": list_page([row_of(2023), tax, row_of(2022)], PAGER)},
        SECOND: {"body": list_page([row_of(2021), letter])},
        **{url_of(year): {"body": report_page(title_of(year))} for year in (2021, 2022, 2023)},
    }


@pytest.fixture(scope="module")
def told(replay_all: Any, case: Any, portal: Portal, list_page: Any, report_page: Any) -> dict[str, Any]:
    """Every case's account."""

    def but(changes: Portal) -> Any:
        return case([*{**portal, **changes}.items()])

    def without(url: str) -> Any:
        return case([(asked, answer) for asked, answer in portal.items() if asked != url])

    foreign, mirrored = row_of(2020, "https://mirror.test"), {"body": report_page(title_of(2020))}
    accounts: dict[str, Any] = replay_all(
        {
            "whole": but({}),
            "no second page": without(SECOND),
            "no report of 2022": without(url_of(2022)),
            "no list": without(LIST),
            "no robots.txt": without(ROBOTS),
            "robots": but({ROBOTS: {"body": "User-agent: *\nDisallow: /zwgk/", "type": "text/plain"}}),
            "challenged": but({LIST: {"status": 412, "body": "<html>no</html>"}}),
            "forbidden": but({LIST: {"status": 403, "body": "<html>no</html>"}}),
            "list not found": but({LIST: {"status": 404, "body": "<html>no</html>"}}),
            "removed": but({url_of(2022): {"body": REFRESH}}),
            "firewall": but({url_of(2022): {"body": "ok"}}),
            "soft 404": but({url_of(2022): {"body": NOT_FOUND}}),
            "the list everywhere": but({url_of(2022): portal[LIST]}),
            "another year": but({url_of(2022): {"body": report_page(title_of(2021))}}),
            "second page repeats": but({SECOND: portal[LIST]}),
            "second page is a stub": but({SECOND: {"body": f"<html><body>{'<p></p>' * 50}</body></html>"}}),
            "second page is a bomb": but({SECOND: {"body": "<html><body>" + "<div>" * 5000}}),
            "report is a bomb": but({url_of(2022): {"body": "<html><body>" + "<div>" * 5000}}),
            "second page is blocked": but({SECOND: {"body": "ok"}}),
            "list is blocked": but({LIST: {"body": "ok"}}),
            "declares three": but({LIST: {"body": list_page([row_of(2021)], "<p>共3条</p>")}}),
            "unknown pager": but({LIST: {"body": list_page([row_of(2021)], "<a href='javascript:n()'>下一页</a>")}}),
            "empty list": but({LIST: {"body": list_page([])}}),
            "other organs alone": but({LIST: {"body": list_page([("t20240120_9.htm", "通知", "2024-01-20")])}}),
            "mirror": but({LIST: {"body": list_page([row_of(2021), foreign])}, foreign[0]: mirrored}),
            "sent away": but({url_of(2022): {"status": 302, "body": "", "headers": [("Location", foreign[0])]}}),
            "sent back": but({url_of(2022): {"status": 302, "body": "", "headers": [("Location", LIST)]}}),
            "gb18030": but({LIST: {"body": portal[LIST]["body"].encode("gb18030")}}),
            "one year": case([*portal.items()], options={"year": "2022"}),
            "one report": case([*portal.items()], options={"sample_of": "1"}),
            "one, otherwise said": case([*portal.items()], options={"sample": "1"}),
            "of late": case([*portal.items()], options={"since": "2023-01-18"}),
        }
    )
    return accounts


def pages_of(account: dict[str, Any]) -> set[str]:
    return {page["url"] for page in account["pages"]}


def shortfalls_of(account: dict[str, Any]) -> list[tuple[str, str]]:
    return [(shortfall["url"], shortfall["trouble"]) for shortfall in account["shortfalls"]]


def test_all_pages_are_read_and_only_the_sites_own_reports_fetched(told: dict[str, Any]) -> None:
    whole = told["whole"]
    assert (whole["state"], whole["shortfalls"], whole["listed"]) == ("complete", [], 5)
    assert pages_of(whole) == {url_of(2021), url_of(2022), url_of(2023)}
    assert sorted(row["verdict"] for row in whole["rows"]) == ["not_a_report", "other_organ", *["report"] * 3]


def test_no_socket_is_opened_and_no_name_asked_for(told: dict[str, Any]) -> None:
    assert told["whole"]["connected"] == []


@pytest.mark.parametrize(
    ("name", "url", "trouble"),
    [
        ("no second page", SECOND, "not_in_archive"),
        ("no report of 2022", url_of(2022), "not_in_archive"),
        ("removed", url_of(2022), "gone"),
        ("firewall", url_of(2022), "blocked"),
        ("soft 404", url_of(2022), "gone"),
        ("the list everywhere", url_of(2022), "wrong_page"),
        ("another year", url_of(2022), "wrong_page"),
        ("second page repeats", SECOND, "list_short"),
        ("second page is a stub", SECOND, "list_short"),
        ("second page is a bomb", SECOND, "list_short"),
        ("report is a bomb", url_of(2022), "not_read"),
        ("second page is blocked", SECOND, "blocked"),
        ("declares three", LIST, "list_short"),
        ("unknown pager", LIST, "list_short"),
        ("mirror", row_of(2020, "https://mirror.test")[0], "foreign_host"),
        ("sent away", url_of(2022), "foreign_host"),
        ("sent back", url_of(2022), "sent_away"),
    ],
)
def test_what_was_not_got_makes_the_crawl_partial(told: dict[str, Any], name: str, url: str, trouble: str) -> None:
    assert told[name]["state"] == "partial"
    assert shortfalls_of(told[name]) == [(url, trouble)]
    assert not pages_of(told[name]) & {url}


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("no list", "failed"),
        ("list not found", "failed"),
        ("empty list", "failed"),
        ("other organs alone", "partial"),
        ("robots", "robots"),
        ("challenged", "blocked"),
        ("list is blocked", "blocked"),
        ("forbidden", "blocked"),
    ],
)
def test_a_crawl_that_got_nothing_says_why(told: dict[str, Any], name: str, state: str) -> None:
    assert told[name]["state"] == state
    assert told[name]["pages"] == []


@pytest.mark.parametrize("name", ["no robots.txt", "gb18030"])
def test_what_does_no_harm(told: dict[str, Any], name: str) -> None:
    assert (told[name]["state"], told[name]["shortfalls"]) == ("complete", [])


def test_what_was_published_since_a_day(told: dict[str, Any]) -> None:
    account = told["of late"]
    assert (account["state"], account["left_out"]) == ("sampled", 1)
    assert pages_of(account) == {url_of(2022), url_of(2023)}


@pytest.mark.parametrize("name", ["one report", "one, otherwise said"])
def test_a_report_alone(told: dict[str, Any], name: str) -> None:
    account = told[name]
    assert (account["state"], len(account["pages"]), account["left_out"]) == ("sampled", 1, 2)


def test_a_year_alone(told: dict[str, Any]) -> None:
    account = told["one year"]
    assert (account["state"], account["listed"], account["left_out"]) == ("sampled", 5, 2)
    assert pages_of(account) == {url_of(2022)}
