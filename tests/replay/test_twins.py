"""Second addresses of a document: one document, asked for once; two documents under one number are told."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from simulator.families import FAMILIES
from tests.replay.list_faults import SMALL

TWINS = ("own", "_wap", "m")
TREES = {"family": "vsb", "portal": SMALL, "switches": {"twin_as": "tree"}}
PLAIN, TREE = "../info/39378/5007.htm", "../info/1050/5007.htm"
TITLE = "乙市人民政府2025年政府信息公开工作年度报告"


def retitled(href: str, title: str) -> list[Any]:
    """The row with this link, under another title."""
    return ["/zfxxgk/*", "pages.replaced", [f'{href}" title="', f'{href}" title="{title}" name="']]


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> Mapping[str, Any]:
    """Every family with twins of three kinds; articles of 博达 VSB in two columns, under titles that differ."""
    tasks: dict[str, Any] = {
        f"{family} {twins}": {"family": family, "portal": {**SMALL, "twins": 2, "twins_as": twins}}
        for family, twins in product(FAMILIES, TWINS)
    }
    titles = {
        "two trees": (),
        "another year": (retitled(TREE, TITLE.replace("2025", "2024")),),
        "another organ": (retitled(TREE, TITLE.replace("人民政府", "教育局")),),
        "a notice first": (retitled(PLAIN, "关于报告的通知"), retitled(TREE, TITLE)),
    }
    tasks |= {name: {**TREES, "rules": list(rules)} for name, rules in titles.items()}
    accounts: Mapping[str, Any] = crawl_portals(tasks)
    return accounts


def of_kind(account: Mapping[str, Any], kind: str) -> set[str]:
    return {url for url, one, *_ in account["published"] if one == kind}


# Which of Hanweb's two manners of addresses goes with which article is not known: both are asked for.
@pytest.mark.parametrize(
    "name", [*sorted({f"{one} {twins}" for one, twins in product(FAMILIES, TWINS)} - {"hanweb own"}), "two trees"]
)
def test_one_document_is_asked_for_once(told: Mapping[str, Any], name: str) -> None:
    account = told[name]
    twins, asked = of_kind(account, "twin"), [url for _, url, _ in account["asked"]]
    assert (account["state"], account["shortfalls"]) == ("complete", [])
    assert len(account["pages"]) == len(of_kind(account, "own_report")) == 7
    assert twins
    # Of 开普云's rows the page itself shows five: there the second address may come first, and alone.
    if "own" not in name and name not in ("two trees", "ucap _wap"):
        assert not twins & set(asked)
        assert set(account["pages"]) == of_kind(account, "own_report")


@pytest.mark.parametrize("name", ["another year", "another organ"])
def test_two_titles_under_one_number_are_told(told: Mapping[str, Any], name: str) -> None:
    account = told[name]
    assert account["state"] == "partial"
    ((url, reason),) = [(url, reason) for url, trouble, reason in account["shortfalls"] if trouble == "list_short"]
    assert url.endswith(("/info/1050/5007.htm", "/info/39378/5007.htm"))
    assert "and another title" in reason


def test_a_report_is_not_lost_behind_a_notice_of_the_same_number(told: Mapping[str, Any]) -> None:
    account = told["a notice first"]
    assert account["state"] == "complete"
    assert [url for url in account["pages"] if url.endswith("/5007.htm")] == [
        "http://www.yishi.test/info/1050/5007.htm"
    ]
