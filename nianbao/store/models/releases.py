"""What was published under a number: readings and decisions, frozen."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Id, Json, Moment

OF_RELEASE = "The release."


class Release(Base):
    """A numbered state of the database that others cite."""

    __tablename__ = "release"
    __table_args__ = (
        CheckConstraint("release_id ~ '^[0-9]{4}[.][0-9]+$'", name="release_id"),
        {"comment": "A numbered state of the database that others cite. Rows are appended, never changed."},
    )

    release_id: Mapped[str] = mapped_column(primary_key=True, comment="Year and number: 2026.1.")
    made_at: Mapped[datetime] = mapped_column(Moment, server_default=text("clock_timestamp()"), comment="When.")
    note: Mapped[str] = mapped_column(comment="What is new, in words.")
    manifest: Mapped[dict[str, Any]] = mapped_column(
        Json, comment="Counts, versions of reader and program, and the SHA-256 of all its readings and captures."
    )


class ReleaseReport(Base):
    """The reading whose figures a report shows in a release."""

    __tablename__ = "release_report"
    __table_args__ = ({"comment": "The reading whose figures a report shows in a release."},)

    release_id: Mapped[str] = mapped_column(ForeignKey("release.release_id"), primary_key=True, comment=OF_RELEASE)
    report_id: Mapped[str] = mapped_column(ForeignKey("report.report_id"), primary_key=True, comment="The report.")
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.reading_id"), comment="The reading.")
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.edition_id"), comment="The content it read.")
    document_id: Mapped[int] = mapped_column(ForeignKey("document.document_id"), comment="The document.")
    capture_id: Mapped[int] = mapped_column(
        ForeignKey("capture.capture_id"), comment="The first capture of the content."
    )
    first_seen: Mapped[datetime] = mapped_column(Moment, comment="When the report was first captured.")
    regressed: Mapped[bool] = mapped_column(comment="A later content held less, so an earlier one is shown.")


class ReleaseDecision(Base):
    """A decision that stood when a release was made."""

    __tablename__ = "release_decision"
    __table_args__ = ({"comment": "A decision that stood when a release was made."},)

    release_id: Mapped[str] = mapped_column(ForeignKey("release.release_id"), primary_key=True, comment=OF_RELEASE)
    decision_id: Mapped[int] = mapped_column(
        Id, ForeignKey("decision.decision_id"), primary_key=True, comment="The decision."
    )
