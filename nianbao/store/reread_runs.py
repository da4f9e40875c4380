"""Runs of reading again go in, and what became of their batches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text, update

from nianbao.store import models

RereadBatch = models.RereadBatch
OPEN = ("planned", "running")
OPEN_REREADS = text("SELECT run_id, batch, job_id FROM reread_batch WHERE state IN ('planned', 'running')")
# A batch whose process was killed has read something that no account tells of: `before`.
RUNS = text("""
    SELECT run_id AS run, planned_at, reader, array_to_string(options, ' ') AS options, count(*) AS batches,
           count(*) FILTER (WHERE state NOT IN ('planned', 'running')) AS ended,
           count(*) FILTER (WHERE state IN ('given_up', 'cancelled')) AS fallen, sum(pending)::bigint AS pending,
           COALESCE(sum(pending - (account ->> 'pending')::bigint), 0)::bigint AS before,
           COALESCE(sum((account ->> 'reread')::bigint), 0)::bigint AS reread,
           COALESCE(sum((account ->> 'same')::bigint), 0)::bigint AS same,
           COALESCE(sum((account ->> 'changed')::bigint), 0)::bigint AS changed,
           COALESCE(sum((account ->> 'figures')::bigint), 0)::bigint AS figures,
           COALESCE(sum((account ->> 'unreadable')::bigint), 0)::bigint AS unreadable,
           COALESCE(sum((account ->> 'lost')::bigint), 0)::bigint AS lost
    FROM reread_run JOIN reread_batch USING (run_id)
    WHERE CAST(:run AS bigint) IS NULL OR run_id = :run
    GROUP BY run_id, planned_at, reader, options ORDER BY run_id
""")


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch as whoever reads it needs it. `options`: those of its run."""

    sites: Sequence[str]
    state: str
    attempts: int
    reader: str
    options: Sequence[str]


def save_run(
    connection: Connection, now: datetime, reader: str, options: Sequence[str], batches: Mapping[int, Mapping[str, int]]
) -> int:
    """Enter a run; `batches`: number -> site -> contents to be read. Its number."""
    facts = {"planned_at": now, "reader": reader, "options": list(options)}
    run_id: int = connection.execute(
        insert(models.RereadRun).values(facts).returning(models.RereadRun.run_id)
    ).scalar_one()
    fresh = {"run_id": run_id, "state": "planned", "attempts": 0, "error": ""}
    rows = [
        {**fresh, "batch": number, "sites": sorted(sites), "pending": sum(sites.values())}
        for number, sites in batches.items()
    ]
    if rows:
        connection.execute(insert(RereadBatch), rows)
    return run_id


def batch_of(connection: Connection, run_id: int, batch: int) -> BatchRow | None:
    """A batch that is open; None for another."""
    run = models.RereadRun
    columns = (RereadBatch.sites, RereadBatch.state, RereadBatch.attempts, run.reader, run.options)
    asked = select(*columns).join(run, run.run_id == RereadBatch.run_id)
    row = connection.execute(asked.where(*_of(run_id, batch), RereadBatch.state.in_(OPEN))).one_or_none()
    return BatchRow(**row._mapping) if row is not None else None


def set_batch(connection: Connection, run_id: int, batch: int, **facts: Any) -> None:
    """Change what is on record of a batch that is open."""
    connection.execute(update(RereadBatch).where(*_of(run_id, batch), RereadBatch.state.in_(OPEN)).values(facts))


def cancel_rereads(connection: Connection, job: int, now: datetime) -> int:
    """What a job reads is not read; how many batches these were."""
    these = RereadBatch.job_id == job, RereadBatch.state.in_(OPEN)
    changed = {"state": "cancelled", "ended": now, "error": "cancelled by a person"}
    return connection.execute(update(RereadBatch).where(*these).values(changed)).rowcount


def open_rereads(connection: Connection) -> Sequence[Row[Any]]:
    """Batches that have come to no end: run_id, batch, job_id."""
    return connection.execute(OPEN_REREADS).all()


def runs_on_record(connection: Connection, run: int | None = None) -> list[Mapping[str, Any]]:
    """Every run, or this one, with the accounts of its batches summed."""
    return [dict(row._mapping) for row in connection.execute(RUNS, {"run": run})]


def _of(run_id: int, batch: int) -> tuple[Any, ...]:
    return RereadBatch.run_id == run_id, RereadBatch.batch == batch
