"""The queue is kept going: what a killed worker had is taken back, and no open batch is without a job."""

import logging
from collections.abc import Collection
from contextlib import suppress

from procrastinate import App
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Job
from sqlalchemy import Connection, Engine, text

from nianbao.jobs.app import QUEUE, UPKEEP, defer_batch, queue_app
from nianbao.jobs.crawling import is_free, job_lock
from nianbao.jobs.rereading import defer_reread
from nianbao.store.locks import Locks, open_locks
from nianbao.store.nights import note_jobs, open_batches
from nianbao.store.reread_runs import open_rereads

log = logging.getLogger(__name__)
# Seconds without a sign of life after which a worker is looked after; workers give one every ten.
SILENT = 30.0
# Hours after which jobs that are over are forgotten: what crawls came to stands in the plans.
HOURS_OF_UPKEEP, HOURS_OF_CRAWLS = 2, 90 * 24
# No try waits as long: a clock was wrong that is right again.
TOO_LATE = text(
    "UPDATE jobs.procrastinate_jobs SET scheduled_at = NULL"
    " WHERE status = 'todo' AND scheduled_at > clock_timestamp() + interval '2 hours'"
)
ALIVE = text("SELECT id FROM jobs.procrastinate_jobs WHERE status IN ('todo', 'doing')")


async def keep_going(app: App, engine: Engine, own: Collection[int | None] = ()) -> None:
    """Take back what nobody does any more, and put back what has no job. `own`: jobs of this worker itself."""
    with open_locks(engine) as locks:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
            if job.id not in own:
                await take_back(app, locks, job)
    await app.job_manager.delete_old_jobs(HOURS_OF_UPKEEP, UPKEEP, include_failed=True, include_aborted=True)
    await app.job_manager.delete_old_jobs(HOURS_OF_CRAWLS, QUEUE, include_failed=True, include_cancelled=True)
    with engine.begin() as connection:
        connection.execute(TOO_LATE)
        lost, lost_rereads = without_job(connection), rereads_without_job(connection)
    for night_id, batch, trigger in lost:
        # Another worker may have put it back at this moment.
        with suppress(AlreadyEnqueued), engine.begin() as connection:
            number = defer_batch(queue_app(engine), connection, night_id, batch, trigger)
            note_jobs(connection, night_id, {batch: number})
    for run_id, batch in lost_rereads:
        with suppress(AlreadyEnqueued), engine.begin() as connection:
            defer_reread(queue_app(engine), connection, run_id, batch)


async def take_back(app: App, locks: Locks, job: Job) -> None:
    """Let another worker do a job, unless whoever has it still holds its lock: a worker that is being stopped gives no
    sign of life while it waits for its child.
    """
    if job.id is None or not is_free(locks, job_lock(job.id)):
        return
    # Another worker may have taken it back at this moment.
    with suppress(ConnectorException):
        await app.job_manager.retry_job(job)
        log.warning("job %s (%s): its worker is gone, taken back", job.id, job.call_string)


def without_job(connection: Connection) -> list[tuple[int, int, str]]:
    """Batches with open sites that no job waits or works for: night, batch, and who asked for it."""
    alive = set(connection.execute(ALIVE).scalars())
    return [(row.night_id, row.batch, row.trigger) for row in open_batches(connection) if row.job_id not in alive]


def rereads_without_job(connection: Connection) -> list[tuple[int, int]]:
    """Batches of reading again that no job waits or works for: run and batch."""
    alive = set(connection.execute(ALIVE).scalars())
    return [(row.run_id, row.batch) for row in open_rereads(connection) if row.job_id not in alive]
