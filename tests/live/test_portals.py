"""Portals that forbid, refuse, fail or lead away, all in one crawl: what is entered for each, and what each saw."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from proofs.places import county
from proofs.world import World, captures_in, captures_on_record, exchanges
from simulator.changes import pages, statuses, wires
from simulator.families import Trs
from simulator.portal import Portal
from simulator.rules import Change

ROBOTS, LIST, ALL = "/robots.txt", "/zwgk/zfxxgk/zfxxgknb/", "*"
ELSEWHERE = "www.gonggao.test"


@dataclass(frozen=True)
class Case:
    """A portal with switches on (pattern, change, which requests), the state its crawl ends in, and why.

    `asked`: how many requests it gets at most, null where that does not matter. `known`: its row names a report too.
    """

    rules: tuple[tuple[str, Change, Any], ...]
    state: str
    said: str = ""
    asked: int | None = None
    scheme: str = "http"
    facts: dict[str, Any] = field(default_factory=dict)
    known: bool = False


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
    "cut_once": Case((("*/t2*.html", wires.cut(), {1}),), "complete"),
    "chunked": Case(always(ALL, wires.chunked()), "complete"),
    # --- a list that never answers, of which one report is known
    "list_drops": Case(always(LIST, wires.drop()), "partial", "list page: ", known=True),
    "list_refuses": Case(always(LIST, statuses.status(403)), "partial", "the portal answered 403", known=True),
    "report_cut": Case(always("*/t2*.html", wires.cut()), "partial", "the connection ended after"),
    # --- elsewhere
    "leads_away": Case(always(LIST, statuses.redirect(f"http://{ELSEWHERE}/")), "failed", ELSEWHERE, 2),
    "becomes_https": Case(((LIST, statuses.redirect("https://www.becomes-https.test" + LIST), {1}),), "complete"),
    "secure": Case((), "complete", scheme="https"),
    "excused": Case((), "complete", scheme="https", facts={"certificate": "expired"}),
    "expired": Case((), "unreachable", "", 0, "https", {"certificate": "expired"}),
    "wrong_name": Case((), "unreachable", "", 0, "https", {"certificate": "wrong_name"}),
}


def portal_of(number: int, name: str, case: Case) -> Portal:
    place, host = county(number), f"www.{name.replace('_', '-')}.test"
    years = range(2024, 2026)
    portal = Portal(Trs(), place=place, host=host, years=years, rows=6, twins=0, scheme=case.scheme, **case.facts)
    for pattern, change, nth in case.rules:
        portal.on(pattern, change, nth)
    return portal


@dataclass(frozen=True)
class Crawled:
    """The crawl of all portals: its outcomes by case, what it said of each, and the portals' own log."""

    world: World
    status: int
    states: Mapping[str, str]
    said: Mapping[str, str]


def test_all_of_them_in_one_crawl(world: Callable[..., World], warcio_check: Callable[..., int]) -> None:
    """One test, since the crawl takes as long as the most patient of them."""
    portals = {name: portal_of(number, name, case) for number, (name, case) in enumerate(CASES.items())}
    known = [name for name, case in CASES.items() if case.known]
    made = world(Portal(Trs(), host=ELSEWHERE), known=known, **portals)
    done = made.nianbao("crawl", *(f"shili_{name}" for name in portals))
    crawled = Crawled(made, done.returncode, states_of(done.stdout), lines_of(done.stderr))
    check_states_and_reasons(crawled)
    check_politeness(crawled)
    check_what_the_portals_saw(crawled)
    check_the_archive(crawled, warcio_check)
    check_its_replay(crawled, world(places=[portal.place for portal in portals.values()]))


def states_of(printed: str) -> Mapping[str, str]:
    """The states that the crawl printed, by case."""
    return {site["site"].removeprefix("shili_"): site["state"] for site in json.loads(printed)["sites"]}


def lines_of(said: str) -> Mapping[str, str]:
    """What was said of each case on standard error."""
    return {name: "\n".join(line for line in said.splitlines() if line.startswith(f"shili_{name}: ")) for name in CASES}


def check_states_and_reasons(crawled: Crawled) -> None:
    """The state says what was met, and each that is not complete has its reason."""
    others = {name: state for name, state in crawled.states.items() if state != CASES[name].state}
    assert (others, crawled.states.keys(), crawled.status) == ({}, CASES.keys(), 1)
    unsaid = {name: said for name, said in crawled.said.items() if CASES[name].said not in said}
    assert unsaid == {}
    silent = {name for name, said in crawled.said.items() if not said}
    assert silent == {name for name, case in CASES.items() if case.state == "complete"}


def check_politeness(crawled: Crawled) -> None:
    """One connection, a second between two requests; a portal that refuses is left alone; Retry-After is obeyed."""
    log = crawled.world.simulator.log
    hosts = {name: portal.host for name, portal in crawled.world.portals.items()}
    assert {name: gap for name, host in hosts.items() if (gap := min(log.gaps(host), default=1.0)) < 1.0} == {}
    at_once = {name: max(log.most_connections(host), log.most_at_once(host)) for name, host in hosts.items()}
    assert {name: most for name, most in at_once.items() if most > 1} == {}
    pressed = {name: len(log.of(host)) for name, host in hosts.items() if CASES[name].asked is not None}
    assert {name: count for name, count in pressed.items() if count > (CASES[name].asked or 0)} == {}
    first, second = [one.moment for one in log.of(hosts["busy_once"]) if one.target == LIST][:2]
    assert second - first >= 3


def check_what_the_portals_saw(crawled: Crawled) -> None:
    """They are told who asks; hosts that are not in the registry are never asked."""
    log = crawled.world.simulator.log
    assert log.of(ELSEWHERE) == []
    assert {one.headers["user-agent"] for one in log.requests} == {"nianbao/0.1.0 (+keeper@example.org)"}


def check_the_archive(crawled: Crawled, warcio_check: Callable[..., int]) -> None:
    """Everything that came is in it, and nothing else."""
    (archive,) = crawled.world.archives
    assert warcio_check(archive) == 0
    held = sorted((one.url, one.status) for one in exchanges(archive))
    assert held == sorted((one.url, one.status) for one in crawled.world.simulator.log.requests if one.status)
    assert captures_on_record(crawled.world.engine) == captures_in(crawled.world.archives)


def check_its_replay(crawled: Crawled, replayed: World) -> None:
    """Each site ends as it did live, for the same reasons, also where a connection failed or was never made."""
    (archive,) = crawled.world.archives
    asked = len(crawled.world.simulator.log.requests)
    sites = crawled.world.env["PROOF_SITES"]
    done = replayed.nianbao("crawl", *(f"shili_{name}" for name in CASES), "--replay", str(archive), PROOF_SITES=sites)
    assert (states_of(done.stdout), done.returncode) == (crawled.states, 1)
    assert lines_of(done.stderr) == crawled.said
    assert replayed.contents("kind") == crawled.world.contents("kind")
    assert len(crawled.world.simulator.log.requests) == asked
