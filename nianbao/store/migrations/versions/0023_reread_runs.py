"""Reading again by way of the queue: runs and their batches."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

Words = sa.ARRAY(sa.Text())
Moment = sa.DateTime(timezone=True)
STATES = "'planned', 'running', 'done', 'given_up', 'cancelled'"


def upgrade() -> None:
    """Both tables."""
    op.create_table(
        "reread_run",
        sa.Column("run_id", sa.BigInteger(), sa.Identity(), nullable=False, comment="Our own number."),
        _column("planned_at", Moment, "When it was asked for."),
        _column("reader", sa.Text(), "Version of the reader that is to read."),
        _column("options", Words, "What limits it, as nianbao reread is told; empty: nothing."),
        sa.PrimaryKeyConstraint("run_id", name=op.f("reread_run_pkey")),
        comment="What is to be read again by a version of the reader, by way of the queue.",
    )
    op.create_table(
        "reread_batch",
        _column("run_id", sa.BigInteger(), "The run."),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False, comment="Its number, from 1."),
        _column("sites", Words, "Whose contents are read."),
        _column("pending", sa.Integer(), "How many contents that were when it was planned."),
        _known("job_id", sa.BigInteger(), "The job of the queue that does it."),
        _column("state", sa.Text(), "planned, running, done, given_up (failures of our own) or cancelled."),
        _column("attempts", sa.Integer(), "How often a process was started for it."),
        _known("worker", sa.Text(), "Who has or had it last: process and machine."),
        _known("ended", Moment, "When it came to an end; null: it has not."),
        _known("account", JSONB(), "What nianbao reread printed of it, its last process alone; null: nothing yet."),
        _column("error", sa.Text(), "What went wrong on our side at last; empty: nothing."),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("reread_batch_state_check")),
        sa.CheckConstraint(
            "(ended IS NULL) = (state IN ('planned', 'running'))", name=op.f("reread_batch_ended_check")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["reread_run.run_id"], name=op.f("reread_batch_run_id_fkey")),
        sa.PrimaryKeyConstraint("run_id", "batch", name=op.f("reread_batch_pkey")),
        comment="Some sites of a run of reading again: one process, and its account.",
    )


def _column(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)


def _known(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True, comment=comment)


def downgrade() -> None:
    """Without them."""
    op.drop_table("reread_batch")
    op.drop_table("reread_run")
