"""Text used again: what is shared with last year and with neighbours, and what that was made of."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ABOUT = (
    "What a part of a report shares with that of the year before in its series, and with the likest of another "
    "publisher. Made from the sections, a year at a time."
)


def upgrade() -> None:
    """Both tables."""
    op.create_table(
        "text_reuse",
        _column("report_id", sa.Text(), "The report."),
        _column("part", sa.Text(), "Key of the section."),
        _column("year", sa.SmallInteger(), "The year reported on."),
        _column("reading_id", sa.BigInteger(), "The reading compared."),
        _known("chars", sa.Integer(), "Characters compared; null: the report has no such section."),
        _known("set_chars", sa.Integer(), "Characters of set phrases, which were left out."),
        _known("prev_report_id", sa.Text(), "The report of the year before; null: not held."),
        *_shared("prev"),
        _known("peer_report_id", sa.Text(), "The likest of another publisher; null: none shares any."),
        *_shared("peer"),
        sa.PrimaryKeyConstraint("report_id", "part", name=op.f("text_reuse_pkey")),
        comment=ABOUT,
    )
    op.create_index(op.f("text_reuse_year_idx"), "text_reuse", ["year"])
    op.create_table(
        "text_reuse_year",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False, comment="The year."),
        _column("digest", sa.Text(), "MD5 of its readings, those of the year before, and the rules."),
        sa.PrimaryKeyConstraint("year", name=op.f("text_reuse_year_pkey")),
        comment="What the rows of a year in text_reuse were made of.",
    )


def _shared(side: str) -> list[sa.Column[Any]]:
    return [
        _known(f"{side}_chars", sa.Integer(), "Characters of its part."),
        _known(f"{side}_shared", sa.Integer(), "Characters of the clauses that both have."),
        _known(f"{side}_null_reason", sa.Text(), "Why that is not known."),
    ]


def _column(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)


def _known(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True, comment=comment)


def downgrade() -> None:
    """Without them."""
    op.drop_table("text_reuse_year")
    op.drop_table("text_reuse")
