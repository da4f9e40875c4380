"""Report, document, edition, reading: from what a researcher cites down to what one reader made of some bytes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.domain.report import Coverage, PublisherKind
from nianbao.store.carriers import CARRIERS
from nianbao.store.models.base import Base, Id, Json, Moment, one_of


class Report(Base):
    """One publisher's report of one year with one coverage. Held while some document's last reading is of it."""

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("publisher_id", "year", "coverage"),
        one_of("coverage", Coverage),
        {"comment": "One publisher's report of one year with one coverage; held while a document is read as it."},
    )

    report_id: Mapped[str] = mapped_column(
        primary_key=True, comment="<region code>-<publisher slug>-<year>-<a|o|u>; never reused."
    )
    publisher_id: Mapped[int] = mapped_column(ForeignKey("publisher.publisher_id"), comment="Who signs.")
    year: Mapped[int] = mapped_column(comment="The year reported on.")
    coverage: Mapped[str] = mapped_column(comment="What is counted: the whole area, the organ itself, unclear.")


class Document(Base):
    """One address in one kind of file. What stands there may change: see edition."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("url", "carrier"),
        one_of("carrier", CARRIERS),
        {"comment": "One address in one kind of file. What stands there may change: see edition."},
    )

    document_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    site: Mapped[str] = mapped_column(comment="Name of the registry row it was first fetched for.")
    url: Mapped[str] = mapped_column(comment="Its address.")
    carrier: Mapped[str] = mapped_column(comment="Kind of file.")
    attached_to: Mapped[str | None] = mapped_column(
        comment="Of a file beside a page: the address of the page; null: no such file."
    )


class Edition(Base):
    """A distinct content of a document."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("document_id", "digest"),
        {"comment": "A distinct content of a document."},
    )

    edition_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    document_id: Mapped[int] = mapped_column(ForeignKey("document.document_id"), comment="The document.")
    digest: Mapped[str] = mapped_column(comment="Digest of what it says: of its decoded body, less counters of visits.")


class Reading(Base):
    """What one version of the reader made of an edition; a row only where it differs from the reading before."""

    __tablename__ = "reading"
    __table_args__ = (
        Index("reading_edition_id_idx", "edition_id"),
        Index("reading_report_id_idx", "report_id"),
        one_of("coverage", Coverage),
        one_of("publisher_kind", PublisherKind),
        CheckConstraint("(report_id IS NULL) = (unplaced IS NOT NULL)", name="placed"),
        {"comment": "What one version of the reader made of an edition; a row only where it differs from the last."},
    )

    reading_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number; later is newer.")
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.edition_id"), comment="What was read.")
    report_id: Mapped[str | None] = mapped_column(
        ForeignKey("report.report_id"), comment="The report it is; null: see unplaced."
    )
    unplaced: Mapped[str | None] = mapped_column(comment="Why it is no report of a known organ and year; null: it is.")
    reader: Mapped[str] = mapped_column(comment="Version of the reader and digest of its rules.")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of everything that was read.")
    title: Mapped[str] = mapped_column(comment="The document's own heading.")
    year: Mapped[int | None] = mapped_column(comment="Year reported on; null: the document does not say.")
    forms: Mapped[dict[str, Any]] = mapped_column(Json, comment="The form of each table that is there.")
    publisher_name: Mapped[str] = mapped_column(comment="Who signs, as read; empty: nobody named.")
    publisher_kind: Mapped[str] = mapped_column(comment="What sort of organ, as read.")
    region_code: Mapped[str | None] = mapped_column(comment="Region as read; null: unknown or ambiguous.")
    coverage: Mapped[str] = mapped_column(comment="What is counted, as read.")
    coverage_evidence: Mapped[str] = mapped_column(comment="The sentence that decides it.")
    numbers: Mapped[int] = mapped_column(comment="How many figures are numbers.")
    checks_passed: Mapped[int] = mapped_column(comment="Official identities that held.")
    checks_failed: Mapped[int] = mapped_column(comment="Official identities that did not hold.")
    checks_not_assessable: Mapped[int] = mapped_column(comment="Official identities that could not be judged.")
    checks_nontrivial: Mapped[int] = mapped_column(comment="Of those judged, how many are not 0 = 0.")
    title_masked: Mapped[str | None] = mapped_column(comment="The heading without personal data.")
    coverage_evidence_masked: Mapped[str | None] = mapped_column(comment="The sentence without personal data.")
    read_at: Mapped[datetime] = mapped_column(
        Moment,
        server_default=text("clock_timestamp()"),
        comment="When it was made: from then on it is known here.",
    )
    recognised: Mapped[bool] = mapped_column(
        server_default=false(), comment="Read from a picture, in whole or in part."
    )
    readers: Mapped[dict[str, Any]] = mapped_column(
        Json,
        server_default=text("'{}'::jsonb"),
        comment="By whom each table was read: both readers, partly, grid or flow.",
    )
    period_start: Mapped[date | None] = mapped_column(
        comment="First day of the period that it says its figures count; null: none was read."
    )
    period_end: Mapped[date | None] = mapped_column(comment="Last day of it.")


class ReadingRun(Base):
    """That a version of the reader read an edition, and the reading it gave."""

    __tablename__ = "reading_run"
    __table_args__ = (
        {
            "comment": "That a version of the reader read an edition, and the reading it gave: what is alike is"
            " written once."
        },
    )

    edition_id: Mapped[int] = mapped_column(
        ForeignKey("edition.edition_id"), primary_key=True, comment="What was read."
    )
    reading_id: Mapped[int] = mapped_column(
        ForeignKey("reading.reading_id"), primary_key=True, comment="The reading it gave."
    )
    reader: Mapped[str] = mapped_column(primary_key=True, comment="Version of the reader and digest of its rules.")
    read_at: Mapped[datetime] = mapped_column(
        Moment, server_default=text("clock_timestamp()"), comment="When it first gave it."
    )
