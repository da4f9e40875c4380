"""How often hosts were asked, and until when they are let alone, over all machines."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Both tables."""
    op.create_table(
        "host_day",
        _column("day", sa.Date(), "The day in China (UTC+8)."),
        _column("host", sa.Text(), "Name of the host."),
        _column(
            "asked",
            sa.Integer(),
            "Requests that were made, and those that running or killed processes have taken and not made.",
        ),
        sa.CheckConstraint("asked >= 0", name=op.f("host_day_asked_check")),
        sa.PrimaryKeyConstraint("day", "host", name=op.f("host_day_pkey")),
        comment="How often a host was asked on a day, over all machines. Days are forgotten after a week.",
    )
    op.create_table(
        "host_pause",
        _column("host", sa.Text(), "Name of the host."),
        _column("until", sa.DateTime(timezone=True), "Before this moment no machine asks it."),
        _column("status", sa.Integer(), "Status of the answer that said so: 429 or 503."),
        sa.PrimaryKeyConstraint("host", name=op.f("host_pause_pkey")),
        comment="Until when a host asked to be left alone (Retry-After), whichever machine was told.",
    )


def _column(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)


def downgrade() -> None:
    """Without them."""
    op.drop_table("host_pause")
    op.drop_table("host_day")
