"""The codebook, and a note of what this database was last set up with."""

from decimal import Decimal

from sqlalchemy import ARRAY, SmallInteger, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.domain.codebook import APPLICANT_CLASSES, COUNTING_RULES, GROUND_CLASSES, MEASURES
from nianbao.store.models.base import Base, Exact, Words, one_of


class Indicator(Base):
    """A figure some form asks for."""

    __tablename__ = "indicator"
    __table_args__ = (
        one_of("evidence", ("seen", "recalled", "inferred")),
        one_of("measure", MEASURES),
        one_of("counting_rule", COUNTING_RULES),
        one_of("ground_class", GROUND_CLASSES),
        one_of("applicant_class", APPLICANT_CLASSES),
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
    definition_zh: Mapped[str | None] = mapped_column(
        comment="What it counts; null: nothing beyond its label is stated."
    )
    definition_en: Mapped[str | None] = mapped_column(comment="The same in English.")
    measure: Mapped[str | None] = mapped_column(
        comment="count of a year, stock of a day, amount of money, signed_change, or cumulative since the first report."
    )
    counting_rule: Mapped[str | None] = mapped_column(
        comment="exclusive: a request stands in one outcome alone; multi_coded: it may stand in several; "
        "null: not stated."
    )
    legal_basis_2019: Mapped[str | None] = mapped_column(
        comment="Article of the Regulations of 2019 or other act that it rests on; null: none is stated."
    )
    outcome_class: Mapped[str | None] = mapped_column(
        comment="Class of outcomes in the forms that divide it so: see form_cell; null: it is no outcome."
    )
    ground_class: Mapped[str | None] = mapped_column(
        comment="Ground of a refusal since 2019: mandatory (article 14), third_party (15), discretionary (16); "
        "redirected is no exemption; null: no refusal, or before 2019."
    )
    applicant_class: Mapped[str | None] = mapped_column(
        comment="natural_person, organisation or all; null: not by applicant."
    )
    foi_term: Mapped[str | None] = mapped_column(
        comment="What annual reports of other countries on access to information call the like; null: nothing is."
    )
    concept: Mapped[list[str]] = mapped_column(
        Words, server_default=text("'{}'"), comment="Quantities of several forms that it is a part of: see crosswalk."
    )
    grade: Mapped[str | None] = mapped_column(comment="The worst grade it has there; null: it is a part of none.")
    caveat: Mapped[str] = mapped_column(server_default="", comment="What to know before comparing; empty: nothing.")
    caveat_zh: Mapped[str] = mapped_column(server_default="", comment="The same in Chinese.")
    break_years: Mapped[list[int]] = mapped_column(
        ARRAY(SmallInteger), server_default=text("'{}'"), comment="Report years across which a law or form breaks it."
    )
    valid_min: Mapped[Decimal | None] = mapped_column(Exact, comment="Least number it may be; null: no rule says.")
    structural_zero_except: Mapped[list[str] | None] = mapped_column(
        Words, comment="Levels and kinds of organs that may print another number than zero; null: all may."
    )
    identities: Mapped[list[str]] = mapped_column(
        Words, server_default=text("'{}'"), comment="Rules of the identities it stands in."
    )
    aliases: Mapped[list[str]] = mapped_column(
        Words, server_default=text("'{}'"), comment="What its row or column is also called in published reports."
    )


class FormCell(Base):
    """A figure as one form prints it."""

    __tablename__ = "form_cell"
    __table_args__ = (
        one_of("evidence", ("seen", "recalled", "inferred")),
        {"comment": "A figure as one form prints it. Filled from the forms, not by hand."},
    )

    form: Mapped[str] = mapped_column(primary_key=True, comment="The form.")
    key: Mapped[str] = mapped_column(primary_key=True, comment="The figure.")
    position: Mapped[int] = mapped_column(comment="Order on the form, from 0.")
    label_zh: Mapped[str] = mapped_column(comment="Labels of row and column as this form prints them.")
    label_en: Mapped[str] = mapped_column(comment="The same in English.")
    unit: Mapped[str | None] = mapped_column(comment="Unit; null: the form states none.")
    outcome_class: Mapped[str | None] = mapped_column(
        comment="The class of outcomes it belongs to on this form: see crosswalk; null: it is no outcome here."
    )
    evidence: Mapped[str] = mapped_column(comment="How its label is known: seen, recalled or inferred.")


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
