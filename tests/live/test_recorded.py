"""A live crawl is recorded whole, and its record replayed gives the same tables."""

from collections.abc import Callable
from typing import Any

from simulator.families import Trs
from simulator.portal import Portal

YEARS = range(2021, 2026)


def test_a_portal_is_crawled_recorded_stored_and_replayed(
    world: Callable[..., Any],
    outcome: Callable[..., dict[str, Any]],
    exchanged: Callable[..., Any],
    warcio_check: Callable[..., int],
) -> None:
    live = world(trs=Portal(Trs(), years=YEARS, rows=24, twins=0))
    done = live.nianbao("crawl", "shili_trs")
    assert done.returncode == 0, done.stderr
    told = outcome(done)
    # A place that does not exist is in no region, so none of its reports is new to the ledger of regions.
    assert (told["state"], told["listed"], told["reports"], told["new"]) == ("complete", 24, 5, 0)
    held = live.contents()
    log = live.simulator.log
    assert sum(".htm" in line for line in held["reading"]) == 5
    assert len(held["capture"]) == len(log.of(live.portal.host))
    (archive,) = live.archives
    assert warcio_check(archive) == 0
    assert exchanged(archive) == [(one.method, one.url, one.status) for one in log.requests]
    assert live.nianbao("archive", "verify").returncode == 0
    replayed = world()
    asked_before = len(log.requests)
    again = replayed.nianbao(
        "crawl", "shili_trs", "--replay", str(archive), NIANBAO_TEST_SITES=live.env["NIANBAO_TEST_SITES"]
    )
    assert again.returncode == 0, again.stderr
    assert replayed.contents("kind") == live.contents("kind")
    assert len(log.requests) == asked_before
