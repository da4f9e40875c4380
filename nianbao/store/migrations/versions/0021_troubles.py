"""What kept a crawl from a site, by kind, and whether its list seems to have moved."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

Json = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())


def upgrade() -> None:
    """Two columns of a look; of looks that were kept before, nobody can tell any more."""
    op.add_column(
        "look",
        sa.Column(
            "troubles",
            Json,
            server_default=sa.text("'{}'::jsonb"),
            nullable=False,
            comment="Kind of trouble -> how many things it kept from us.",
        ),
    )
    op.add_column(
        "look",
        sa.Column(
            "has_moved",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="The list's address gave no list, and no row was a report of the site.",
        ),
    )


def downgrade() -> None:
    """Without them."""
    op.drop_column("look", "has_moved")
    op.drop_column("look", "troubles")
