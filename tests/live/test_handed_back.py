"""A worker that is told to stop hands its batch back; another goes on where it was, and asks for nothing twice."""

import signal
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from nianbao.jobs.schema import upgrade_queue
from proofs.world import World
from simulator.families import Trs
from simulator.portal import Portal

SITE = text("SELECT state, outcome, error, attempts FROM night_site")
JOB = text("SELECT status::text FROM jobs.procrastinate_jobs WHERE task_name = 'crawl'")


def row_of(world: World, asked: Any) -> tuple[Any, ...]:
    with world.engine.connect() as connection:
        return tuple(connection.execute(asked).one())


def test_a_worker_that_is_stopped_hands_its_batch_back(world: Callable[..., World]) -> None:
    live = world(trs=Portal(Trs(), years=range(2018, 2024), rows=10, twins=0))
    upgrade_queue(live.engine)
    added = live.nianbao("jobs", "add", "shili_trs")
    assert added.returncode == 0, added.stderr
    worker = live.start("worker", "--no-schedule", "--grace", "0", PROOF_PACE="0.5")
    log = live.simulator.log
    deadline = time.monotonic() + 60
    while len(log.requests) < 4 and time.monotonic() < deadline:
        time.sleep(0.05)
    worker.send_signal(signal.SIGTERM)
    _, said = worker.communicate(timeout=60)
    asked = len(log.requests)
    assert (worker.returncode, "stopping" in said) == (0, True), said
    assert row_of(live, SITE) == ("planned", None, "handed back by a worker that was stopped", 1)
    assert row_of(live, JOB) == ("todo",)
    # Its child is gone with it: nobody asks any more.
    time.sleep(1)
    assert len(log.requests) == asked
    done = live.nianbao("worker", "--no-schedule", "--once", PROOF_PACE="0.1")
    assert done.returncode == 0, done.stderr
    assert row_of(live, SITE) == ("done", "complete", "", 2)
    assert row_of(live, JOB) == ("succeeded",)
    pages = Counter(
        one.url for one in log.requests if one.url in {entry.url for entry in live.portal.reports().values()}
    )
    # What was under way when it was stopped may have been asked for again, nothing else.
    assert sum(pages.values()) <= len(pages) + 1
    assert len(pages) == 6
