"""Sections, figures, claims and findings of a reading."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Sections, figures, claims and findings of a reading."""
    op.create_table(
        "figure",
        sa.Column(
            "reading_id", sa.BigInteger(), autoincrement=False, nullable=False, comment="The reading it belongs to."
        ),
        sa.Column("key", sa.Text(), nullable=False, comment="Key of the figure, as in the codebook."),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in reading order, from 0."),
        sa.Column("value", sa.Numeric(), nullable=True, comment="What is printed; null unless status is number."),
        sa.Column("status", sa.Text(), nullable=False, comment="What stands in the cell."),
        sa.Column("raw", sa.Text(), nullable=False, comment="Text of the cell."),
        sa.Column("unit", sa.Text(), nullable=True, comment="Unit; null: not stated."),
        sa.Column("label", sa.Text(), nullable=True, comment="Label as printed, where the form does not know the row."),
        sa.Column("filled", sa.Numeric(), nullable=True, comment="What a cell without a number is proven to be."),
        sa.Column("fill_basis", sa.Text(), nullable=True, comment="How that is proven."),
        sa.Column(
            "locator",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="Where the cell is in the document.",
        ),
        sa.CheckConstraint("(value IS NOT NULL) = (status = 'number')", name=op.f("figure_value_check")),
        sa.CheckConstraint("fill_basis IN ('blank_zero', 'total_recomputed')", name=op.f("figure_fill_basis_check")),
        sa.CheckConstraint(
            "status IN ('number', 'blank', 'dash', 'none_stated', 'not_applicable', 'unreadable')",
            name=op.f("figure_status_check"),
        ),
        sa.CheckConstraint("(filled IS NULL) = (fill_basis IS NULL)", name=op.f("figure_filled_check")),
        sa.PrimaryKeyConstraint("reading_id", "key", name=op.f("figure_pkey")),
        comment="One cell of a statistical table.",
    )
    op.create_index("figure_key_idx", "figure", ["key"], unique=False)
    op.create_table(
        "claim",
        sa.Column("reading_id", sa.BigInteger(), nullable=False, comment="The reading it belongs to."),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in reading order, from 0."),
        sa.Column("key", sa.Text(), nullable=False, comment="The figure it speaks of, or a name of its own."),
        sa.Column("value", sa.Numeric(), nullable=False, comment="The number stated."),
        sa.Column("section", sa.Integer(), nullable=False, comment="Number of its section; 0: ahead of the first."),
        sa.Column("text", sa.Text(), nullable=False, comment="The statement."),
        sa.Column("coverage", sa.Text(), nullable=False, comment="What the statement counts."),
        sa.CheckConstraint("coverage IN ('aggregate', 'own', 'unclear')", name=op.f("claim_coverage_check")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.reading_id"], name=op.f("claim_reading_id_fkey")),
        sa.PrimaryKeyConstraint("reading_id", "position", name=op.f("claim_pkey")),
        comment="A number stated in prose.",
    )
    op.create_table(
        "finding",
        sa.Column("reading_id", sa.BigInteger(), nullable=False, comment="The reading it belongs to."),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in reading order, from 0."),
        sa.Column("rule", sa.Text(), nullable=False, comment="Name of the rule."),
        sa.Column("severity", sa.Text(), nullable=False, comment="official, derived, soft or info."),
        sa.Column("class", sa.Text(), nullable=False, comment="Whose doing it is."),
        sa.Column(
            "keys", sa.ARRAY(sa.Text()), nullable=False, comment="The cells it is about, left side of the rule first."
        ),
        sa.Column("expected", sa.Numeric(), nullable=True, comment="Right side of the rule."),
        sa.Column("actual", sa.Numeric(), nullable=True, comment="Left side of the rule."),
        sa.Column("message", sa.Text(), nullable=False, comment="What is wrong, in a sentence."),
        sa.Column(
            "suggestion",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=True,
            comment="A repair the arithmetic suggests.",
        ),
        sa.CheckConstraint(
            "class IN ('source', 'reading', 'series', 'prose', 'coverage', 'level', 'copy', 'completeness')",
            name=op.f("finding_class_check"),
        ),
        sa.CheckConstraint("severity IN ('official', 'derived', 'soft', 'info')", name=op.f("finding_severity_check")),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.reading_id"], name=op.f("finding_reading_id_fkey")),
        sa.PrimaryKeyConstraint("reading_id", "position", name=op.f("finding_pkey")),
        comment="Something in one report that does not add up. Findings between years are derived, never stored.",
    )
    op.create_table(
        "section",
        sa.Column("reading_id", sa.BigInteger(), nullable=False, comment="The reading it belongs to."),
        sa.Column("position", sa.Integer(), nullable=False, comment="Place in reading order, from 0."),
        sa.Column("number", sa.Integer(), nullable=False, comment="Number as printed."),
        sa.Column("key", sa.Text(), nullable=False, comment="What the section is about."),
        sa.Column("heading", sa.Text(), nullable=False, comment="Heading as printed, normalised."),
        sa.Column("text", sa.Text(), nullable=False, comment="Text, normalised, tables left out."),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.reading_id"], name=op.f("section_reading_id_fkey")),
        sa.PrimaryKeyConstraint("reading_id", "position", name=op.f("section_pkey")),
        comment="A numbered part of the text.",
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("section")
    op.drop_table("finding")
    op.drop_table("claim")
    op.drop_index("figure_key_idx", table_name="figure")
    op.drop_table("figure")
