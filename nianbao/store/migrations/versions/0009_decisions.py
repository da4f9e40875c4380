"""What persons decided, and who agreed: rows that nobody can change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

REFUSE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is appended to, never changed: a new decision supersedes an old one', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$
"""
# The second person is another one: a check cannot look into another table.
ANOTHER = """
CREATE FUNCTION refuse_own_endorsement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM decision
               WHERE decision_id = NEW.decision_id AND lower(btrim(decided_by)) = lower(btrim(NEW.endorsed_by))) THEN
        RAISE EXCEPTION 'decision % was made by %: another person must agree', NEW.decision_id, NEW.endorsed_by
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Decisions and endorsements, with triggers that refuse changes."""
    _decisions()
    _endorsements()
    op.execute(REFUSE)
    op.execute(ANOTHER)
    for table in ("decision", "endorsement"):
        op.execute(
            f"CREATE TRIGGER {table}_is_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    op.execute(
        "CREATE TRIGGER endorsement_by_another BEFORE INSERT ON endorsement "
        "FOR EACH ROW EXECUTE FUNCTION refuse_own_endorsement()"
    )


def _decisions() -> None:
    words = postgresql.ARRAY(sa.Text())
    now = sa.text("clock_timestamp()")
    op.create_table(
        "decision",
        sa.Column("decision_id", sa.BigInteger(), sa.Identity(), nullable=False, comment="Our own number."),
        sa.Column("target", sa.Text(), nullable=False, comment="cell, finding or report."),
        sa.Column("report_id", sa.Text(), nullable=False, comment="The report it is about."),
        sa.Column("rule", sa.Text(), nullable=True, comment="Rule of the finding; null: no finding."),
        sa.Column("keys", words, nullable=False, comment="The cells it is about; none for a report."),
        sa.Column(
            "raws", words, nullable=False, comment="Their texts when it was made; empty where there was no cell."
        ),
        sa.Column("verdict", sa.Text(), nullable=False, comment="What was decided."),
        sa.Column(
            "value", sa.Numeric(), nullable=True, comment="The corrected number; of the verdict corrected alone."
        ),
        sa.Column(
            "evidence",
            sa.Text(),
            nullable=True,
            comment="Address or WARC-Record-ID of a source that is not our arithmetic; a correction must have one.",
        ),
        sa.Column("note", sa.Text(), nullable=False, comment="Why."),
        sa.Column("decided_by", sa.Text(), nullable=False, comment="Who, by handle."),
        sa.Column("decided_at", sa.DateTime(timezone=True), server_default=now, nullable=False, comment="When."),
        sa.Column(
            "supersedes", sa.BigInteger(), nullable=True, comment="The decision it takes the place of; null: none."
        ),
        sa.CheckConstraint("target IN ('cell', 'finding', 'report')", name=op.f("decision_target_check")),
        sa.CheckConstraint(
            "verdict IN ('source_error_confirmed', 'misread_fixed', 'correct_as_printed', 'duplicate', "
            "'not_decidable', 'corrected', 'withheld')",
            name=op.f("decision_verdict_check"),
        ),
        sa.CheckConstraint("(value IS NOT NULL) = (verdict = 'corrected')", name=op.f("decision_value_check")),
        sa.CheckConstraint(
            "verdict <> 'corrected' OR (target = 'cell' AND evidence IS NOT NULL)",
            name=op.f("decision_corrected_check"),
        ),
        sa.CheckConstraint("evidence ~ '^(https?://|urn:uuid:)[^[:space:]]+$'", name=op.f("decision_evidence_check")),
        sa.CheckConstraint("decided_by ~ '[^[:space:]]'", name=op.f("decision_decided_by_check")),
        sa.CheckConstraint("(rule IS NOT NULL) = (target = 'finding')", name=op.f("decision_rule_check")),
        sa.CheckConstraint(
            "target = 'finding' OR cardinality(keys) = (target = 'cell')::int", name=op.f("decision_keys_check")
        ),
        sa.CheckConstraint("cardinality(raws) = cardinality(keys)", name=op.f("decision_raws_check")),
        sa.ForeignKeyConstraint(["report_id"], ["report.report_id"], name=op.f("decision_report_id_fkey")),
        sa.ForeignKeyConstraint(["supersedes"], ["decision.decision_id"], name=op.f("decision_supersedes_fkey")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("decision_pkey")),
        sa.UniqueConstraint("supersedes", name=op.f("decision_supersedes_key")),
        comment="A person's word on a cell, a finding or a report. Rows are appended, never changed.",
    )
    op.create_index("decision_report_id_idx", "decision", ["report_id"], unique=False)


def _endorsements() -> None:
    op.create_table(
        "endorsement",
        sa.Column("decision_id", sa.BigInteger(), nullable=False, comment="The decision."),
        sa.Column("endorsed_by", sa.Text(), nullable=False, comment="Who, by handle: not who decided."),
        sa.Column(
            "endorsed_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
            comment="When.",
        ),
        sa.CheckConstraint("endorsed_by ~ '[^[:space:]]'", name=op.f("endorsement_endorsed_by_check")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.decision_id"], name=op.f("endorsement_decision_id_fkey")),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("endorsement_pkey")),
        comment="A second person's agreement with a decision; a correction stands only with one.",
    )


def downgrade() -> None:
    """Without them."""
    op.drop_table("endorsement")
    op.drop_table("decision")
    op.execute("DROP FUNCTION refuse_own_endorsement")
    op.execute("DROP FUNCTION refuse_change")
