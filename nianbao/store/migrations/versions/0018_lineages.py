"""Which organs are one, renamed, and what reforms made of them."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ORGAN = (
    ("line", "", "Organs of one line of a region are one organ, renamed; its slug where no rule fits."),
    ("line_basis", "none", "What decided the line: the rule, or own name where none fits."),
)
KIND = "rename: the line goes on; merge: another follows; split: a new one from parts of lines that go on."


def upgrade() -> None:
    """Columns of publisher, and the table of reforms."""
    for name, default, comment in ORGAN:
        op.add_column("publisher", sa.Column(name, sa.Text(), server_default=default, nullable=False, comment=comment))
    words = ARRAY(sa.Text())
    anew = "Report year with which the line that keeps its name begins anew; null: none does."
    op.create_table(
        "publisher_event",
        _column("event_id", sa.Text(), "Its own name, the same in every database."),
        _column("kind", sa.Text(), KIND),
        _column("year", sa.SmallInteger(), "First report year it may be met in."),
        sa.Column("anew", sa.SmallInteger(), nullable=True, comment=anew),
        _column("from_lines", words, "The lines before it."),
        _column("to_lines", words, "The lines after it."),
        _column("levels", words, "Levels of the regions it took place in."),
        _column("names", sa.Text(), "Names of the organs before and after it."),
        _column("reason", sa.Text(), "Which reform, and why it is what kind says."),
        sa.CheckConstraint("kind IN ('rename', 'merge', 'split')", name=op.f("publisher_event_kind_check")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("publisher_event_pkey")),
        comment="What a reform made of lines of organs, everywhere. Filled from the list of reforms.",
    )


def _column(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)


def downgrade() -> None:
    """Without them."""
    op.drop_table("publisher_event")
    for name, *_ in ORGAN:
        op.drop_column("publisher", name)
