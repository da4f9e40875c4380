"""What a crawl needs to go on after it was killed."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Json = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())


def upgrade() -> None:
    """Options and progress of a crawl."""
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
    op.drop_column("crawl", "progress")
    op.drop_column("crawl", "options")
