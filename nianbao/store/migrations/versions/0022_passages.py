"""Prose that can be searched: passages of masked text as pairs of characters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table, empty: `fill_passages` fills it."""
    op.create_table(
        "passage",
        _column("reading_id", sa.BigInteger(), "The reading."),
        _column("position", sa.Integer(), "Place of the section in it."),
        _column("start", sa.Integer(), "Its first character in the masked text, from 0."),
        _column("stop", sa.Integer(), "The character behind its last."),
        _column(
            "pairs",
            TSVECTOR(),
            "Pairs of neighbouring characters with their places; white space left out, letters small.",
        ),
        sa.PrimaryKeyConstraint("reading_id", "position", "start", name=op.f("passage_pkey")),
        sa.ForeignKeyConstraint(
            ["reading_id", "position"],
            ["section.reading_id", "section.position"],
            name=op.f("passage_reading_id_position_fkey"),
        ),
        comment="A stretch of a section's masked text, overlapping the next one by as much as a phrase may be long.",
    )
    op.create_index(
        op.f("passage_pairs_idx"), "passage", ["pairs"], postgresql_using="gin", postgresql_with={"fastupdate": "off"}
    )


def _column(name: str, kind: "sa.types.TypeEngine[str] | sa.types.TypeEngine[int]", about: str) -> "sa.Column[object]":
    return sa.Column(name, kind, nullable=False, autoincrement=False, comment=about)


def downgrade() -> None:
    """Without it."""
    op.drop_table("passage")
