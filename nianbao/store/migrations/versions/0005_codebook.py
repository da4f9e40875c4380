"""The codebook, and what the database was set up with."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The codebook, and what the database was set up with."""
    op.create_table(
        "indicator",
        sa.Column("key", sa.Text(), nullable=False, comment="Key of the figure."),
        sa.Column("short_name", sa.Text(), nullable=False, comment="Its name in wide tables, at most 32 characters."),
        sa.Column("position", sa.Integer(), nullable=False, comment="Order in the codebook, from 0."),
        sa.Column(
            "label_zh",
            sa.Text(),
            nullable=False,
            comment="Labels of row and column as the latest form that has it prints them.",
        ),
        sa.Column("label_en", sa.Text(), nullable=False, comment="The same in English."),
        sa.Column("unit", sa.Text(), nullable=True, comment="Unit; null: the form states none."),
        sa.Column("forms", sa.ARRAY(sa.Text()), nullable=False, comment="Forms that ask for it, earliest first."),
        sa.Column("first_year", sa.SmallInteger(), nullable=False, comment="First report year a form asks for it."),
        sa.Column("last_year", sa.SmallInteger(), nullable=True, comment="Last such year; null: still asked for."),
        sa.Column(
            "headline", sa.Boolean(), nullable=False, comment="Shown by nianbao history unless all are asked for."
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("indicator_pkey")),
        sa.UniqueConstraint("short_name", name=op.f("indicator_short_name_key")),
        comment="A figure some form asks for: the codebook. Filled from the forms, not by hand.",
    )
    op.create_table(
        "installed",
        sa.Column("part", sa.Text(), nullable=False, comment="Part of the set-up."),
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of what it was made from."),
        sa.PrimaryKeyConstraint("part", name=op.f("installed_pkey")),
        comment="What this database was last set up with, so that nothing is done twice.",
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("installed")
    op.drop_table("indicator")
