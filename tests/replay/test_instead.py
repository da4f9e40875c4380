"""Messages in a report's place are named and never stored; reports that speak of such things are stored."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from simulator.changes.instead import DRESSES, messages
from simulator.families import FAMILIES
from simulator.portal import Portal

YEARS = range(2014, 2026)
CASES = tuple(product(messages(), DRESSES, ("utf-8", "gb18030")))
# Words of such pages, as true pages have them: in prose, as a line, in a box to log in, in a firewall's own script.
WORDS = (
    "<p>本年度优化网上申请流程，取消了“请输入验证码”一步。</p>",
    "<p>全年发现并整改错链、死链12处，不再出现“404”和“您访问的页面不存在”。</p>",
    "<p>页面不存在</p>",
    '<form action="/captcha/check"><label>请输入验证码</label><input name="c"></form>',
    "<script>$_ts=window['$_ts']||{};</script>",
    "<p>网站防火墙全年拦截攻击行为12万次。</p>",
    "<p>访问过于频繁，请稍后再试</p>",
    "<p>404</p>",
    "<script>document.cookie='seen=1';if(0)location.href='/';</script>",
    "<p>该信息已被删除的，依法答复申请人。</p>",
    "<p>网站于8月升级维护，暂停服务两天。</p>",
    "<h2>人机验证</h2><p>Access Denied</p>",
)


def address(family: str, year: int) -> str:
    """Where a portal of the family has its report of a year."""
    return Portal(FAMILIES[family](), years=YEARS, rows=14, twins=0).path_of(year)


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> Mapping[str, Any]:
    """Portals with a message in the place of each report, then with words in each report."""
    portal = {"years": list(YEARS), "rows": 14, "twins": 0}
    tasks: dict[str, Any] = {}
    for first in range(0, len(CASES), len(YEARS)):
        some = zip(YEARS, CASES[first : first + len(YEARS)], strict=False)
        rules = [[address("trs", year), "instead.message_page", list(case)] for year, case in some]
        tasks[f"messages {first}"] = {"family": "trs", "portal": portal, "rules": rules}
    for family in FAMILIES:
        rules = [
            [address(family, year), "instead.with_words", [words]] for year, words in zip(YEARS, WORDS, strict=True)
        ]
        tasks[family] = {"family": family, "portal": portal, "rules": rules}
    accounts: Mapping[str, Any] = crawl_portals(tasks)
    return accounts


def test_no_message_is_taken_for_a_report_and_each_is_named(told: Mapping[str, Any]) -> None:
    assert len(CASES) == 160
    others: list[Any] = []
    for first in range(0, len(CASES), len(YEARS)):
        account = told[f"messages {first}"]
        troubles = {url.partition(".test")[2]: (trouble, reason) for url, trouble, reason in account["shortfalls"]}
        stored = {url.partition(".test")[2] for url in account["pages"]}
        for year, case in zip(YEARS, CASES[first : first + len(YEARS)], strict=False):
            path = address("trs", year)
            trouble, reason = troubles.get(path, ("", ""))
            wanted = messages()[case[0]]["is"]
            if path in stored or trouble != wanted or "the page holds" not in reason:
                others.append((case, trouble, reason))
    assert others == []


@pytest.mark.parametrize("family", FAMILIES)
def test_a_report_with_such_words_is_a_report(told: Mapping[str, Any], family: str) -> None:
    refused = [short for short in told[family]["shortfalls"] if short[1] in ("blocked", "gone", "unreachable")]
    assert refused == []
    stored = {url.partition(".test")[2] for url in told[family]["pages"]}
    assert {address(family, year) for year in YEARS} <= stored
