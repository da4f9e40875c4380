"""Reading again by way of the queue: planned in batches of whole sites, each a child process on any machine."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from procrastinate import App
from sqlalchemy import Connection, Engine

from crawler import clock
from extractors import reader_version
from nianbao.jobs.app import REREAD, defer
from nianbao.jobs.child import Ended, How, run_child
from nianbao.jobs.crawling import BUSY, WORKER, job_lock
from nianbao.jobs.retrying import MOST_ATTEMPTS, TryAgain, back_off
from nianbao.store.locks import open_locks
from nianbao.store.reread_runs import BatchRow, batch_of, save_run, set_batch

log = logging.getLogger(__name__)
# Contents and sites a batch: a few minutes of one machine, and a command line that holds them.
CONTENTS, SITES = 2000, 200
# Seconds after which a batch that does not end is stopped: nobody waits for it.
LONGEST = 6 * 3600.0


def plan_reread(engine: Engine, app: App, pending: Mapping[str, Sequence[int]], options: Sequence[str]) -> int:
    """Put what is pending into the queue, by site; `options`: words for `nianbao reread`. The number of the run."""
    counts = {site: len(contents) for site, contents in pending.items()}
    with engine.begin() as connection:
        batches = dict(enumerate(cut(counts), 1))
        run_id = save_run(connection, clock.now(), reader_version(), options, batches)
        for batch in batches:
            defer_reread(app, connection, run_id, batch)
    return run_id


def cut(counts: Mapping[str, int], contents: int = CONTENTS, most: int = SITES) -> list[dict[str, int]]:
    """Sites with so many contents each, in batches of so many contents; a large site is a batch of its own."""
    batches: list[dict[str, int]] = []
    for site, count in sorted(counts.items()):
        if not batches or sum(batches[-1].values()) + count > contents or len(batches[-1]) >= most:
            batches.append({})
        batches[-1][site] = count
    return batches


def defer_reread(app: App, connection: Connection, run_id: int, batch: int) -> None:
    """Put a batch into the queue."""
    name = f"reread {run_id} batch {batch}"
    job = defer(app, connection, REREAD, {"lock": name, "queueing_lock": name}, run_id=run_id, batch=batch)
    set_batch(connection, run_id, batch, job_id=job)


async def reread_batch(
    engine: Engine, job_id: int, run_id: int, batch: int, stopping: asyncio.Event, grace: float
) -> None:
    """Read a batch again, unless it is over. Raises TryAgain where that is to be done another time, or by another."""
    with open_locks(engine) as locks:
        if not locks.take(job_lock(job_id)):
            raise TryAgain("another worker still has it", BUSY)
        with engine.begin() as connection:
            row = batch_of(connection, run_id, batch)
        if row is None:
            return
        if row.reader != reader_version():
            raise TryAgain(f"it is for the reader {row.reader}, this worker has {reader_version()}", BUSY)
        begun: dict[str, Any] = {"state": "running", "attempts": row.attempts + 1, "worker": WORKER}
        with engine.begin() as connection:
            set_batch(connection, run_id, batch, **begun)
        words = ["reread", *row.sites, *row.options, "--format", "json", "--tied", "--leave-views"]
        ended = await run_child(words, seconds=LONGEST, stopping=stopping, grace=grace)
        settle(engine, run_id, batch, row, ended)


def settle(engine: Engine, run_id: int, batch: int, row: BatchRow, ended: Ended) -> None:
    """Write down what a process came to. Raises TryAgain where it has to be done again."""
    facts: dict[str, Any] = {"state": "done", "ended": clock.now(), "account": ended.account, "error": ""}
    seconds = 0.0
    if ended.how is How.STOPPED:
        facts = {"state": "planned", "error": "handed back by a worker that was stopped"}
    elif ended.account is None and ended.status != 1:
        seconds, facts = back_off(row.attempts + 1), {"state": "planned", "error": ended.last_line}
        if row.attempts + 1 >= MOST_ATTEMPTS:
            facts |= {"state": "given_up", "ended": clock.now()}
    with engine.begin() as connection:
        set_batch(connection, run_id, batch, **facts)
    log.info("reread %s batch %s: %s", run_id, batch, facts["error"] or facts["state"])
    if facts["state"] == "planned":
        raise TryAgain(facts["error"], seconds)
