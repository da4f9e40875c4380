"""A worker: takes jobs from the queue until it is told to stop; a lost database or a jump of the clock ends nothing."""

import asyncio
import logging
import signal
import time
from contextlib import suppress
from typing import Any

from procrastinate.exceptions import ConnectorException
from sqlalchemy.exc import SQLAlchemyError

from nianbao.jobs.keeping import SILENT, keep_going
from nianbao.jobs.tasks import Work

log = logging.getLogger(__name__)
# Seconds by which the clock of the machine may move against the one that never jumps before the worker begins anew.
JUMP = 60.0
# Seconds between two looks at the clocks, and between two tries to reach the database.
LOOK, PAUSE = 5.0, 10.0
OPTIONS: dict[str, Any] = {
    "install_signal_handlers": False,
    "update_heartbeat_interval": SILENT / 3,
    "fetch_job_polling_interval": 2.0,
    "abort_job_polling_interval": 2.0,
    "name": "nianbao",
}


async def work(work: Work, *, at_once: int, wait: bool) -> None:
    """Work until a signal comes; without `wait`, until nothing is left that can be done now.

    The first SIGTERM or SIGINT lets what runs have its time of grace, the second none.
    """
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop, work)
    while not work.stopping.is_set():
        try:
            if await one_run(work, at_once, wait) and not wait:
                return
        except (ConnectorException, SQLAlchemyError, OSError) as failure:
            log.error("the database cannot be reached, tried again in %.0f s: %s", PAUSE, failure)
            with suppress(TimeoutError):
                await asyncio.wait_for(work.stopping.wait(), PAUSE)


def stop(work: Work) -> None:
    """We are told to stop."""
    if work.stopping.is_set():
        work.grace = 0.0
    log.info("stopping: what runs has %.0f s left, then it is handed back", work.grace)
    work.stopping.set()


async def one_run(work: Work, at_once: int, wait: bool) -> bool:
    """Work with one connection to the queue, until there is a reason to end; whether nothing was left to do."""
    app = work.app()
    async with app.open_async():
        await keep_going(app, work.engine)
        if work.schedules:
            work.plan_if_night()
        running = asyncio.create_task(app.run_worker_async(**{**OPTIONS, "concurrency": at_once, "wait": wait}))
        reasons = [asyncio.create_task(reason) for reason in (work.stopping.wait(), clock_jumped())]
        try:
            await asyncio.wait({running, *reasons}, return_when=asyncio.FIRST_COMPLETED)
            return await ended(running)
        finally:
            for reason in reasons:
                reason.cancel()


async def ended(running: "asyncio.Task[None]") -> bool:
    """Let the queue's worker come to its end: it waits for what it runs; whether it had come to it by itself."""
    if running.done():
        await running
        return True
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    return False


async def clock_jumped() -> None:
    """Wait until the machine's clock has jumped: what is to be done when is then reckoned anew."""
    before = time.time() - time.monotonic()
    while abs(time.time() - time.monotonic() - before) < JUMP:
        await asyncio.sleep(LOOK)
    log.warning("the clock has jumped by %.0f s: beginning anew", time.time() - time.monotonic() - before)
