"""Regions with names, codes and parents by date; publishers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Regions with names, codes and parents by date; publishers."""
    op.create_table(
        "region",
        sa.Column("region_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Our own number."),
        sa.Column("level", sa.Text(), nullable=False, comment="province, prefecture or county."),
        sa.CheckConstraint("level IN ('province', 'prefecture', 'county')", name=op.f("region_level_check")),
        sa.PrimaryKeyConstraint("region_id", name=op.f("region_pkey")),
        comment="A province, prefecture or county under an id of our own: names change and codes are reused.",
    )
    op.create_table(
        "publisher",
        sa.Column(
            "publisher_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Our own number."
        ),
        sa.Column("region_id", sa.BigInteger(), nullable=False, comment="The region it belongs to."),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="Its name; of several names the one the publisher table prefers."
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="What sort of organ, by its name."),
        sa.Column("slug", sa.Text(), nullable=False, comment="Its part of a report_id; never given to another organ."),
        sa.CheckConstraint(
            "kind IN ('government', 'government_office', 'department', 'subdistrict_or_township', "
            "'zone_committee', 'vertical', 'authorised_organisation', 'state_council_organ', 'other')",
            name=op.f("publisher_kind_check"),
        ),
        sa.CheckConstraint("slug ~ '^[a-z0-9_-]+$'", name=op.f("publisher_slug_check")),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("publisher_region_id_fkey")),
        sa.PrimaryKeyConstraint("publisher_id", name=op.f("publisher_pkey")),
        sa.UniqueConstraint("region_id", "name", name=op.f("publisher_region_id_name_key")),
        sa.UniqueConstraint("region_id", "slug", name=op.f("publisher_region_id_slug_key")),
        comment="An organ that signs annual reports; names that mean one organ are one row.",
    )
    op.create_table(
        "region_code",
        sa.Column("code_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Number of this row."),
        sa.Column("region_id", sa.BigInteger(), nullable=False, comment="The region."),
        sa.Column("code", sa.Text(), nullable=False, comment="Six digits."),
        sa.Column("valid_from", sa.Date(), nullable=True, comment="First day this held; null: as far back as we know."),
        sa.Column(
            "valid_to", sa.Date(), nullable=True, comment="Day from which this no longer held; null: it still does."
        ),
        sa.CheckConstraint("code ~ '^[0-9]{6}$'", name=op.f("region_code_code_check")),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("region_code_region_id_fkey")),
        sa.PrimaryKeyConstraint("code_id", name=op.f("region_code_pkey")),
        sa.UniqueConstraint(
            "code", "valid_from", name=op.f("region_code_code_valid_from_key"), postgresql_nulls_not_distinct=True
        ),
        comment="The GB/T 2260 code of a region, and when; another region may have had it before.",
    )
    op.create_index("region_code_region_id_idx", "region_code", ["region_id"], unique=False)
    op.create_table(
        "region_name",
        sa.Column("name_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Number of this row."),
        sa.Column("region_id", sa.BigInteger(), nullable=False, comment="The region."),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="Its own name, simplified script, without those of its parents."
        ),
        sa.Column("valid_from", sa.Date(), nullable=True, comment="First day this held; null: as far back as we know."),
        sa.Column(
            "valid_to", sa.Date(), nullable=True, comment="Day from which this no longer held; null: it still does."
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("region_name_region_id_fkey")),
        sa.PrimaryKeyConstraint("name_id", name=op.f("region_name_pkey")),
        sa.UniqueConstraint(
            "region_id",
            "valid_from",
            name=op.f("region_name_region_id_valid_from_key"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="What a region is called, and when.",
    )
    op.create_table(
        "region_parent",
        sa.Column("link_id", sa.BigInteger(), sa.Identity(always=False), nullable=False, comment="Number of this row."),
        sa.Column("region_id", sa.BigInteger(), nullable=False, comment="The region."),
        sa.Column("parent_id", sa.BigInteger(), nullable=False, comment="The region above it."),
        sa.Column("valid_from", sa.Date(), nullable=True, comment="First day this held; null: as far back as we know."),
        sa.Column(
            "valid_to", sa.Date(), nullable=True, comment="Day from which this no longer held; null: it still does."
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["region.region_id"], name=op.f("region_parent_parent_id_fkey")),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("region_parent_region_id_fkey")),
        sa.PrimaryKeyConstraint("link_id", name=op.f("region_parent_pkey")),
        sa.UniqueConstraint(
            "region_id",
            "valid_from",
            name=op.f("region_parent_region_id_valid_from_key"),
            postgresql_nulls_not_distinct=True,
        ),
        comment="The region above a region, and when. A province has no row here.",
    )
    op.create_index("region_parent_parent_id_idx", "region_parent", ["parent_id"], unique=False)


def downgrade() -> None:
    """Undo it."""
    op.drop_index("region_parent_parent_id_idx", table_name="region_parent")
    op.drop_table("region_parent")
    op.drop_table("region_name")
    op.drop_index("region_code_region_id_idx", table_name="region_code")
    op.drop_table("region_code")
    op.drop_table("publisher")
    op.drop_table("region")
