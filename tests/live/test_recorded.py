"""A live crawl is recorded whole, and its record replayed gives the same tables."""

from collections.abc import Callable
from typing import Any

from proofs.world import exchanges
from simulator.families import Trs
from simulator.portal import Portal

YEARS = range(2023, 2026)


def test_a_portal_is_crawled_recorded_stored_and_replayed(
    world: Callable[..., Any], outcome: Callable[..., dict[str, Any]], warcio_check: Callable[..., int]
) -> None:
    live = world(trs=Portal(Trs(), years=YEARS, rows=14, twins=0))
    done = live.nianbao("crawl", "shili_trs")
    assert (done.returncode, done.stderr) == (0, "")
    told = outcome(done)
    assert (told["state"], told["listed"], told["reports"], told["new"]) == ("complete", 14, 3, 3)
    held, log = live.contents(), live.simulator.log
    assert sum(".htm" in line for line in held["reading"]) == 3
    assert len(held["capture"]) == len(log.requests)
    (archive,) = live.archives
    assert warcio_check(archive) == 0
    assert [(one.method, one.url, one.status) for one in exchanges(archive)] == [
        (one.method, one.url, one.status) for one in log.requests
    ]
    assert live.nianbao("archive", "verify").returncode == 0
    replayed = world()
    asked = len(log.requests)
    again = replayed.nianbao("crawl", "shili_trs", "--replay", str(archive), PROOF_SITES=live.env["PROOF_SITES"])
    assert (again.returncode, again.stderr) == (0, "")
    assert replayed.contents("kind") == live.contents("kind")
    assert len(log.requests) == asked
