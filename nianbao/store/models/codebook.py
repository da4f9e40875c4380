"""The codebook, and a note of what this database was last set up with."""

from decimal import Decimal

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Exact, Words, one_of


class Indicator(Base):
    """A figure some form asks for."""

    __tablename__ = "indicator"
    __table_args__ = (
        one_of("evidence", ("seen", "recalled", "inferred")),
        {"comment": "A figure some form asks for: the codebook. Filled from the forms, not by hand."},
    )

    key: Mapped[str] = mapped_column(primary_key=True, comment="Key of the figure.")
    short_name: Mapped[str] = mapped_column(unique=True, comment="Its name in wide tables, at most 32 characters.")
    position: Mapped[int] = mapped_column(comment="Order in the codebook, from 0.")
    label_zh: Mapped[str] = mapped_column(
        comment="Labels of row and column as the latest form that has it prints them."
    )
    label_en: Mapped[str] = mapped_column(comment="The same in English.")
    unit: Mapped[str | None] = mapped_column(comment="Unit; null: the form states none.")
    forms: Mapped[list[str]] = mapped_column(Words, comment="Forms that ask for it, earliest first.")
    first_year: Mapped[int] = mapped_column(SmallInteger, comment="First report year a form asks for it.")
    last_year: Mapped[int | None] = mapped_column(SmallInteger, comment="Last such year; null: still asked for.")
    headline: Mapped[bool] = mapped_column(comment="Shown by nianbao history unless all are asked for.")
    evidence: Mapped[str] = mapped_column(
        comment="How its label is known: seen in a published report, recalled or inferred."
    )


class Crosswalk(Base):
    """A figure of one form as a part of what several forms ask for alike."""

    __tablename__ = "crosswalk"
    __table_args__ = (
        one_of("kind", ("class", "series", "residual")),
        one_of("grade", ("A", "B", "C", "X")),
        {"comment": "Figures of all forms as parts of what the forms ask for alike. Filled from the crosswalk."},
    )

    h_key: Mapped[str] = mapped_column(primary_key=True, comment="A class of outcomes, or a quantity of several forms.")
    kind: Mapped[str] = mapped_column(
        primary_key=True, comment="class: of the partition of outcomes; series; residual: what the classes leave over."
    )
    form: Mapped[str] = mapped_column(primary_key=True, comment="The form that the figure is of.")
    key: Mapped[str] = mapped_column(primary_key=True, comment="The figure.")
    coefficient: Mapped[Decimal] = mapped_column(Exact, comment="What the figure is multiplied by in the sum.")
    grade: Mapped[str] = mapped_column(comment="A, B with its caveat, C a break, X one period only.")
    caveat: Mapped[str] = mapped_column(comment="What to know before comparing.")
    broad: Mapped[bool] = mapped_column(comment="Counted in the broad variant of the class alone.")


class Installed(Base):
    """What this database was last set up with, so that nothing is done twice."""

    __tablename__ = "installed"
    __table_args__ = ({"comment": "What this database was last set up with, so that nothing is done twice."},)

    part: Mapped[str] = mapped_column(primary_key=True, comment="Part of the set-up.")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of what it was made from.")
