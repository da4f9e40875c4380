"""Numbered releases: which reading of each report, and which decisions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("release", "release_report", "release_decision")
Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Releases and what they hold, with triggers that refuse changes."""
    _release()
    _reports()
    _decisions()
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER {table}_is_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def _release() -> None:
    json = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
    manifest = "Counts, versions of reader and program, and the SHA-256 of all its readings and captures."
    now = sa.text("clock_timestamp()")
    op.create_table(
        "release",
        sa.Column("release_id", sa.Text(), nullable=False, comment="Year and number: 2026.1."),
        sa.Column("made_at", Moment, server_default=now, nullable=False, comment="When."),
        sa.Column("note", sa.Text(), nullable=False, comment="What is new, in words."),
        sa.Column("manifest", json, nullable=False, comment=manifest),
        sa.CheckConstraint("release_id ~ '^[0-9]{4}[.][0-9]+$'", name=op.f("release_release_id_check")),
        sa.PrimaryKeyConstraint("release_id", name=op.f("release_pkey")),
        comment="A numbered state of the database that others cite. Rows are appended, never changed.",
    )


def _reports() -> None:
    table = "release_report"
    number = sa.BigInteger()
    op.create_table(
        table,
        sa.Column("release_id", sa.Text(), nullable=False, comment="The release."),
        sa.Column("report_id", sa.Text(), nullable=False, comment="The report."),
        sa.Column("reading_id", number, nullable=False, comment="The reading."),
        sa.Column("edition_id", number, nullable=False, comment="The content it read."),
        sa.Column("document_id", number, nullable=False, comment="The document."),
        sa.Column("capture_id", number, nullable=False, comment="The first capture of the content."),
        sa.Column("first_seen", Moment, nullable=False, comment="When the report was first captured."),
        sa.Column(
            "regressed",
            sa.Boolean(),
            nullable=False,
            comment="A later content held less, so an earlier one is shown.",
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{of}.{column}"], name=op.f(f"{table}_{column}_fkey"))
            for of, column in (
                ("release", "release_id"),
                ("report", "report_id"),
                ("reading", "reading_id"),
                ("edition", "edition_id"),
                ("document", "document_id"),
                ("capture", "capture_id"),
            )
        ),
        sa.PrimaryKeyConstraint("release_id", "report_id", name=op.f("release_report_pkey")),
        comment="The reading whose figures a report shows in a release.",
    )


def _decisions() -> None:
    op.create_table(
        "release_decision",
        sa.Column("release_id", sa.Text(), nullable=False, comment="The release."),
        sa.Column("decision_id", sa.BigInteger(), nullable=False, comment="The decision."),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.decision_id"], name=op.f("release_decision_decision_id_fkey")
        ),
        sa.ForeignKeyConstraint(["release_id"], ["release.release_id"], name=op.f("release_decision_release_id_fkey")),
        sa.PrimaryKeyConstraint("release_id", "decision_id", name=op.f("release_decision_pkey")),
        comment="A decision that stood when a release was made.",
    )


def downgrade() -> None:
    """Without them."""
    for table in reversed(TABLES):
        op.drop_table(table)
