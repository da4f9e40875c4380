"""`nianbao crawl --due` on simulated portals: what is due is crawled, what is not is left alone, and both are said."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from proofs.world import World
from simulator.changes import statuses
from simulator.families import Trs
from simulator.portal import Portal

LIST = "/zwgk/zfxxgk/zfxxgknb/"
NAMES = ("shili_good", "shili_refusing")
NOTHING: dict[str, Any] = {"crawl": None, "sites": [], "complete": True}


def portal_at(host: str) -> Portal:
    return Portal(Trs(), host=host, years=range(2017, 2019), rows=2, twins=0)


def said_of(done: Any) -> dict[str, str]:
    """`due` or `not due`, by site, as said on standard error."""
    lines = [line.split(": ") for line in done.stderr.splitlines() if line.startswith("shili_")]
    return {parts[0]: parts[1] for parts in lines if parts[1] in ("due", "not due")}


def crawl(world: World, *words: str, **more: str) -> Any:
    """`nianbao crawl`, in a hurry: manners are not what is tested here."""
    return world.nianbao("crawl", *words, **{"PROOF_PACE": "0.1", **more})


def grow_older(world: World, days: int) -> None:
    """Let the crawls of this world have begun so many days sooner."""
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE crawl SET started = started - make_interval(days => :days)"), {"days": days})


def test_sites_are_crawled_when_they_are_due(world: Callable[..., World]) -> None:
    made = world(good=portal_at("www.good.test"), refusing=portal_at("www.refusing.test"))
    made.portals["refusing"].on(LIST, statuses.challenge(521))
    log = made.simulator.log

    first = crawl(made, *NAMES, "--due")
    assert said_of(first) == dict.fromkeys(NAMES, "due"), first.stderr
    states = {site["site"]: site["state"] for site in json.loads(first.stdout)["sites"]}
    assert (states, first.returncode) == ({"shili_good": "complete", "shili_refusing": "blocked"}, 1)

    asked = len(log.requests)
    same_day = crawl(made, *NAMES, "--due")
    assert said_of(same_day) == dict.fromkeys(NAMES, "not due")
    assert "not pressed before" in same_day.stderr
    assert (json.loads(same_day.stdout), same_day.returncode) == (NOTHING, 0)
    assert len(log.requests) == asked

    # Neither a sample nor an archive's answers are a look at the whole list.
    grow_older(made, 31)
    crawl(made, "shili_good", "--sample-of", "1")
    crawl(made, "shili_good", "--replay", str(made.archives[0]))
    made.portals["refusing"].off(made.portals["refusing"].rules[0])
    later = crawl(made, *NAMES, "--due")
    assert said_of(later) == dict.fromkeys(NAMES, "due")
    assert (json.loads(later.stdout)["complete"], later.returncode) == (True, 0), later.stderr


def test_calls_that_are_refused(world: Callable[..., World]) -> None:
    made = world(good=portal_at("www.good.test"))
    refused = crawl(made, "--due", "--replay", "x.warc.gz")
    assert (refused.returncode, "--replay asks none" in refused.stderr) == (2, True)
    unknown = crawl(made, "--due", NIANBAO_CONTACT="")
    assert (unknown.returncode, "NIANBAO_CONTACT" in unknown.stderr) == (2, True)
    assert made.simulator.log.requests == []
