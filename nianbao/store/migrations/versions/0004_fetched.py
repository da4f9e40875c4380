"""Portals, crawls, captures and listings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Portals, crawls, captures and listings."""
    op.create_table(
        "crawl",
        sa.Column("crawl_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Our own number."),
        sa.Column(
            "kind", sa.Text(), nullable=False, comment="live (asked the portals) or replay (answered from an archive)."
        ),
        sa.Column(
            "selection", sa.ARRAY(sa.Text()), nullable=False, comment="Names of the sites that were to be crawled."
        ),
        sa.Column(
            "state", sa.Text(), nullable=False, comment="running, complete, incomplete (a site fell short) or failed."
        ),
        sa.Column(
            "started",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
            comment="When it began.",
        ),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True, comment="When it ended; null while it runs."),
        sa.Column(
            "sites",
            postgresql.JSONB(none_as_null=True, astext_type=sa.Text()),
            server_default=sa.text("'[]'::jsonb"),
            nullable=False,
            comment="How it ended for each site, as nianbao crawl prints it.",
        ),
        sa.CheckConstraint("(ended IS NULL) = (state = 'running')", name=op.f("crawl_ended_check")),
        sa.CheckConstraint("kind IN ('live', 'replay')", name=op.f("crawl_kind_check")),
        sa.CheckConstraint("state IN ('running', 'complete', 'incomplete', 'failed')", name=op.f("crawl_state_check")),
        sa.PrimaryKeyConstraint("crawl_id", name=op.f("crawl_pkey")),
        comment="One run over some sites, and how it ended for each.",
    )
    op.create_table(
        "listing",
        sa.Column("site", sa.Text(), nullable=False, comment="Name of the registry row."),
        sa.Column("url", sa.Text(), nullable=False, comment="Address the row links to."),
        sa.Column("title", sa.Text(), nullable=False, comment="Text of the row."),
        sa.Column("published", sa.Date(), nullable=True, comment="Day the list gives, local time."),
        sa.Column("year", sa.Integer(), nullable=True, comment="Report year by the title; null: it names none."),
        sa.Column("publisher", sa.Text(), nullable=False, comment="Publisher by the title; empty: it names none."),
        sa.Column(
            "verdict",
            sa.Text(),
            nullable=False,
            comment="A report of this site's series, another organ's, or no report.",
        ),
        sa.Column("state", sa.Text(), nullable=False, comment="What became of it."),
        sa.Column("evidence", sa.Text(), nullable=False, comment="What shows that state."),
        sa.CheckConstraint(
            "state IN ('held', 'listed', 'format_not_read', 'gone', 'blocked', 'unreachable', 'robots')",
            name=op.f("listing_state_check"),
        ),
        sa.CheckConstraint("verdict IN ('report', 'other_organ', 'not_a_report')", name=op.f("listing_verdict_check")),
        sa.PrimaryKeyConstraint("site", "url", name=op.f("listing_pkey")),
        comment="A row of a site's list of annual reports: what the portal says there is.",
    )
    op.create_table(
        "portal",
        sa.Column("site", sa.Text(), nullable=False, comment="Name of the registry row."),
        sa.Column("region_code", sa.Text(), nullable=False, comment="GB/T 2260 code the registry gives."),
        sa.Column("publisher", sa.Text(), nullable=False, comment="The publisher whose series is shown by default."),
        sa.Column("family", sa.Text(), nullable=False, comment="The kind of portal software."),
        sa.Column(
            "list_url", sa.Text(), nullable=True, comment="Address of its list of annual reports; null: none known."
        ),
        sa.Column(
            "first_year", sa.Integer(), nullable=False, comment="From this report year on a missing report is a gap."
        ),
        sa.Column("evidence", sa.Text(), nullable=False, comment="How the registry row is known."),
        sa.PrimaryKeyConstraint("site", name=op.f("portal_pkey")),
        comment="A site of the registry as it was when it was last crawled.",
    )
    op.create_table(
        "capture",
        sa.Column("capture_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Our own number."),
        sa.Column("crawl_id", sa.BigInteger(), nullable=False, comment="The crawl that first brought it."),
        sa.Column("site", sa.Text(), nullable=False, comment="Name of the registry row it was fetched for."),
        sa.Column("url", sa.Text(), nullable=False, comment="Address that answered."),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False, comment="The record's WARC-Date."),
        sa.Column("status", sa.Integer(), nullable=False, comment="HTTP status."),
        sa.Column("mime", sa.Text(), nullable=False, comment="Media type as the portal declared it."),
        sa.Column("file", sa.Text(), nullable=False, comment="Absolute path of the WARC file."),
        sa.Column(
            "record_offset", sa.BigInteger(), nullable=False, comment="Where the compressed record begins, in bytes."
        ),
        sa.Column("record_id", sa.Text(), nullable=False, comment="The record's WARC-Record-ID."),
        sa.Column("digest", sa.Text(), nullable=False, comment="The record's WARC-Payload-Digest."),
        sa.Column(
            "edition_id",
            sa.BigInteger(),
            nullable=True,
            comment="The edition these bytes are; null: no report was read from them.",
        ),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.crawl_id"], name=op.f("capture_crawl_id_fkey")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.edition_id"], name=op.f("capture_edition_id_fkey")),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("capture_pkey")),
        sa.UniqueConstraint("record_id", "digest", name=op.f("capture_record_id_digest_key")),
        comment="One answer of a portal: a record in a WARC file. The archive is the truth; this is its index.",
    )
    op.create_index("capture_crawl_id_idx", "capture", ["crawl_id"], unique=False)
    op.create_index("capture_edition_id_idx", "capture", ["edition_id"], unique=False)


def downgrade() -> None:
    """Undo it."""
    op.drop_index("capture_edition_id_idx", table_name="capture")
    op.drop_index("capture_crawl_id_idx", table_name="capture")
    op.drop_table("capture")
    op.drop_table("portal")
    op.drop_table("listing")
    op.drop_table("crawl")
