"""What a person decides about a job: try it again, or take it out of the queue."""

from collections.abc import Mapping
from typing import Any

from procrastinate import App
from sqlalchemy import Engine, text

from crawler import clock
from crawler.windows import Window
from nianbao.jobs.hours import hours_at
from nianbao.jobs.planning import plan_these
from nianbao.store.nights import end_of_job
from nianbao.store.reread_runs import cancel_rereads

WAITING = text(
    "UPDATE jobs.procrastinate_jobs SET scheduled_at = NULL WHERE id = :job AND status = 'todo' RETURNING id"
)
LEFT = text("""
    SELECT night.options, array_agg(site ORDER BY site) AS sites
    FROM night_site JOIN night USING (night_id)
    WHERE job_id = :job AND state IN ('given_up', 'missed', 'cancelled') GROUP BY night.night_id, night.options
""")


class NothingToRetry(Exception):
    """A job runs, or has done all that it was to do; raised by `retry_job`."""


def retry_job(engine: Engine, app: App, job: int, window: Window) -> Mapping[str, Any]:
    """Let a job that waits for its next try have it now, or plan anew what one that is over left; what was done.

    Raises NothingToRetry.
    """
    with engine.begin() as connection:
        if connection.execute(WAITING, {"job": job}).one_or_none() is not None:
            return {"job": job, "state": "waiting"}
        left = connection.execute(LEFT, {"job": job}).one_or_none()
    if left is None:
        raise NothingToRetry(f"job {job} runs, or left nothing: see `nianbao jobs --all`")
    now = clock.now()
    plan = plan_these(engine, app, left.sites, f"again, after job {job}", left.options, hours_at(now, window), now)
    return {"job": job, "state": "planned again", "night": plan.night, "sites": list(left.sites)}


def cancel_job(engine: Engine, app: App, job: int) -> Mapping[str, Any]:
    """Take a job out of the queue, or have it stopped where it runs; its sites are cancelled at once."""
    with engine.begin() as connection:
        sites = end_of_job(connection, job, "cancelled", clock.now(), "cancelled by a person")
        cancel_rereads(connection, job, clock.now())
    stopped = app.job_manager.cancel_job_by_id(job, abort=True)
    return {"job": job, "state": "cancelled" if stopped else "was over", "sites": sites}
