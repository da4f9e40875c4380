"""Two machines with archives of their own on one database: a host's day and its wish to be left alone are one."""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from proofs.world import World
from simulator.changes import statuses
from simulator.families import Trs
from simulator.portal import Portal

LIST = "/zwgk/zfxxgk/zfxxgknb/"
SOON, DAILY = 5, 12
SITES = ("shili_one", "shili_soon", "shili_later")
MANNERS = {"PROOF_PACE": "0.2", "PROOF_DAILY": str(DAILY)}


def portal_at(name: str, place: str, years: int) -> Portal:
    host = f"www.{name}.test"
    return Portal(Trs(), place=place, host=host, years=range(2026 - years, 2026), rows=2 * years, twins=0)


def beside(world: World, home: Path) -> World:
    """Another machine: a home of its own, the same portals and the same database."""
    return World(world.simulator, world.portals, home, world.engine, world.url)


def states_of(printed: str) -> dict[str, Any]:
    return {site["site"]: site["state"] for site in json.loads(printed)["sites"]}


def pauses_known(world: World) -> int:
    with world.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM host_pause")).scalar_one())


def test_what_one_machine_was_told_or_took_the_other_keeps_also_after_a_kill(
    world: Callable[..., World], tmp_path: Path
) -> None:
    one, soon, later = portal_at("one", "甲区", 10), portal_at("soon", "乙市", 1), portal_at("later", "丙区", 1)
    soon.on(LIST, statuses.status(503, str(SOON)), {1})
    later.on(LIST, statuses.status(503, "86400"))
    first = world(one=one, soon=soon, later=later)
    second, log = beside(first, tmp_path), first.simulator.log
    running = first.start("crawl", *SITES, **MANNERS)
    until = time.monotonic() + 60
    while (len(log.of(one.host)) < 5 or pauses_known(first) < 2) and time.monotonic() < until:
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    before = {host: len(log.of(host)) for host in (one.host, later.host)}
    assert 5 <= before[one.host] < DAILY

    done = second.nianbao("crawl", *SITES, **MANNERS)
    assert states_of(done.stdout) == {"shili_one": "partial", "shili_soon": "complete", "shili_later": "unreachable"}
    assert "over all machines these were the 12 requests a day of www.one.test: not asked" in done.stderr
    # The kill came between two requests, or after one was counted and ahead of its being sent.
    assert len(log.of(one.host)) in (DAILY - 1, DAILY)
    refused = next(asked for asked in log.of(soon.host) if asked.status == 503)
    assert min(asked.moment for asked in log.of(soon.host) if asked.moment > refused.moment) >= refused.moment + SOON
    assert len(log.of(later.host)) == before[later.host]
    assert "www.later.test asked not to be asked before 20" in done.stderr
