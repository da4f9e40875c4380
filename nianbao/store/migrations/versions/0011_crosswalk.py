"""The crosswalk beside the codebook, and how each label is known."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The crosswalk beside the codebook, and how each label is known; both are filled anew right after."""
    op.execute("DELETE FROM indicator")
    op.add_column(
        "indicator",
        sa.Column(
            "evidence",
            sa.Text(),
            nullable=False,
            comment="How its label is known: seen in a published report, recalled or inferred.",
        ),
    )
    op.create_check_constraint(
        op.f("indicator_evidence_check"), "indicator", "evidence IN ('seen', 'recalled', 'inferred')"
    )
    op.create_table(
        "crosswalk",
        sa.Column("h_key", sa.Text(), nullable=False, comment="A class of outcomes, or a quantity of several forms."),
        sa.Column("kind", sa.Text(), nullable=False, comment="class: of the partition of outcomes; series."),
        sa.Column("form", sa.Text(), nullable=False, comment="The form that the figure is of."),
        sa.Column("key", sa.Text(), nullable=False, comment="The figure."),
        sa.Column("coefficient", sa.Numeric(), nullable=False, comment="What the figure is multiplied by in the sum."),
        sa.Column("grade", sa.Text(), nullable=False, comment="A, B with its caveat, C a break, X one period only."),
        sa.Column("caveat", sa.Text(), nullable=False, comment="What to know before comparing."),
        sa.Column("broad", sa.Boolean(), nullable=False, comment="Counted in the broad variant of the class alone."),
        sa.CheckConstraint("kind IN ('class', 'series')", name=op.f("crosswalk_kind_check")),
        sa.CheckConstraint("grade IN ('A', 'B', 'C', 'X')", name=op.f("crosswalk_grade_check")),
        sa.PrimaryKeyConstraint("h_key", "kind", "form", "key", name=op.f("crosswalk_pkey")),
        comment="Figures of all forms as parts of what the forms ask for alike. Filled from the crosswalk.",
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("crosswalk")
    op.drop_constraint(op.f("indicator_evidence_check"), "indicator")
    op.drop_column("indicator", "evidence")
