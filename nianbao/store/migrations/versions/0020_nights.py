"""Plans of a night: which sites are to be crawled, and what became of each."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NIGHT = "A plan: which sites were to be crawled, and until when. One a day by the schedule, any by hand."
SITE = "A site of a plan: why it is in it, which crawl did it, and how that went."
DEPTH = "whole (every report is asked for), look (the list, what is new, some of what is held), or selection."
STATE = (
    "planned, running, done (a crawl ended, whatever the portal said), given_up (failures of our own, too often), "
    "missed (the deadline came first) or cancelled (by a person)."
)
OUTCOMES = "'complete', 'sampled', 'partial', 'blocked', 'unreachable', 'robots', 'failed'"
STATES = "'planned', 'running', 'done', 'given_up', 'missed', 'cancelled'"
Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Both tables."""
    op.create_table(
        "night",
        sa.Column("night_id", sa.BigInteger(), sa.Identity(), nullable=False, comment="Our own number."),
        _column("planned_at", Moment, "When the plan was made."),
        _column("day", sa.Date(), "The day (UTC) that it is for."),
        _column("trigger", sa.Text(), "schedule (what was due) or adhoc (asked for by a person)."),
        _column("deadline", Moment, "No site of it is asked after this."),
        _column("judged", sa.Integer(), "How many sites were looked at for whether they are due."),
        _column("options", JSONB(), "What limits its crawls, such as the year; empty: nothing.", "'{}'::jsonb"),
        sa.CheckConstraint("trigger IN ('schedule', 'adhoc')", name=op.f("night_trigger_check")),
        sa.CheckConstraint("deadline > planned_at", name=op.f("night_deadline_check")),
        sa.PrimaryKeyConstraint("night_id", name=op.f("night_pkey")),
        comment=NIGHT,
    )
    by_schedule = sa.text("trigger = 'schedule'")
    op.create_index("night_day_idx", "night", ["day"], unique=True, postgresql_where=by_schedule)
    op.create_table("night_site", *_columns_of_site(), *_constraints_of_site(), comment=SITE)
    op.create_index("night_site_site_idx", "night_site", ["site"])
    op.create_index("night_site_crawl_id_idx", "night_site", ["crawl_id"])


def _columns_of_site() -> list[sa.Column[Any]]:
    return [
        _column("night_id", sa.BigInteger(), "The plan."),
        _column("site", sa.Text(), "Name of the registry row."),
        _column("why", sa.Text(), "Why it is due, as half a sentence."),
        _column("depth", sa.Text(), DEPTH),
        _known(
            "revisits", sa.Integer(), "Of a look: how many held reports are asked for anew at most; null: not a look."
        ),
        _column("batch", sa.Integer(), "Which batch of the plan it is in, from 1: a batch is one process."),
        _known("job_id", sa.BigInteger(), "The job of the queue that crawls it; null: none yet."),
        _column("state", sa.Text(), STATE),
        _column("attempts", sa.Integer(), "How often a process was started for it.", "0"),
        _known("worker", sa.Text(), "Who has or had it last: process and machine."),
        _known("began", Moment, "When its first process was started."),
        _known("ended", Moment, "When it came to an end (done, given_up, missed, cancelled)."),
        _known("crawl_id", sa.BigInteger(), "The crawl that decided; null: none came to an end."),
        _known("outcome", sa.Text(), "How that crawl ended for the site, as look has it."),
        _column("error", sa.Text(), "What went wrong on our side at last; empty: nothing.", "''"),
    ]


def _constraints_of_site() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("depth IN ('whole', 'look', 'selection')", name=op.f("night_site_depth_check")),
        sa.CheckConstraint(f"state IN ({STATES})", name=op.f("night_site_state_check")),
        sa.CheckConstraint(f"outcome IN ({OUTCOMES})", name=op.f("night_site_outcome_check")),
        sa.CheckConstraint("(ended IS NULL) = (state IN ('planned', 'running'))", name=op.f("night_site_ended_check")),
        sa.CheckConstraint("state <> 'done' OR outcome IS NOT NULL", name=op.f("night_site_done_check")),
        sa.ForeignKeyConstraint(["night_id"], ["night.night_id"], name=op.f("night_site_night_id_fkey")),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.crawl_id"], name=op.f("night_site_crawl_id_fkey")),
        sa.PrimaryKeyConstraint("night_id", "site", name=op.f("night_site_pkey")),
    ]


def _column(name: str, kind: sa.types.TypeEngine[Any], comment: str, default: str | None = None) -> sa.Column[Any]:
    given = sa.text(default) if default is not None else None
    return sa.Column(name, kind, server_default=given, nullable=False, comment=comment)


def _known(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True, comment=comment)


def downgrade() -> None:
    """Without them."""
    op.drop_table("night_site")
    op.drop_table("night")
