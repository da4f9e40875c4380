"""What a reading holds: its sections, figures, claims and findings."""

from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, false, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.domain.report import Coverage, FillBasis, FindingClass, Severity, Status
from nianbao.store.models.base import Base, Exact, Id, Json, Words, one_of

OF_READING = "The reading it belongs to."
PLACE = "Place in reading order, from 0."


class Section(Base):
    """A numbered part of the text."""

    __tablename__ = "section"
    __table_args__ = ({"comment": "A numbered part of the text."},)

    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.reading_id"), primary_key=True, comment=OF_READING)
    position: Mapped[int] = mapped_column(primary_key=True, comment=PLACE)
    number: Mapped[int] = mapped_column(comment="Number as printed.")
    key: Mapped[str] = mapped_column(comment="What the section is about.")
    heading: Mapped[str] = mapped_column(comment="Heading as printed, normalised.")
    text: Mapped[str] = mapped_column(comment="Text, normalised, tables left out.")
    heading_masked: Mapped[str | None] = mapped_column(comment="Heading without personal data.")
    text_masked: Mapped[str | None] = mapped_column(comment="Text without personal data.")
    masks: Mapped[list[list[str | int]] | None] = mapped_column(
        Json, comment="[kind, start, stop] of each piece of personal data in text; characters from 0."
    )


class Figure(Base):
    """One cell of a statistical table."""

    __tablename__ = "figure"
    __table_args__ = (
        # No foreign key on the fact table: it makes bulk loading several times slower; rows enter with their reading.
        Index("figure_key_idx", "key"),
        one_of("status", Status),
        one_of("fill_basis", FillBasis),
        CheckConstraint("(value IS NOT NULL) = (status = 'number')", name="value"),
        CheckConstraint("(filled IS NULL) = (fill_basis IS NULL)", name="filled"),
        {"comment": "One cell of a statistical table."},
    )

    reading_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False, comment=OF_READING)
    key: Mapped[str] = mapped_column(primary_key=True, comment="Key of the figure, as in the codebook.")
    position: Mapped[int] = mapped_column(comment=PLACE)
    value: Mapped[Decimal | None] = mapped_column(Exact, comment="What is printed; null unless status is number.")
    status: Mapped[str] = mapped_column(comment="What stands in the cell.")
    raw: Mapped[str] = mapped_column(comment="Text of the cell.")
    unit: Mapped[str | None] = mapped_column(comment="Unit; null: not stated.")
    label: Mapped[str | None] = mapped_column(comment="Label as printed, where the form does not know the row.")
    filled: Mapped[Decimal | None] = mapped_column(Exact, comment="What a cell without a number is proven to be.")
    fill_basis: Mapped[str | None] = mapped_column(comment="How that is proven.")
    locator: Mapped[dict[str, Any]] = mapped_column(Json, comment="Where the cell is in the document.")
    confirmed: Mapped[bool] = mapped_column(
        server_default=false(), comment="Two readers read it alike, by different ways."
    )
    identities_held: Mapped[int] = mapped_column(
        SmallInteger,
        server_default=text("0"),
        comment="Official identities it stands in that held and are not 0 = 0.",
    )
    identities_failed: Mapped[int] = mapped_column(
        SmallInteger, server_default=text("0"), comment="Official identities it stands in that did not hold."
    )


class Claim(Base):
    """A number stated in prose."""

    __tablename__ = "claim"
    __table_args__ = (one_of("coverage", Coverage), {"comment": "A number stated in prose."})

    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.reading_id"), primary_key=True, comment=OF_READING)
    position: Mapped[int] = mapped_column(primary_key=True, comment=PLACE)
    key: Mapped[str] = mapped_column(comment="The figure it speaks of, or a name of its own.")
    value: Mapped[Decimal] = mapped_column(Exact, comment="The number stated.")
    section: Mapped[int] = mapped_column(comment="Number of its section; 0: ahead of the first.")
    text: Mapped[str] = mapped_column(comment="The statement.")
    coverage: Mapped[str] = mapped_column(comment="What the statement counts.")
    text_masked: Mapped[str | None] = mapped_column(comment="The statement without personal data.")


class Finding(Base):
    """Something in one report that does not add up. Findings between years are derived, never stored."""

    __tablename__ = "finding"
    __table_args__ = (
        one_of("severity", Severity),
        one_of("class", FindingClass),
        {"comment": "Something in one report that does not add up. Findings between years are derived, never stored."},
    )

    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.reading_id"), primary_key=True, comment=OF_READING)
    position: Mapped[int] = mapped_column(primary_key=True, comment=PLACE)
    rule: Mapped[str] = mapped_column(comment="Name of the rule.")
    severity: Mapped[str] = mapped_column(comment="official, derived, soft or info.")
    finding_class: Mapped[str] = mapped_column("class", comment="Whose doing it is.")
    keys: Mapped[list[str]] = mapped_column(Words, comment="The cells it is about, left side of the rule first.")
    expected: Mapped[Decimal | None] = mapped_column(Exact, comment="Right side of the rule.")
    actual: Mapped[Decimal | None] = mapped_column(Exact, comment="Left side of the rule.")
    message: Mapped[str] = mapped_column(comment="What is wrong, in a sentence.")
    suggestion: Mapped[dict[str, Any] | None] = mapped_column(Json, comment="A repair the arithmetic suggests.")
    message_masked: Mapped[str | None] = mapped_column(comment="The message without personal data.")
