"""What persons decided about cells, findings and reports: appended, never changed."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Exact, Id, Moment, Words, one_of

TARGETS = ("cell", "finding", "report")
VERDICTS = (
    "source_error_confirmed",
    "misread_fixed",
    "correct_as_printed",
    "duplicate",
    "not_decidable",
    "corrected",
    "withheld",
)


class Decision(Base):
    """A person's word on a cell, a finding or a report, bound to the texts it was made on."""

    __tablename__ = "decision"
    __table_args__ = (
        Index("decision_report_id_idx", "report_id"),
        one_of("target", TARGETS),
        one_of("verdict", VERDICTS),
        CheckConstraint("(value IS NOT NULL) = (verdict = 'corrected')", name="value"),
        CheckConstraint("verdict <> 'corrected' OR (target = 'cell' AND evidence IS NOT NULL)", name="corrected"),
        CheckConstraint("evidence ~ '^(https?://|urn:uuid:)[^[:space:]]+$'", name="evidence"),
        CheckConstraint("decided_by ~ '[^[:space:]]'", name="decided_by"),
        CheckConstraint("(rule IS NOT NULL) = (target = 'finding')", name="rule"),
        CheckConstraint("target = 'finding' OR cardinality(keys) = (target = 'cell')::int", name="keys"),
        CheckConstraint("cardinality(raws) = cardinality(keys)", name="raws"),
        {"comment": "A person's word on a cell, a finding or a report. Rows are appended, never changed."},
    )

    decision_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    target: Mapped[str] = mapped_column(comment="cell, finding or report.")
    report_id: Mapped[str] = mapped_column(ForeignKey("report.report_id"), comment="The report it is about.")
    rule: Mapped[str | None] = mapped_column(comment="Rule of the finding; null: no finding.")
    keys: Mapped[list[str]] = mapped_column(Words, comment="The cells it is about; none for a report.")
    raws: Mapped[list[str]] = mapped_column(
        Words, comment="Their texts when it was made; empty where there was no cell."
    )
    verdict: Mapped[str] = mapped_column(comment="What was decided.")
    value: Mapped[Decimal | None] = mapped_column(
        Exact, comment="The corrected number; of the verdict corrected alone."
    )
    evidence: Mapped[str | None] = mapped_column(
        comment="Address or WARC-Record-ID of a source that is not our arithmetic; a correction must have one."
    )
    note: Mapped[str] = mapped_column(comment="Why.")
    decided_by: Mapped[str] = mapped_column(comment="Who, by handle.")
    decided_at: Mapped[datetime] = mapped_column(Moment, server_default=text("clock_timestamp()"), comment="When.")
    supersedes: Mapped[int | None] = mapped_column(
        ForeignKey("decision.decision_id"), unique=True, comment="The decision it takes the place of; null: none."
    )


class Endorsement(Base):
    """A second person's agreement; a correction stands only with one."""

    __tablename__ = "endorsement"
    __table_args__ = (
        CheckConstraint("endorsed_by ~ '[^[:space:]]'", name="endorsed_by"),
        {"comment": "A second person's agreement with a decision; a correction stands only with one."},
    )

    decision_id: Mapped[int] = mapped_column(
        ForeignKey("decision.decision_id"), primary_key=True, comment="The decision."
    )
    endorsed_by: Mapped[str] = mapped_column(comment="Who, by handle: not who decided.")
    endorsed_at: Mapped[datetime] = mapped_column(Moment, server_default=text("clock_timestamp()"), comment="When.")
