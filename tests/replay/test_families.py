"""Lists of each family crawled from simulated portals: all pages read, and whatever is missing told."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from parsel import Selector

from simulator.families import FAMILIES
from simulator.message import Asked
from simulator.portal import Portal
from tests.replay.list_faults import LISTS, SMALL, VARIANTS, Fault, faults_of, list_pages, target_of

# What the issue names; `make proof-lists` goes through more, on every page of every list.
KINDS = ("removed", "fails", "cut mid-row", "repeats another", "index page instead", "home page instead", "54 bytes")
# One of each kind of paging.
BROKEN = (
    "trs",
    "hanweb",
    "hanweb, jpaas",
    "vsb, script alone",
    "mh",
    "ucap, posted",
    "gkmlpt, nested",
    "longcom, no number",
    "shanghai, by year",
    "static, next alone",
)


@pytest.fixture(scope="module")
def told(crawl_portals: Any) -> dict[str, Any]:
    """Every list's account, recorded."""
    accounts: dict[str, Any] = crawl_portals(LISTS)
    return accounts


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_more_than_sixty_rows_is_crawled_whole(told: dict[str, Any], name: str) -> None:
    account = told[name]
    own = {url for url, kind, _, _ in account["published"] if kind == "own_report"}
    assert (account["state"], account["shortfalls"]) == ("complete", [])
    assert len(account["published"]) >= 60
    assert own <= set(account["pages"])
    assert set(account["rows"]) <= {url for url, *_ in account["published"]}


def test_a_second_address_of_a_document_is_not_asked_for(told: dict[str, Any]) -> None:
    linked = ("longcom", "longcom, older", "shanghai", "shanghai, by year", "static")
    for name in ("trs", "vsb", "mh", "ucap", "gkmlpt", "gkmlpt, folders", *linked):
        twins = {url for url, kind, _, _ in told[name]["published"] if kind == "twin"}
        assert twins
        assert not twins & {url for _, url, _ in told[name]["asked"]}


@pytest.mark.parametrize(
    "name",
    ["trs", "hanweb", "vsb", "mh", "ucap", "gkmlpt", "gkmlpt, folders", "longcom", "shanghai, by year", "static"],
)
def test_the_files_beside_reports_are_fetched_as_documents_of_them(told: dict[str, Any], name: str) -> None:
    account = told[name]
    files = {file: url for url, kind, _, file in account["published"] if kind == "own_report" and file}
    assert len(files) > 5
    assert account["files"] == files
    assert set(account["attachments"]) == set(files)


@pytest.fixture(scope="module")
def replayed(crawl_portals: Any, told: dict[str, Any]) -> dict[str, Any]:
    """The same crawls out of what they recorded."""
    tasks = {name: {**task, "archive": told[name]["archive"]} for name, task in LISTS.items()}
    accounts: dict[str, Any] = crawl_portals(tasks)
    return accounts


@pytest.mark.parametrize("name", LISTS)
def test_a_recorded_crawl_replayed_comes_to_the_same(told: dict[str, Any], replayed: dict[str, Any], name: str) -> None:
    live, again = (
        {key: value for key, value in one[name].items() if key not in ("asked", "posted")} for one in (told, replayed)
    )
    assert again == live


# Of each shape of a list whether a follower of plain links misses reports, and how the shape is known.
FOLLOWED: Mapping[str, tuple[bool, str]] = {
    "trs": (True, "[V]"),
    "trs, countPage": (True, "[V]"),
    "trs, createPage": (True, "[V]"),
    "trs, all in page 1": (False, "[V]"),
    "trs, rows in script": (True, "[V]"),
    "trs, search": (True, "[V]"),
    "hanweb": (True, "[V]"),
    "hanweb, jpaas": (True, "[V]"),
    "hanweb, by year": (True, "[I]"),
    "hanweb, catalogue": (True, "[I]"),
    # Pages, however they count, are linked there: a follower finds all of them.
    "vsb": (False, "[V]"),
    "vsb, by number": (False, "[V]"),
    "vsb, script alone": (True, "[I]"),
    # Only the names of its pages are known: either may be so.
    "mh": (True, "[I]"),
    "mh, links": (False, "[I]"),
    "ucap": (True, "[V]"),
    "ucap, posted": (True, "[V]"),
    "ucap, static": (True, "[V]"),
    "gkmlpt": (True, "[V]"),
    "gkmlpt, folders": (False, "[I]"),
    "longcom": (True, "[V]"),
    "longcom, no number": (True, "[I]"),
    "longcom, older": (False, "[I]"),
    "shanghai": (True, "[V]"),
    "shanghai, by year": (False, "[V]"),
    "static": (False, "[I]"),
    "static, next alone": (False, "[I]"),
}


@pytest.mark.parametrize("name", FOLLOWED)
def test_whether_a_follower_of_plain_links_misses_reports(name: str) -> None:
    family, switches = VARIANTS[name]
    portal = Portal(FAMILIES[family](**switches))
    own = {entry.url for entry in portal.ledger() if entry.kind == "own_report"}
    missed = own - follow_links(portal)
    is_missing, _ = FOLLOWED[name]
    assert (len(missed) >= len(own) / 2) if is_missing else not missed


def test_the_page_says_of_each_shape_what_a_follower_misses() -> None:
    page = (Path(__file__).parents[2] / "docs" / "families.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line.count("|") == 4]
    told = {name.strip("`"): (missed == "yes", known) for name, missed, known in rows if missed in ("yes", "no")}
    assert told == FOLLOWED


def follow_links(portal: Portal) -> set[str]:
    """Every address of the portal that plain links lead to, from the list on."""
    seen: set[str] = set()
    waiting = [portal.list_url]
    while waiting:
        url = waiting.pop()
        if url in seen or urlsplit(url).hostname != portal.host:
            continue
        seen.add(url)
        answer = portal.answer(Asked(portal.host, target_of(url)))
        if answer.header("Content-Type").startswith("text/html"):
            hrefs = Selector(answer.body.decode("utf-8")).xpath("//a/@href").getall()
            waiting += [urljoin(url, href) for href in hrefs if not href.startswith("javascript:")]
    return seen


@pytest.fixture(scope="module")
def broken(crawl_portals: Any, told: dict[str, Any]) -> list[tuple[Fault, dict[str, Any]]]:
    """The first, a middle and the last page of one list of each kind, with every fault, and what came of it."""
    faults = [fault for name in BROKEN for fault in faults_of(name, LISTS[name], told[name], KINDS)]
    targets = {name: [*list_pages(told[name])] for name in BROKEN}
    outer = {(name, pages[place]) for name, pages in targets.items() for place in (0, len(pages) // 2, -1)}
    chosen = {
        f"{fault.list_name} {fault.kind} {fault.target}": fault
        for fault in faults
        if (fault.list_name, fault.target) in outer
    }
    accounts = crawl_portals({name: fault.task for name, fault in chosen.items()})
    return [(fault, accounts[name]) for name, fault in chosen.items()]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_with_one_broken_page_is_never_complete(broken: Any, kind: str) -> None:
    met = [(fault, account) for fault, account in broken if fault.kind == kind]
    assert len(met) >= 2 * len(BROKEN)
    assert [(fault.list_name, fault.target, account["state"]) for fault, account in met if not is_told(account)] == []


def is_told(account: dict[str, Any]) -> bool:
    """Whether the site is partial, with a reason."""
    return account["state"] == "partial" and bool(account["shortfalls"])


def test_a_hijacked_copy_on_a_foreign_host_is_entered_and_not_fetched(crawl_portals: Any) -> None:
    copy = "http://www.gonggao.test/nb/202401/t20240118_1.html"
    tasks = {
        name: {"family": name, "portal": SMALL, "edits": [["add_foreign", [2023, copy]]]}
        for name in ("trs", "hanweb", "vsb", "mh", "ucap", "gkmlpt", "longcom", "shanghai", "static")
    }
    for account in crawl_portals(tasks).values():
        assert account["state"] == "partial"
        assert [(url, trouble) for url, trouble, _ in account["shortfalls"]] == [(copy, "foreign_host")]
        assert copy in account["rows"]
        assert not [url for _, url, _ in account["asked"] if "gonggao" in url]


def test_parameters_that_change_at_every_request_are_neither_asked_nor_kept(crawl_portals: Any) -> None:
    rules = [["*", "variants.volatile_links", []]]
    names = ("trs", "hanweb", "vsb", "mh", "ucap", "longcom", "shanghai", "static")
    tasks = {name: {"family": name, "portal": SMALL, "rules": rules} for name in names}
    for account in crawl_portals(tasks).values():
        assert account["state"] == "complete"
        assert not [url for _, url, _ in account["asked"] if "?t=" in url]
