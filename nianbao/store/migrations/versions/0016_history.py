"""Regions that ended, and what happened to regions."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

REGION = (
    ("key", sa.Text(), "Its own name, the same in every database: first code, with the year if it began later."),
    ("code", sa.Text(), "Its last code; of regions that stand on one day only one has it."),
    ("name", sa.Text(), "Its last name."),
    (
        "boundary_group",
        sa.Integer(),
        "Regions of one level among which areas were moved since 2008, past ones too, have one number.",
    ),
)
LIFE = (
    ("exists_from", "The day it began; null: before 2008."),
    ("exists_to", "Day from which it is no more; null: it stands."),
)
ZONE = "The committee of a zone governs the whole of it."
# What is known of a region that was there before: how it stands. The list of regions replaces the key right after.
KNOWN = """
UPDATE region SET key = '?' || code.code, code = code.code, name = called.name, boundary_group = code.code::int
FROM region_code AS code JOIN region_name AS called ON called.region_id = code.region_id AND called.valid_to IS NULL
WHERE code.region_id = region.region_id AND code.valid_to IS NULL
"""

PRECISION = "day; month: of approval; list: month of the first list it stands in; year: its last day."
TYPE = "rename, recode, upgrade, transfer, merge, split, create, abolish: see docs/regions.md."
GONE = (
    (
        "DELETE FROM region_parent USING region AS r "
        "WHERE r.region_id = region_parent.region_id AND (valid_to IS NOT NULL OR exists_to IS NOT NULL)"
    ),
    (
        "DELETE FROM region_code USING region AS r "
        "WHERE r.region_id = region_code.region_id AND (valid_to IS NOT NULL OR exists_to IS NOT NULL)"
    ),
    (
        "DELETE FROM region_name USING region AS r "
        "WHERE r.region_id = region_name.region_id AND (valid_to IS NOT NULL OR exists_to IS NOT NULL)"
    ),
    "UPDATE region_parent SET valid_from = NULL",
    "UPDATE region_code SET valid_from = NULL",
    "UPDATE region_name SET valid_from = NULL",
    "DELETE FROM region WHERE exists_to IS NOT NULL",
)


def upgrade() -> None:
    """Columns of region, and the table of events."""
    for name, kind, comment in REGION:
        op.add_column("region", sa.Column(name, kind, nullable=True, comment=comment))
    for name, comment in LIFE:
        op.add_column("region", sa.Column(name, sa.Date(), nullable=True, comment=comment))
    zone: sa.Column[bool] = sa.Column(
        "is_functional_zone", sa.Boolean(), server_default=sa.false(), nullable=False, comment=ZONE
    )
    op.add_column("region", zone)
    op.alter_column("region", "level", comment="province, prefecture or county; its last.", existing_type=sa.Text())
    op.execute(KNOWN)
    for name, _, _ in REGION:
        op.alter_column("region", name, nullable=False)
    op.create_unique_constraint(op.f("region_key_key"), "region", ["key"])
    _events()


def _events() -> None:
    types = "'rename', 'recode', 'upgrade', 'transfer', 'merge', 'split', 'create', 'abolish'"
    ids = ARRAY(sa.BigInteger())
    op.create_table(
        "region_event",
        _column("event_id", sa.Text(), "Its own name, the same in every database."),
        _column("position", sa.Integer(), "Order in which the events happened, from 0."),
        _column("date", sa.Date(), "First day on which it surely held."),
        _column(
            "precision",
            sa.Text(),
            "day; month: of approval; list: month of the first list it stands in; year: its last day.",
        ),
        _column(
            "type", sa.Text(), "rename, recode, upgrade, transfer, merge, split, create, abolish: see docs/regions.md."
        ),
        _column("from_ids", ids, "The regions before it."),
        _column("to_ids", ids, "The regions after it."),
        _column("changed_ids", ids, "The regions whose area it changed."),
        sa.Column("doc_no", sa.Text(), nullable=True, comment="Number of the document of approval; null: not known."),
        _column("basis", sa.Text(), "sources; known: which regions gave or took a part is in neither of them."),
        sa.CheckConstraint(f"type IN ({types})", name=op.f("region_event_type_check")),
        sa.CheckConstraint("precision IN ('day', 'month', 'list', 'year')", name=op.f("region_event_precision_check")),
        sa.CheckConstraint("basis IN ('sources', 'known')", name=op.f("region_event_basis_check")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("region_event_pkey")),
        comment="A change of regions since 2008. Filled from the list of events.",
    )


def _column(name: str, kind: sa.types.TypeEngine[Any], comment: str) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, comment=comment)


def downgrade() -> None:
    """Without them. Refused while organs of regions that ended are held."""
    op.drop_table("region_event")
    for statement in GONE:
        op.execute(statement)
    for name in ("key", "code", "name", "boundary_group", "is_functional_zone", "exists_from", "exists_to"):
        op.drop_column("region", name)
    op.alter_column("region", "level", comment="province, prefecture or county.", existing_type=sa.Text())
