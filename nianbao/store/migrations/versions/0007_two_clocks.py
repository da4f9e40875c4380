"""When a reading was made, and which versions of the reader gave it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# What was read before this was kept was read in the crawl that brought it, or later.
BEFORE = """
UPDATE reading SET read_at = came.at
FROM (SELECT edition_id, min(crawl.started) AS at FROM capture JOIN crawl USING (crawl_id) GROUP BY edition_id) AS came
WHERE came.edition_id = reading.edition_id
"""
RUNS_BEFORE = """
INSERT INTO reading_run (edition_id, reading_id, reader, read_at)
SELECT edition_id, reading_id, reader, read_at FROM reading
"""


def upgrade() -> None:
    """The moment of a reading, and a table of the runs of the reader."""
    op.add_column(
        "reading",
        sa.Column(
            "read_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
            comment="When it was made: from then on it is known here.",
        ),
    )
    op.execute(BEFORE)
    op.create_table(
        "reading_run",
        sa.Column("edition_id", sa.BigInteger(), nullable=False, comment="What was read."),
        sa.Column("reading_id", sa.BigInteger(), nullable=False, comment="The reading it gave."),
        sa.Column("reader", sa.Text(), nullable=False, comment="Version of the reader and digest of its rules."),
        sa.Column(
            "read_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
            comment="When it first gave it.",
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.edition_id"], name=op.f("reading_run_edition_id_fkey")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.reading_id"], name=op.f("reading_run_reading_id_fkey")),
        sa.PrimaryKeyConstraint("edition_id", "reading_id", "reader", name=op.f("reading_run_pkey")),
        comment="That a version of the reader read an edition, and the reading it gave: what is alike is written once.",
    )
    op.execute(RUNS_BEFORE)


def downgrade() -> None:
    """Without them."""
    op.drop_table("reading_run")
    op.drop_column("reading", "read_at")
