"""The queue of jobs as a person looks at it, with what became of the sites of each."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, text

# States of the queue's library, in words: `doing` of a job that is to be stopped is `stopping`.
JOBS = text("""
    SELECT job.id AS job, job.task_name AS task,
           CASE WHEN job.status = 'doing' AND job.abort_requested THEN 'stopping'
                WHEN job.status = 'doing' THEN 'running'
                WHEN job.status = 'todo' AND job.scheduled_at > clock_timestamp() THEN 'later'
                WHEN job.status = 'todo' THEN 'waiting'
                WHEN job.status = 'succeeded' THEN 'done'
                ELSE job.status::text END AS state,
           job.priority, job.attempts, job.args, job.scheduled_at AS not_before,
           (SELECT min(event.at) FROM jobs.procrastinate_events AS event WHERE event.job_id = job.id) AS queued
    FROM jobs.procrastinate_jobs AS job
    WHERE (:everything OR job.status IN ('todo', 'doing', 'failed', 'aborted')) AND job.task_name = ANY (:tasks)
      AND (CAST(:job AS bigint) IS NULL OR job.id = :job)
    ORDER BY job.status = 'doing' DESC, job.status = 'todo' DESC, job.priority DESC, job.id
""")
SITES = text("""
    SELECT job_id, night_id, batch, count(*) AS sites, count(*) FILTER (WHERE state = 'done') AS done,
           count(*) FILTER (WHERE state IN ('planned', 'running')) AS open,
           max(worker) FILTER (WHERE state = 'running') AS worker,
           (array_agg(error ORDER BY ended DESC NULLS FIRST) FILTER (WHERE error <> ''))[1] AS error
    FROM night_site WHERE job_id = ANY (:jobs) GROUP BY job_id, night_id, batch
""")
REREADS = text("""
    SELECT job_id, run_id, batch, cardinality(sites) AS sites,
           CASE WHEN state = 'done' THEN cardinality(sites) ELSE 0 END AS done,
           CASE WHEN state IN ('planned', 'running') THEN cardinality(sites) ELSE 0 END AS open,
           CASE WHEN state = 'running' THEN worker END AS worker, NULLIF(error, '') AS error
    FROM reread_batch WHERE job_id = ANY (:jobs)
""")


def jobs_on_record(
    connection: Connection, tasks: Sequence[str], *, everything: bool = False, job: int | None = None
) -> list[Mapping[str, Any]]:
    """The jobs of these tasks that wait, run or failed, as `everything` says also those that are over; running first.

    With each: how many sites it has, how many are done and open, who has them, and the last error.
    """
    asked = {"tasks": list(tasks), "everything": everything, "job": job}
    rows = [dict(row._mapping) for row in connection.execute(JOBS, asked)]
    asked = {"jobs": [row["job"] for row in rows]}
    found = (row for what in (SITES, REREADS) for row in connection.execute(what, asked))
    sites = {row.job_id: dict(row._mapping) for row in found}
    return [row | sites.get(row["job"], {}) for row in rows]
