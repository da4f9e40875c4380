"""上海: archives by year are all followed, rows in comments told apart, and one archive is not the whole."""

from collections.abc import Mapping
from typing import Any

import pytest

from simulator.families import Shanghai
from simulator.portal import Portal
from tests.replay.list_faults import LISTS, SMALL

BY_YEAR = LISTS["shanghai, by year"]
PORTAL = Portal(Shanghai(archives=True, per_page=8), years=range(2019, 2026), rows=62)


def archive_of(year: int) -> str:
    """Where the archive of a year begins."""
    return next(first for first, rows in Shanghai(archives=True).lists(PORTAL.column) if rows[0].date.year == year)


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> Mapping[str, Any]:
    """Lists with something odd about each."""
    years = {year: archive_of(year) for year in (2021, 2024)}
    index = "/nw12344/index.html"
    link = f'<li><a href="{years[2024]}"><h4>2024年</h4></a></li>'
    rules = {
        "in a comment": [[index, "pages.replaced", [link, f"<!-- {link} -->"]]],
        "twice": [[index, "pages.replaced", [link, link + link]]],
        "abroad": [[index, "pages.replaced", [years[2024], f"http://www.gonggao.test{years[2024]}"]]],
        "one archive alone": [
            [index, "pages.same_as", [years[2021]]],
            ["*", "pages.replaced", ["totalPage: 2", "totalPage: 1"]],
        ],
        "no page": [["*", "pages.replaced", ["totalPage: 2", "totalPage: 0"]]],
        "another pager": [[years[2024], "pages.replaced", ["totalPage", "pageTotal"]]],
    }
    tasks = {name: {**BY_YEAR, "rules": rule} for name, rule in rules.items()}
    hidden = {"family": "shanghai", "portal": SMALL, "switches": {"hidden": 2022}}
    accounts: Mapping[str, Any] = crawl_portals({**tasks, "hidden": hidden, "whole": BY_YEAR})
    return accounts


def own(account: Mapping[str, Any], year: int | None = None) -> set[str]:
    """Addresses of the place's own reports."""
    return {url for url, kind, of, _ in account["published"] if kind == "own_report" and year in (None, of)}


def reasons(account: Mapping[str, Any]) -> list[str]:
    return [reason for *_, reason in account["shortfalls"]]


@pytest.mark.parametrize("name", ["whole", "twice"])
def test_every_archive_is_read_once(told: Mapping[str, Any], name: str) -> None:
    account = told[name]
    asked = [url for _, url, _ in account["asked"]]
    assert (account["state"], reasons(account), account["hidden"]) == ("complete", [], {})
    assert own(account) <= set(account["pages"])
    assert len(asked) == len(set(asked))
    longer = [rows for _, rows in Shanghai(archives=True).lists(PORTAL.column) if len(rows) > 8]
    assert sum(url.endswith("/index_2.html") for url in asked) == len(longer) > 3


def test_a_row_in_a_comment_alone_is_told_apart_and_not_asked_for(told: Mapping[str, Any]) -> None:
    account = told["hidden"]
    assert account["state"] == "complete"
    assert account["hidden"] == dict.fromkeys(own(account, 2022), "report")
    assert set(account["pages"]) == own(account) - own(account, 2022)
    assert not own(account, 2022) & {url for _, url, _ in account["asked"]}


def test_an_archive_that_is_linked_in_a_comment_alone_is_not_followed(told: Mapping[str, Any]) -> None:
    assert not [url for _, url, _ in told["in a comment"]["asked"] if archive_of(2024) in url]


def test_an_archive_on_another_host_is_entered_and_not_fetched(told: Mapping[str, Any]) -> None:
    account = told["abroad"]
    assert [trouble for _, trouble, _ in account["shortfalls"]] == ["foreign_host"]
    assert not [url for _, url, _ in account["asked"] if "gonggao" in url]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("one archive alone", "the list holds reports of 2020 alone and links no other year's archive"),
        ("no page", "the pager says that the list has no page: page 1 alone is read"),
        ("another pager", "the list has a pager (pagination() that no known script explains: page 1 alone is read"),
    ],
)
def test_what_makes_it_short_is_told(told: Mapping[str, Any], name: str, reason: str) -> None:
    assert told[name]["state"] == "partial"
    assert reason in reasons(told[name])
