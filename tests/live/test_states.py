"""A portal in each state: site, report and the region's year end in exactly that state, each with its evidence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import RowMapping, text
from warcio.archiveiterator import ArchiveIterator

from proofs.places import county
from proofs.world import World
from simulator.changes import instead, pages, statuses, wires
from simulator.families import Trs
from simulator.message import Answer, Asked
from simulator.portal import Portal
from simulator.rules import Change, Portals

# Years are fixed, whatever the day: reports of 2023 are long due.
YEAR = 2023
ROBOTS = "/robots.txt"
NO_ROBOTS = pages.robots("User-agent: *\nDisallow: /\n")


def cookie_loop(asked: Asked, answer: Answer, portal: Portals) -> Answer:
    """The same address again, until a cookie comes back."""
    return Answer(b"", 302, (("Location", asked.target), ("Set-Cookie", "wait=1; path=/")))


@dataclass(frozen=True)
class Case:
    """What a portal does, for every address of its column or for the report of 2023 alone, and what it is called.

    `site`, `report`, `year`: states of the site, of the listed report (null: never listed) and of the region's year;
    `rule`: what was recognised.
    """

    change: Change
    site: str
    report: str | None
    year: str
    rule: str


def of_report(change: Change, state: str, rule: str) -> Case:
    """One report that does not come: the list is whole, the site partial."""
    return Case(change, "partial", state, state, rule)


def of_list(change: Change, site: str, year: str, rule: str) -> Case:
    """A list that does not come."""
    return Case(change, site, None, year, rule)


REPORTS = {
    "report_412": of_report(statuses.challenge(412), "blocked", "status 412"),
    "report_521": of_report(statuses.challenge(521), "blocked", "status 521"),
    "report_403": of_report(statuses.status(403), "blocked", "status 403"),
    "report_cookies": of_report(cookie_loop, "blocked", "cookie loop"),
    "report_captcha": of_report(instead.message_page("too fast", "bare", "utf-8"), "blocked", "captcha"),
    "report_form": of_report(statuses.captcha(), "blocked", "script challenge"),
    "report_firewall": of_report(instead.message_page("bad words", "framed", "gb18030"), "blocked", "firewall"),
    "report_tiny": of_report(pages.only(2), "blocked", "tiny body"),
    "report_index": of_report(pages.index_page(), "blocked", "index page"),
    "report_soft_404": of_report(pages.soft_404(), "gone", "soft 404"),
    "report_404": of_report(statuses.status(404), "gone", "status 404"),
    "report_410": of_report(statuses.status(410), "gone", "status 410"),
    "report_home": of_report(statuses.redirect("/"), "gone", "home page"),
    "report_refresh": of_report(pages.refresh(), "gone", "refresh"),
    "report_500": of_report(statuses.status(500), "unreachable", "status 500"),
    "report_drops": of_report(wires.drop(), "unreachable", "failed"),
    "report_cut": of_report(wires.cut(), "unreachable", "cut off"),
    "report_other": of_report(pages.stub(), "listed", "other page"),
    # What its rules forbid is filled in when the portal is made.
    "report_robots": of_report(NO_ROBOTS, "robots", "robots.txt"),
}
LISTS = {
    "list_412": of_list(statuses.challenge(412), "blocked", "blocked", "status 412"),
    "list_521": of_list(statuses.challenge(521), "blocked", "blocked", "status 521"),
    "list_cookies": of_list(cookie_loop, "blocked", "blocked", "cookie loop"),
    "list_captcha": of_list(instead.message_page("slider", "bare", "utf-8"), "blocked", "blocked", "captcha"),
    "list_tiny": of_list(pages.only(2), "blocked", "blocked", "tiny body"),
    "list_drops": of_list(wires.drop(), "unreachable", "unreachable", "failed"),
    "list_503": of_list(statuses.status(503), "unreachable", "unreachable", "status 503"),
    "list_robots": of_list(NO_ROBOTS, "robots", "robots", "robots.txt"),
    # That a list is not where it was says nothing about its reports.
    "list_404": of_list(statuses.status(404), "failed", "not_covered", "status 404"),
    "list_soft_404": of_list(pages.soft_404(), "failed", "not_covered", "soft 404"),
}
CASES = {**REPORTS, **LISTS}
STATES = "SELECT site, state, rule, evidence, record_id, is_whole FROM look ORDER BY site, began"
OUTCOMES = """
SELECT outcome.site, outcome.state, outcome.rule, outcome.evidence, outcome.record_id, outcome.at
FROM outcome JOIN listing USING (site, url) WHERE listing.year = 2023
"""
YEARS = """
SELECT coverage.* FROM pub.coverage JOIN portal USING (site)
WHERE coverage.year = 2023 AND kind = 'government'
"""


def portal_of(number: int, name: str, case: Case) -> Portal:
    portal = Portal(
        Trs(), place=county(number), host=f"www.{name.replace('_', '-')}.test", years=range(2022, 2024), rows=6, twins=0
    )
    target = portal.path_of(YEAR)
    if name == "report_robots":
        portal.on(ROBOTS, pages.robots(f"User-agent: *\nDisallow: {target}\n"))
    elif name == "list_robots":
        portal.on(ROBOTS, case.change)
    else:
        portal.on(target if name in REPORTS else "/zwgk/*", case.change)
    return portal


@pytest.fixture(scope="module")
def crawled(world: Callable[..., World]) -> World:
    """All of them crawled once, from a place with a name."""
    portals = {name: portal_of(number, name, case) for number, (name, case) in enumerate(CASES.items())}
    made = world(**portals)
    done = made.nianbao("crawl", *(f"shili_{name}" for name in CASES), PROOF_PACE="0.05", NIANBAO_VANTAGE="test-net")
    assert done.returncode == 1, done.stderr
    return made


def rows(world: World, query: str) -> dict[str, RowMapping]:
    """What a query gives, by case; the last row of each site."""
    with world.engine.connect() as connection:
        return {row["site"].removeprefix("shili_"): row for row in connection.execute(text(query)).mappings()}


def test_the_site_ends_in_its_state_with_its_evidence(crawled: World) -> None:
    told = rows(crawled, STATES)
    assert {name: (row["state"], row["rule"]) for name, row in told.items()} == {
        name: (case.site, case.rule) for name, case in CASES.items()
    }
    assert [name for name, row in told.items() if not (row["evidence"] and row["record_id"])] == []
    assert {name for name, row in told.items() if row["is_whole"]} == set(REPORTS)


def test_the_report_ends_in_its_state_with_its_evidence(crawled: World) -> None:
    told = rows(crawled, OUTCOMES)
    assert {name: (row["state"], row["rule"]) for name, row in told.items()} == {
        name: (case.report, case.rule) for name, case in REPORTS.items()
    }
    assert [name for name, row in told.items() if not (row["evidence"] and row["record_id"])] == []


def test_the_year_of_the_region_ends_in_its_state_with_its_evidence(crawled: World) -> None:
    told = rows(crawled, YEARS)
    assert {name: row["state"] for name, row in told.items()} == {name: case.year for name, case in CASES.items()}
    known = {name: row for name, row in told.items() if row["state"] != "not_covered"}
    assert {name: row["rule"] for name, row in known.items()} == {name: CASES[name].rule for name in known}
    assert [name for name, row in known.items() if not (row["evidence_capture"] and row["evidence_at"])] == []
    assert {row["vantage"] for row in known.values()} == {"test-net"}
    assert [name for name, row in told.items() if row["last_checked"] is None] == []
    assert {name for name, row in told.items() if row["listed"]} == set(REPORTS)


def test_every_record_named_is_in_the_archive(crawled: World) -> None:
    with crawled.engine.connect() as connection:
        named = connection.execute(text("SELECT record_id FROM outcome UNION SELECT record_id FROM look")).scalars()
        wanted = {record for record in named if record}
    held = {record for archive in crawled.archives for record in records_in(archive)}
    assert wanted - held == set()
    assert len(wanted) > len(CASES)


def records_in(archive: Path) -> Iterator[str]:
    """The names of all records of an archive, by another reader than ours."""
    with archive.open("rb") as stream:
        for record in ArchiveIterator(stream):
            yield record.rec_headers.get_header("WARC-Record-ID")
