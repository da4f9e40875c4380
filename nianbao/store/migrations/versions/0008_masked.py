"""Prose without personal data, beside the prose as read: what the views show."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Null until `nianbao.store.masking` has filled them, at the end of the same upgrade: nothing is shown unmasked.
MASKED = (
    ("reading", "title_masked", "The heading without personal data."),
    ("reading", "coverage_evidence_masked", "The sentence without personal data."),
    ("section", "heading_masked", "Heading without personal data."),
    ("section", "text_masked", "Text without personal data."),
    ("claim", "text_masked", "The statement without personal data."),
    ("finding", "message_masked", "The message without personal data."),
)


def upgrade() -> None:
    """Masked texts, and where the text of a section was masked."""
    for table, name, comment in MASKED:
        op.add_column(table, sa.Column(name, sa.Text(), nullable=True, comment=comment))
    op.add_column(
        "section",
        sa.Column(
            "masks",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=True,
            comment="[kind, start, stop] of each piece of personal data in text; characters from 0.",
        ),
    )


def downgrade() -> None:
    """Without them."""
    op.drop_column("section", "masks")
    for table, name, _ in reversed(MASKED):
        op.drop_column(table, name)
