"""The period that a report says its figures count; caveats of the codebook in Chinese."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """First and last day; the caveat."""
    first = "First day of the period that it says its figures count; null: none was read."
    op.add_column("reading", sa.Column("period_start", sa.Date(), nullable=True, comment=first))
    op.add_column("reading", sa.Column("period_end", sa.Date(), nullable=True, comment="Last day of it."))
    caveat = sa.Column("caveat_zh", sa.Text(), nullable=False, server_default="", comment="The same in Chinese.")
    op.add_column("indicator", caveat)


def downgrade() -> None:
    """Without them."""
    op.drop_column("indicator", "caveat_zh")
    op.drop_column("reading", "period_end")
    op.drop_column("reading", "period_start")
