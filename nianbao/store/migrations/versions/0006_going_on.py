"""What a crawl needs to go on after it was killed, and what an edition's digest is of."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Json = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())


def upgrade() -> None:
    """Options and progress of a crawl; the comment of an edition's digest."""
    op.alter_column(
        "edition",
        "digest",
        comment="Digest of what it says: of its decoded body, less counters of visits.",
        existing_comment="Digest of the decoded body.",
        existing_type=sa.Text(),
        existing_nullable=False,
    )
    op.add_column(
        "crawl",
        sa.Column(
            "options",
            Json,
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
            comment="What limited it, such as the year; empty: nothing.",
        ),
    )
    op.add_column(
        "crawl",
        sa.Column(
            "progress",
            Json,
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
            comment="While it runs: address -> new or changed, so that it counts right after it was killed.",
        ),
    )


def downgrade() -> None:
    """Without them."""
    op.alter_column("edition", "digest", comment="Digest of the decoded body.", existing_type=sa.Text())
    op.drop_column("crawl", "progress")
    op.drop_column("crawl", "options")
