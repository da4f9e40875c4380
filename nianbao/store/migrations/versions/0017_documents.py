"""Whose page a file lies beside, and what an organ is busy with."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ATTACHED = "Of a file beside a page: the address of the page; null: no such file."
ORGAN = (
    ("sector", "unknown", "What it is busy with, by its name: one of the list in sectors.toml."),
    ("sector_basis", "none", "What decided the sector: kind, or the rule with the words it found; none."),
)


def upgrade() -> None:
    """Columns of document and publisher. A file kept before learns of its page when it is met again."""
    op.add_column("document", sa.Column("attached_to", sa.Text(), nullable=True, comment=ATTACHED))
    for name, default, comment in ORGAN:
        column = sa.Column(name, sa.Text(), server_default=sa.text(f"'{default}'"), nullable=False, comment=comment)
        op.add_column("publisher", column)


def downgrade() -> None:
    """Without them."""
    op.drop_column("document", "attached_to")
    for name, *_ in ORGAN:
        op.drop_column("publisher", name)
