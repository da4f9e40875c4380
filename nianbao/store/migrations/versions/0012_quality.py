"""What speaks for a value: who read it, and which printed identities it stands in."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FIGURE = (
    ("confirmed", sa.Boolean(), "false", "Two readers read it alike, by different ways."),
    ("identities_held", sa.SmallInteger(), "0", "Official identities it stands in that held and are not 0 = 0."),
    ("identities_failed", sa.SmallInteger(), "0", "Official identities it stands in that did not hold."),
)
READING = (
    ("recognised", sa.Boolean(), "false", "Read from a picture, in whole or in part."),
    (
        "readers",
        postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
        "'{}'::jsonb",
        "By whom each table was read: both readers, partly, grid or flow.",
    ),
)


def upgrade() -> None:
    """Columns of figure and reading."""
    for table, columns in (("figure", FIGURE), ("reading", READING)):
        for name, kind, default, comment in columns:
            op.add_column(
                table, sa.Column(name, kind, server_default=sa.text(default), nullable=False, comment=comment)
            )


def downgrade() -> None:
    """Without them."""
    for table, columns in (("figure", FIGURE), ("reading", READING)):
        for name, *_ in columns:
            op.drop_column(table, name)
