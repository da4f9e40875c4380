"""A ucap report whose page does not come: read out of the list where that holds its body, told in either case."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from simulator.families import Ucap
from simulator.portal import Portal

PORTAL: dict[str, Any] = {"years": [*range(2019, 2026)], "rows": 40, "twins": 0}
PATHS = {year: Portal(Ucap(), **PORTAL).path_of(year) for year in PORTAL["years"]}
HOST = "http://www.wuxian.test"
OF_2023 = HOST + PATHS[2023]


def ucap(*rules: Sequence[Any], **more: Any) -> dict[str, Any]:
    return {"family": "ucap", "portal": PORTAL, "rules": [*rules], **more}


def lost(change: str, *words: Any) -> Sequence[Any]:
    return [PATHS[2023], change, [*words]]


CASES: Mapping[str, dict[str, Any]] = {
    "gone": ucap(lost("statuses.status", 404)),
    "fails": ucap(lost("statuses.status", 500)),
    "blocked": ucap(lost("statuses.challenge", 521)),
    "stub": ucap(lost("pages.only", 2)),
    "soft 404": ucap(lost("pages.soft_404")),
    "another page": ucap(lost("pages.same_as", PATHS[2021])),
    "sent home": ucap(lost("statuses.redirect", "/")),
    "all sent home": ucap(*([path, "statuses.redirect", ["/"]] for path in PATHS.values())),
    "forbidden": ucap(["/robots.txt", "pages.robots", [f"User-agent: *\nDisallow: {PATHS[2023]}\n"]]),
    "posted": ucap(lost("statuses.status", 404), switches={"paging": "post"}),
    "known before": ucap(lost("statuses.status", 404), site={"reports": [OF_2023]}),
    "no bodies": ucap(lost("statuses.status", 404), switches={"bodies": False}),
    "static": ucap(lost("statuses.status", 404), switches={"paging": "static"}),
    "nothing lost": ucap(),
    "no list": ucap(lost("statuses.status", 404), ["/common/search/*", "statuses.status", [500]]),
}
READ = (
    "gone",
    "fails",
    "blocked",
    "stub",
    "soft 404",
    "another page",
    "sent home",
    "forbidden",
    "posted",
    "known before",
)


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> dict[str, Any]:
    accounts: dict[str, Any] = crawl_portals(CASES)
    return accounts


@pytest.mark.parametrize("name", READ)
def test_the_body_is_read_and_the_page_is_told(told: dict[str, Any], name: str) -> None:
    account = told[name]
    assert account["state"] == "partial"
    assert {url for url, *_ in account["shortfalls"]} == {OF_2023}
    assert sorted(account["pages"]) == sorted(HOST + path for path in PATHS.values())
    (attached,) = (file for url, *_, file in account["published"] if url == OF_2023)
    assert account["files"][attached] == OF_2023


def test_several_pages_that_lead_to_one_that_was_asked_for(told: dict[str, Any]) -> None:
    account = told["all sent home"]
    everything = {HOST + path for path in PATHS.values()}
    assert (account["state"], set(account["pages"])) == ("partial", everything)
    assert {(url, trouble) for url, trouble, _ in account["shortfalls"]} == {(url, "gone") for url in everything}


@pytest.mark.parametrize("name", ["no bodies", "static", "no list"])
def test_without_a_body_in_a_list_the_report_is_missing(told: dict[str, Any], name: str) -> None:
    account = told[name]
    assert account["state"] == "partial"
    assert OF_2023 not in account["pages"]
    if name != "no list":
        assert [(url, trouble) for url, trouble, _ in account["shortfalls"]] == [(OF_2023, "gone")]


def test_a_known_report_that_was_lost_before_the_list_came_is_asked_for_once_more(told: dict[str, Any]) -> None:
    asked = [url for _, url, _ in told["known before"]["asked"]]
    assert asked.count(OF_2023) == 2
    assert [url for _, url, _ in told["gone"]["asked"]].count(OF_2023) == 1


def test_pages_that_come_are_the_documents(told: dict[str, Any]) -> None:
    account = told["nothing lost"]
    assert (account["state"], account["shortfalls"]) == ("complete", [])
    assert sorted(account["pages"]) == sorted(HOST + path for path in PATHS.values())


@pytest.fixture(scope="module")
def replayed(crawl_portals: Any, told: dict[str, Any]) -> dict[str, Any]:
    accounts: dict[str, Any] = crawl_portals({n: {**CASES[n], "archive": told[n]["archive"]} for n in READ})
    return accounts


@pytest.mark.parametrize("name", [name for name in READ if name != "forbidden"])
def test_the_same_out_of_the_archive(told: dict[str, Any], replayed: dict[str, Any], name: str) -> None:
    for what in ("state", "pages", "files", "rows"):
        assert replayed[name][what] == told[name][what]
