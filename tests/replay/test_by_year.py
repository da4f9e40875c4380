"""Reports addressed by organ and year: every year is asked; a report, nothing and an error are told apart."""

from collections.abc import Mapping
from typing import Any

import pytest

from simulator.families import Hanweb
from tests.replay.list_faults import SMALL

MODULE = "http://www.jiaqu.test/module/xxgk/xxgkAnnualReport.jsp"
AREA = Hanweb().area
USCC = "11330102002645566X"
PATH = "/module/xxgk/xxgkAnnualReport.jsp?fbtime={}&area=" + AREA
EMPTY = [*range(2014, 2019)]
LEAST = {"list_url": None, "reports": [f"{MODULE}?fbtime=2020&area={AREA}"]}
OTHER = "甲区教育局2022年政府信息公开工作年度报告"


def task(rules: Any = (), site: Any = None, options: Any = None, **switches: Any) -> dict[str, Any]:
    """A portal of seven years, crawled from 2014 on."""
    return {
        "family": "hanweb",
        "portal": SMALL,
        "switches": {"paging": "by_year", **switches},
        "rules": list(rules),
        "site": site or {},
        "options": options or {},
    }


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> Mapping[str, Any]:
    """Every way in, then what may come of a year."""
    column = "/col/col1229/index.html"
    frame = f'<iframe src="/module/xxgk/xxgkAnnualReport.jsp?area={AREA}&amp;fbtime=2025"></iframe></body>'
    framed = [[column, "pages.same_as", [PATH.format(2025)]], [column, "pages.replaced", ["</body>", frame]]]
    twice = {"reports": [f"{MODULE}?area={AREA}&fbtime=2020"]}
    said = [["*fbtime=2016*", "pages.replaced", ["暂无2016年的", "本站"]]]
    neither = [["*fbtime=2016*", "pages.replaced", ["暂无", "暂无2015年、"]]]
    title = [["*fbtime=2022*", "pages.replaced", ["甲区人民政府", "甲区教育局"]]]
    script = [
        [column, "pages.replaced", [f"?fbtime=2025&amp;area={AREA}", f'"></iframe><script>area = "{AREA}"</script>']]
    ]
    tasks = {
        "column page": task(),
        "18 characters": task(area=USCC),
        "in a script": task(script),
        "several organs": task(organs=("甲区教育局", "甲区财政局")),
        "known report": task(site=LEAST),
        "list is a report": task(site={"list_url": f"{MODULE}?area={AREA}&fbtime=2025"}),
        "known twice": task(site=twice),
        "column is a report": task(framed),
        "gone": task([[PATH.format(2021), "statuses.status", [404]]]),
        "another year": task([[PATH.format(2021), "pages.same_as", [PATH.format(2020)]]]),
        "nothing of another year": task([[PATH.format(2021), "pages.same_as", [PATH.format(2016)]]]),
        "no word": task(said),
        "two years": task(neither),
        "another organ": task(title),
        "no organ": task([[column, "pages.replaced", ["area=", "organ="]]]),
        "strangers": task(
            [[column, "pages.replaced", ["甲区人民政府", "甲区气象局"]]], organs=("甲区教育局", "甲区财政局")
        ),
        "one year": task(options={"year": "2021"}),
        "two reports": task(options={"sample_of": "2"}),
        "newest": task([[PATH.format(2025), "pages.same_as", [PATH.format(2016)]]], options={"newest": "1"}),
        "of late": task(options={"since": "2024-12-31"}),
    }
    accounts: Mapping[str, Any] = crawl_portals(tasks)
    return accounts


def years_of(account: Mapping[str, Any]) -> list[int]:
    """Years whose own report was stored."""
    found = {url: year for url, kind, year, _ in account["published"] if kind == "own_report"}
    keys = {url.partition("fbtime=")[2][:4]: year for url, year in found.items()}
    return sorted(keys[url.partition("fbtime=")[2][:4]] for url in account["pages"])


def faults(account: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(url.partition("fbtime=")[2][:4], trouble, reason) for url, trouble, reason in account["shortfalls"]]


@pytest.mark.parametrize(
    "name",
    [
        "column page",
        "18 characters",
        "in a script",
        "several organs",
        "known report",
        "list is a report",
        "known twice",
    ],
)
def test_every_year_is_asked_once_whoever_tells_the_organ(told: Mapping[str, Any], name: str) -> None:
    account = told[name]
    years = [url.partition("fbtime=")[2][:4] for _, url, _ in account["asked"] if "fbtime=" in url]
    assert (account["state"], account["shortfalls"]) == ("complete", [])
    assert years_of(account) == [*range(2019, 2026)]
    assert sorted(account["nothing_for"].values()) == EMPTY
    assert set(map(str, range(2014, 2026))) <= set(years)
    assert len(years) == len(set(years))


def test_a_column_page_that_is_the_newest_report_leads_to_the_others(told: Mapping[str, Any]) -> None:
    account = told["column is a report"]
    asked = {url.partition("fbtime=")[2][:4] for url in account["pages"]} - {""}
    assert (account["state"], account["shortfalls"]) == ("complete", [])
    assert asked == set(map(str, range(2019, 2026)))
    assert "http://www.jiaqu.test/col/col1229/index.html" in account["pages"]


@pytest.mark.parametrize(
    ("name", "year", "trouble", "reason"),
    [
        ("gone", "2021", "gone", "report of a year: the portal answered 404"),
        ("another year", "2021", "wrong_page", "the answer is neither the report of 2021 nor says that there is none"),
        (
            "nothing of another year",
            "2021",
            "wrong_page",
            "the answer is neither the report of 2021 nor says that there is none",
        ),
        ("no word", "2016", "wrong_page", "the answer is neither the report of 2016 nor says that there is none"),
        ("two years", "2016", "wrong_page", "the answer is neither the report of 2016 nor says that there is none"),
        ("another organ", "2022", "wrong_page", "the answer is the report of 甲区教育局"),
    ],
)
def test_an_error_is_told_apart_from_a_year_without_a_report(
    told: Mapping[str, Any], name: str, year: str, trouble: str, reason: str
) -> None:
    account = told[name]
    assert account["state"] == "partial"
    assert [(of, what) for of, what, _ in faults(account)] == [(year, trouble)]
    assert reason in faults(account)[0][2]
    assert int(year) not in account["nothing_for"].values()
    assert set(years_of(account)) == set(range(2019, 2026)) - {int(year)}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no organ", "the page leads to the reports of 0 organs, 0 of them named as the site's: no year was asked"),
        ("strangers", "the page leads to the reports of 3 organs, 0 of them named as the site's: no year was asked"),
    ],
)
def test_a_column_page_that_does_not_tell_the_organ(told: Mapping[str, Any], name: str, reason: str) -> None:
    assert told[name]["state"] == "failed"
    assert [found for *_, found in told[name]["shortfalls"]] == [reason]


@pytest.mark.parametrize(
    ("name", "years"),
    [("one year", [2021]), ("two reports", [2024, 2025]), ("newest", [2024]), ("of late", [2024, 2025])],
)
def test_a_part_of_the_years(told: Mapping[str, Any], name: str, years: list[int]) -> None:
    account = told[name]
    assert years_of(account) == years
    assert account["state"] == ("partial" if name == "newest" else "sampled")
