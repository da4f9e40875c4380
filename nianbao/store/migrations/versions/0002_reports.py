"""Report, document, edition, reading."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Report, document, edition, reading."""
    op.create_table(
        "document",
        sa.Column("document_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Our own number."),
        sa.Column("site", sa.Text(), nullable=False, comment="Name of the registry row it was first fetched for."),
        sa.Column("url", sa.Text(), nullable=False, comment="Its address."),
        sa.Column("carrier", sa.Text(), nullable=False, comment="Kind of file."),
        sa.CheckConstraint(
            "carrier IN ('html', 'docx', 'doc', 'sheet', 'pdf', 'text', 'image', 'other')",
            name=op.f("document_carrier_check"),
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("document_pkey")),
        sa.UniqueConstraint("url", "carrier", name=op.f("document_url_carrier_key")),
        comment="One address in one kind of file. What stands there may change: see edition.",
    )
    op.create_table(
        "edition",
        sa.Column("edition_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Our own number."),
        sa.Column("document_id", sa.BigInteger(), nullable=False, comment="The document."),
        sa.Column("digest", sa.Text(), nullable=False, comment="Digest of the decoded body."),
        sa.ForeignKeyConstraint(["document_id"], ["document.document_id"], name=op.f("edition_document_id_fkey")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("edition_pkey")),
        sa.UniqueConstraint("document_id", "digest", name=op.f("edition_document_id_digest_key")),
        comment="A distinct content of a document.",
    )
    op.create_table(
        "report",
        sa.Column(
            "report_id",
            sa.Text(),
            nullable=False,
            comment="<region code>-<publisher slug>-<year>-<a|o|u>; never reused.",
        ),
        sa.Column("publisher_id", sa.BigInteger(), nullable=False, comment="Who signs."),
        sa.Column("year", sa.Integer(), nullable=False, comment="The year reported on."),
        sa.Column(
            "coverage", sa.Text(), nullable=False, comment="What is counted: the whole area, the organ itself, unclear."
        ),
        sa.CheckConstraint("coverage IN ('aggregate', 'own', 'unclear')", name=op.f("report_coverage_check")),
        sa.ForeignKeyConstraint(["publisher_id"], ["publisher.publisher_id"], name=op.f("report_publisher_id_fkey")),
        sa.PrimaryKeyConstraint("report_id", name=op.f("report_pkey")),
        sa.UniqueConstraint("publisher_id", "year", "coverage", name=op.f("report_publisher_id_year_coverage_key")),
        comment="One publisher's report of one year with one coverage; held while a document is read as it.",
    )
    op.create_table(
        "reading",
        sa.Column(
            "reading_id",
            sa.BigInteger(),
            sa.Identity(always=False),
            nullable=False,
            comment="Our own number; later is newer.",
        ),
        sa.Column("edition_id", sa.BigInteger(), nullable=False, comment="What was read."),
        sa.Column("report_id", sa.Text(), nullable=True, comment="The report it is; null: see unplaced."),
        sa.Column(
            "unplaced", sa.Text(), nullable=True, comment="Why it is no report of a known organ and year; null: it is."
        ),
        sa.Column("reader", sa.Text(), nullable=False, comment="Version of the reader and digest of its rules."),
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of everything that was read."),
        sa.Column("title", sa.Text(), nullable=False, comment="The document's own heading."),
        sa.Column("year", sa.Integer(), nullable=True, comment="Year reported on; null: the document does not say."),
        sa.Column(
            "forms",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            nullable=False,
            comment="The form of each table that is there.",
        ),
        sa.Column("publisher_name", sa.Text(), nullable=False, comment="Who signs, as read; empty: nobody named."),
        sa.Column("publisher_kind", sa.Text(), nullable=False, comment="What sort of organ, as read."),
        sa.Column("region_code", sa.Text(), nullable=True, comment="Region as read; null: unknown or ambiguous."),
        sa.Column("coverage", sa.Text(), nullable=False, comment="What is counted, as read."),
        sa.Column("coverage_evidence", sa.Text(), nullable=False, comment="The sentence that decides it."),
        sa.Column("numbers", sa.Integer(), nullable=False, comment="How many figures are numbers."),
        sa.Column("checks_passed", sa.Integer(), nullable=False, comment="Official identities that held."),
        sa.Column("checks_failed", sa.Integer(), nullable=False, comment="Official identities that did not hold."),
        sa.Column(
            "checks_not_assessable",
            sa.Integer(),
            nullable=False,
            comment="Official identities that could not be judged.",
        ),
        sa.Column(
            "checks_nontrivial", sa.Integer(), nullable=False, comment="Of those judged, how many are not 0 = 0."
        ),
        sa.CheckConstraint("coverage IN ('aggregate', 'own', 'unclear')", name=op.f("reading_coverage_check")),
        sa.CheckConstraint(
            "publisher_kind IN ('government', 'government_office', 'department', 'subdistrict_or_township', "
            "'zone_committee', 'vertical', 'authorised_organisation', 'state_council_organ', 'other')",
            name=op.f("reading_publisher_kind_check"),
        ),
        sa.CheckConstraint("(report_id IS NULL) = (unplaced IS NOT NULL)", name=op.f("reading_placed_check")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.edition_id"], name=op.f("reading_edition_id_fkey")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("reading_report_id_fkey")),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("reading_pkey")),
        comment="What one version of the reader made of an edition; a row only where it differs from the last.",
    )
    op.create_index("reading_edition_id_idx", "reading", ["edition_id"], unique=False)
    op.create_index("reading_report_id_idx", "reading", ["report_id"], unique=False)


def downgrade() -> None:
    """Undo it."""
    op.drop_index("reading_report_id_idx", table_name="reading")
    op.drop_index("reading_edition_id_idx", table_name="reading")
    op.drop_table("reading")
    op.drop_table("report")
    op.drop_table("edition")
    op.drop_table("document")
