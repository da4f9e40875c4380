"""What is read again by way of the queue: a run, and its batches with what became of each."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Id, Json, Moment, Words, one_of

REREAD_STATES = ("planned", "running", "done", "given_up", "cancelled")


class RereadRun(Base):
    """Everything that is to be read again by one version of the reader, cut into batches for the queue."""

    __tablename__ = "reread_run"
    __table_args__ = ({"comment": "What is to be read again by a version of the reader, by way of the queue."},)

    run_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    planned_at: Mapped[datetime] = mapped_column(Moment, comment="When it was asked for.")
    reader: Mapped[str] = mapped_column(comment="Version of the reader that is to read.")
    options: Mapped[list[str]] = mapped_column(
        Words, comment="What limits it, as nianbao reread is told; empty: nothing."
    )


class RereadBatch(Base):
    """Some sites of such a run, read by one process, and the account of it."""

    __tablename__ = "reread_batch"
    __table_args__ = (
        one_of("state", REREAD_STATES),
        CheckConstraint("(ended IS NULL) = (state IN ('planned', 'running'))", name="ended"),
        {"comment": "Some sites of a run of reading again: one process, and its account."},
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("reread_run.run_id"), primary_key=True, comment="The run.")
    batch: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="Its number, from 1.")
    sites: Mapped[list[str]] = mapped_column(Words, comment="Whose contents are read.")
    pending: Mapped[int] = mapped_column(comment="How many contents that were when it was planned.")
    job_id: Mapped[int | None] = mapped_column(Id, comment="The job of the queue that does it.")
    state: Mapped[str] = mapped_column(comment="planned, running, done, given_up (failures of our own) or cancelled.")
    attempts: Mapped[int] = mapped_column(comment="How often a process was started for it.")
    worker: Mapped[str | None] = mapped_column(comment="Who has or had it last: process and machine.")
    ended: Mapped[datetime | None] = mapped_column(Moment, comment="When it came to an end; null: it has not.")
    account: Mapped[dict[str, Any] | None] = mapped_column(
        Json, comment="What nianbao reread printed of it, its last process alone; null: nothing yet."
    )
    error: Mapped[str] = mapped_column(comment="What went wrong on our side at last; empty: nothing.")
