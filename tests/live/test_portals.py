"""Portals that forbid, refuse, fail or lead away, all in one crawl: what is entered for each, and what each saw."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from nianbao.store.embedded import EmbeddedServer
from proofs.world import World
from simulator.changes import pages, statuses, wires
from simulator.families import Trs
from simulator.portal import Portal
from simulator.rules import Change
from simulator.server import Simulator

ROBOTS, LIST, ALL = "/robots.txt", "/zwgk/zfxxgk/zfxxgknb/", "*"
ELSEWHERE = "www.gonggao.test"


@dataclass(frozen=True)
class Case:
    """A portal with switches on (pattern, change, which requests), the state its crawl ends in, and why.

    `asked`: how many requests it gets at most, null where that does not matter.
    """

    rules: tuple[tuple[str, Change, Any], ...]
    state: str
    said: str = ""
    asked: int | None = None
    scheme: str = "http"
    facts: dict[str, Any] = field(default_factory=dict)


def robots(text: str) -> tuple[tuple[str, Change, Any], ...]:
    return ((ROBOTS, pages.robots(text), None),)


def always(pattern: str, change: Change) -> tuple[tuple[str, Change, Any], ...]:
    return ((pattern, change, None),)


CASES = {
    # --- robots.txt (RFC 9309)
    "allows": Case((), "complete"),
    "forbids_all": Case(robots("User-agent: *\nDisallow: /\n"), "robots", "forbidden by robots.txt", 1),
    "forbids_us": Case(robots("User-agent: nianbao\nDisallow: /zwgk/\n"), "robots", "forbidden by robots.txt", 1),
    "forbids_others": Case(robots("User-agent: other\nDisallow: /\n"), "complete"),
    "no_robots": Case(always(ROBOTS, statuses.status(404)), "complete"),
    "robots_refused": Case(always(ROBOTS, statuses.status(403)), "complete"),
    "robots_fail": Case(always(ROBOTS, statuses.status(500)), "unreachable", "robots.txt: the portal answered 500", 2),
    "robots_blocked": Case(always(ROBOTS, statuses.challenge(521)), "blocked", "robots.txt", 1),
    "robots_drop": Case(always(ROBOTS, wires.drop()), "unreachable", "robots.txt", 2),
    "robots_hang": Case(always(ROBOTS, wires.hang()), "unreachable", "robots.txt", 2),
    "robots_elsewhere": Case(always(ROBOTS, statuses.redirect(f"http://{ELSEWHERE}/robots.txt")), "complete"),
    # --- refusals
    "challenge_412": Case(always(LIST, statuses.challenge(412)), "blocked", "the portal answered 412", 2),
    "challenge_521": Case(always(LIST, statuses.challenge(521)), "blocked", "the portal answered 521", 2),
    "forbidden": Case(always(LIST, statuses.status(403)), "blocked", "the portal answered 403", 2),
    "captcha": Case(always("/zwgk/*", statuses.captcha()), "blocked", "a firewall's answer", 2),
    "two_bytes": Case(always("/zwgk/*", pages.only(2)), "blocked", "2 bytes", 2),
    "not_today": Case(always(LIST, statuses.status(429, "86400")), "blocked", "the portal answered 429", 2),
    # --- what goes by
    "busy_once": Case(((LIST, statuses.status(503, "3"), {1}),), "complete"),
    "cut_once": Case((("*/t2*.htm", wires.cut(), {1}),), "complete"),
    "chunked": Case(always(ALL, wires.chunked()), "complete"),
    # --- elsewhere
    "leads_away": Case(always(LIST, statuses.redirect(f"http://{ELSEWHERE}/")), "failed", ELSEWHERE, 2),
    "becomes_https": Case(((LIST, statuses.redirect("https://www.becomes-https.test" + LIST), {1}),), "complete"),
    "secure": Case((), "complete", scheme="https"),
    "excused": Case((), "complete", scheme="https", facts={"certificate": "expired"}),
    "expired": Case((), "unreachable", "", 0, "https", {"certificate": "expired"}),
    "wrong_name": Case((), "unreachable", "", 0, "https", {"certificate": "wrong_name"}),
}
TROUBLED = [name for name, case in CASES.items() if case.said]
GOOD = [name for name, case in CASES.items() if case.state == "complete"]


def portal_of(name: str, case: Case) -> Portal:
    host = f"www.{name.replace('_', '-')}.test"
    portal = Portal(Trs(), host=host, years=range(2024, 2026), rows=6, twins=0, scheme=case.scheme, **case.facts)
    for pattern, change, nth in case.rules:
        portal.on(pattern, change, nth)
    return portal


@dataclass(frozen=True)
class Crawled:
    """What the crawl of all portals printed, by case, and the portals' own log."""

    world: World
    status: int
    sites: dict[str, dict[str, Any]]
    said: str


@pytest.fixture(scope="module")
def crawled(
    tmp_path_factory: pytest.TempPathFactory, database: tuple[str, Any], embedded_server: EmbeddedServer
) -> Iterator[Crawled]:
    """One crawl over all of them."""
    portals = {name: portal_of(name, case) for name, case in CASES.items()}
    elsewhere = Portal(Trs(), host=ELSEWHERE)
    with Simulator(*portals.values(), elsewhere) as simulator:
        home = tmp_path_factory.mktemp("portals")
        world = World(simulator, portals, home, database[1], embedded_server.url(database[0]))
        done = world.nianbao("crawl", *(f"shili_{name}" for name in portals))
        told = {
            site["site"].removeprefix("shili_"): site for site in json.loads(done.stdout or '{"sites": []}')["sites"]
        }
        yield Crawled(world, done.returncode, told, done.stderr)


@pytest.mark.parametrize("name", CASES)
def test_the_state_says_what_was_met(crawled: Crawled, name: str) -> None:
    assert (crawled.sites[name]["state"], crawled.status) == (CASES[name].state, 1), crawled.said
    lines = [line for line in crawled.said.splitlines() if line.startswith(f"shili_{name}: ")]
    assert (lines == []) == (CASES[name].state == "complete")
    assert CASES[name].said in "\n".join(lines)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case.asked is not None])
def test_a_portal_that_refuses_is_left_alone(crawled: Crawled, name: str) -> None:
    host = crawled.world.portals[name].host
    assert len(crawled.world.simulator.log.of(host)) <= (CASES[name].asked or 0)


@pytest.mark.parametrize("name", CASES)
def test_one_connection_and_a_second_between_two_requests(crawled: Crawled, name: str) -> None:
    log, host = crawled.world.simulator.log, crawled.world.portals[name].host
    assert min(log.gaps(host), default=1.0) >= 1.0
    assert max(log.most_connections(host), log.most_at_once(host)) <= 1


def test_hosts_that_are_not_in_the_registry_are_never_asked(crawled: Crawled) -> None:
    assert crawled.world.simulator.log.of(ELSEWHERE) == []


def test_the_portal_is_told_who_asks(crawled: Crawled) -> None:
    agents = {one.headers["user-agent"] for one in crawled.world.simulator.log.requests}
    assert agents == {"nianbao/0.1.0 (+keeper@example.org)"}


def test_retry_after_is_obeyed(crawled: Crawled) -> None:
    log, portal = crawled.world.simulator.log, crawled.world.portals["busy_once"]
    first, second = [one.moment for one in log.of(portal.host) if one.target == LIST][:2]
    assert second - first >= 3


def test_everything_that_came_is_in_the_archive_and_nothing_else(
    crawled: Crawled, warcio_check: Callable[..., int]
) -> None:
    (archive,) = crawled.world.archives
    assert warcio_check(archive) == 0
    from proofs.world import exchanges

    held = sorted((one.url, one.status) for one in exchanges(archive))
    answered = sorted((one.url, one.status) for one in crawled.world.simulator.log.requests if one.status)
    assert held == answered
