"""A portal that asks to be left alone is left alone, also by the process that goes on after a kill."""

import json
import os
import signal
import time
from collections.abc import Callable

from proofs.world import World, exchanges
from simulator.changes import statuses
from simulator.families import Trs
from simulator.portal import Portal

LIST = "/zwgk/zfxxgk/zfxxgknb/"
SOON = 10


def portal_at(host: str, place: str) -> Portal:
    return Portal(Trs(), place=place, host=host, years=range(2025, 2026), rows=4, twins=0)


def test_a_pending_retry_after_outlives_a_kill(world: Callable[..., World]) -> None:
    soon, later = portal_at("www.soon.test", "甲区"), portal_at("www.later.test", "乙市")
    soon.on(LIST, statuses.status(503, str(SOON)), {1})
    later.on(LIST, statuses.status(503, "86400"))
    live = world(soon=soon, later=later, known=["later"])
    log, names = live.simulator.log, ("shili_soon", "shili_later")
    running = live.start("crawl", *names, PROOF_PACE="0.2")
    while sum(one.status == 503 for archive in live.archives for one in exchanges(archive)) < 2:
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    asked_later = len(log.of(later.host))

    done = live.nianbao("crawl", *names, PROOF_PACE="0.2")
    states = {site["site"]: site["state"] for site in json.loads(done.stdout)["sites"]}
    assert (states["shili_soon"], done.returncode) == ("complete", 1), done.stderr
    refused = next(one for one in log.of(soon.host) if one.status == 503)
    after = [one.moment - refused.moment for one in log.of(soon.host) if one.moment > refused.moment]
    assert min(after) >= SOON
    # It said `not today`: neither the crawl that goes on nor a new one asks again.
    assert len(log.of(later.host)) == asked_later
    assert "www.later.test asked not to be asked before 20" in done.stderr
    fresh = live.nianbao("crawl", "shili_later", "--fresh")
    assert (fresh.returncode, len(log.of(later.host))) == (1, asked_later)
    assert [site["state"] for site in json.loads(fresh.stdout)["sites"]] == ["unreachable"]
