"""The codebook, and a note of what this database was last set up with."""

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Words


class Indicator(Base):
    """A figure some form asks for."""

    __tablename__ = "indicator"
    __table_args__ = ({"comment": "A figure some form asks for: the codebook. Filled from the forms, not by hand."},)

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


class Installed(Base):
    """What this database was last set up with, so that nothing is done twice."""

    __tablename__ = "installed"
    __table_args__ = ({"comment": "What this database was last set up with, so that nothing is done twice."},)

    part: Mapped[str] = mapped_column(primary_key=True, comment="Part of the set-up.")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of what it was made from.")
