"""Who has to publish a report of a year: the law's part of the frame."""

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base


class Duty(Base):
    """The duty of a kind of organ in a span of report years."""

    __tablename__ = "duty"
    __table_args__ = (
        {"comment": "The duty of a kind of organ to publish, by report years. Filled from the list of obligations."},
    )

    kind: Mapped[str] = mapped_column(primary_key=True, comment="Kind of organ.")
    first_year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, comment="First report year it holds for.")
    last_year: Mapped[int | None] = mapped_column(SmallInteger, comment="Last such year; null: it still holds.")
    due_month: Mapped[int | None] = mapped_column(SmallInteger, comment="Month of the last day; null: no day by law.")
    due_day: Mapped[int | None] = mapped_column(SmallInteger, comment="Last day to publish, in the year after.")
    law: Mapped[str] = mapped_column(comment="Title and article of the law.")
    says: Mapped[str] = mapped_column(comment="Whom it obliges, or that it names no day.")
    evidence: Mapped[str] = mapped_column(comment="V read in the law, R recalled, I inferred.")


class Elsewhere(Base):
    """A division in which the Regulation is not in force."""

    __tablename__ = "elsewhere"
    __table_args__ = ({"comment": "Divisions in which the Regulation is not in force. Filled with the duties."},)

    code: Mapped[str] = mapped_column(primary_key=True, comment="Its GB/T 2260 code.")
    name: Mapped[str] = mapped_column(comment="Its name.")
