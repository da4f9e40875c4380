"""A record may hold several documents: the body of each stands in the JSON of a list."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KEY, WITH_PART = op.f("capture_record_id_digest_key"), op.f("capture_record_id_digest_part_key")
URL = "Address that answered; of a part the one that the answer gives it."
PART = "Of a record of JSON with several documents, the one meant (JSON pointer, RFC 6901); empty: all of it."


def upgrade() -> None:
    """The place in the record, as a part of its key."""
    part = sa.Column("part", sa.Text(), server_default=sa.text("''"), nullable=False, comment=PART)
    op.add_column("capture", part)
    op.alter_column("capture", "url", comment=URL, existing_type=sa.Text())
    op.drop_constraint(KEY, "capture", type_="unique")
    op.create_unique_constraint(WITH_PART, "capture", ["record_id", "digest", "part"])


def downgrade() -> None:
    """Without it; parts of a record are forgotten."""
    op.execute("DELETE FROM capture WHERE part <> ''")
    op.drop_constraint(WITH_PART, "capture", type_="unique")
    op.create_unique_constraint(KEY, "capture", ["record_id", "digest"])
    op.alter_column("capture", "url", comment="Address that answered.", existing_type=sa.Text())
    op.drop_column("capture", "part")
