"""Formulas of derived indicators, what changed in law and form, and imported denominators."""

import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Exact, Id, Moment, Words, one_of

SIDES = ("numerator", "denominator")
SOURCES = ("figure", "report", "previous", "denominator")


class RegimeEvent(Base):
    """A change of law, form or organisation that breaks series."""

    __tablename__ = "regime_event"
    __table_args__ = (
        one_of("kind", ("law", "form", "organisation")),
        {"comment": "A change of law, form or organisation that breaks series. Filled from the domain."},
    )

    event_id: Mapped[str] = mapped_column(primary_key=True, comment="Its name.")
    date: Mapped[datetime.date] = mapped_column(
        comment="The day it took effect or was issued; form of 2019: first day due."
    )
    label_zh: Mapped[str] = mapped_column(comment="What it is.")
    label_en: Mapped[str] = mapped_column(comment="The same in English.")
    affects_keys: Mapped[list[str]] = mapped_column(
        Words, comment="Figures, quantities of the crosswalk and rates that are not joined across it."
    )
    affects_from_year: Mapped[int] = mapped_column(SmallInteger, comment="The first report year it bears on.")
    kind: Mapped[str] = mapped_column(comment="law, form or organisation.")
    source: Mapped[str] = mapped_column(comment="The act.")


class Rate(Base):
    """A derived indicator."""

    __tablename__ = "rate"
    __table_args__ = ({"comment": "A derived indicator. Filled from the domain."},)

    rate_key: Mapped[str] = mapped_column(primary_key=True, comment="Its name.")
    position: Mapped[int] = mapped_column(comment="Order, from 0.")
    label_en: Mapped[str] = mapped_column(comment="What it is.")
    scale: Mapped[Decimal] = mapped_column(Exact, comment="What the quotient is multiplied by.")
    totals: Mapped[list[str]] = mapped_column(Words, comment="Printed totals whose parts must add up.")
    sources: Mapped[list[str]] = mapped_column(Words, comment="What its terms are: see rate_term.source.")


class RateEra(Base):
    """The forms a rate can be had from, and how it compares there."""

    __tablename__ = "rate_era"
    __table_args__ = (
        one_of("grade", ("A", "B", "C", "X")),
        {"comment": "The forms a rate can be had from, and how it compares there. Filled from the domain."},
    )

    rate_key: Mapped[str] = mapped_column(ForeignKey("rate.rate_key"), primary_key=True, comment="The rate.")
    era: Mapped[str] = mapped_column(primary_key=True, comment="Name of the group of forms.")
    place: Mapped[int] = mapped_column(comment="Order; of two that fit a report the first counts.")
    forms: Mapped[list[str]] = mapped_column(Words, comment="The forms; none: the rate is of the report itself.")
    tables: Mapped[list[str]] = mapped_column(Words, comment="Tables it needs, that of the numerator first.")
    grade: Mapped[str] = mapped_column(comment="A, B with its caveat, C a break, X one period only.")
    caveat: Mapped[str] = mapped_column(comment="What to know before comparing.")


class RateTerm(Base):
    """A figure of one form in the numerator or denominator of a rate."""

    __tablename__ = "rate_term"
    __table_args__ = (
        one_of("side", SIDES),
        one_of("source", SOURCES),
        {"comment": "A figure of one form in the numerator or denominator of a rate. Filled from the domain."},
    )

    rate_key: Mapped[str] = mapped_column(ForeignKey("rate.rate_key"), primary_key=True, comment="The rate.")
    applicant: Mapped[str] = mapped_column(primary_key=True, comment="Column of table 3 it is for; total: all.")
    side: Mapped[str] = mapped_column(primary_key=True, comment="numerator or denominator.")
    form: Mapped[str] = mapped_column(primary_key=True, comment="Form of the figure; empty: of no form.")
    source: Mapped[str] = mapped_column(
        primary_key=True, comment="figure; previous: one of the year before; report: a count of it; denominator."
    )
    key: Mapped[str] = mapped_column(primary_key=True, comment="The figure.")
    coefficient: Mapped[Decimal] = mapped_column(Exact, comment="What it is multiplied by in the sum.")


class RateTotal(Base):
    """A figure of a printed total, or of the parts that must add up to it."""

    __tablename__ = "rate_total"
    __table_args__ = (
        one_of("side", ("printed", "parts")),
        {"comment": "A figure of a printed total, or of the parts that must add up to it. Filled from the domain."},
    )

    name: Mapped[str] = mapped_column(primary_key=True, comment="Name of the total: see rate.totals.")
    applicant: Mapped[str] = mapped_column(primary_key=True, comment="Column of table 3 it is for; total: all.")
    side: Mapped[str] = mapped_column(primary_key=True, comment="printed or parts.")
    form: Mapped[str] = mapped_column(primary_key=True, comment="Form of the figure.")
    key: Mapped[str] = mapped_column(primary_key=True, comment="The figure.")
    coefficient: Mapped[Decimal] = mapped_column(Exact, comment="What it is multiplied by in the sum.")


class Denominator(Base):
    """A number on a region that is not ours, such as its residents: from a named source, never changed."""

    __tablename__ = "denominator"
    __table_args__ = (
        UniqueConstraint("region_id", "year", "kind", "source", "vintage"),
        Index("denominator_region_id_year_idx", "region_id", "year"),
        CheckConstraint("source ~ '[^[:space:]]' AND vintage ~ '[^[:space:]]'", name="named"),
        CheckConstraint("value > 0", name="value"),
        {"comment": "A number on a region from a named source, such as its residents. Appended, never changed."},
    )

    denominator_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    region_id: Mapped[int] = mapped_column(ForeignKey("region.region_id"), comment="The region.")
    year: Mapped[int] = mapped_column(SmallInteger, comment="The year it is of.")
    kind: Mapped[str] = mapped_column(comment="What is counted, such as resident_population.")
    value: Mapped[Decimal] = mapped_column(Exact, comment="The number as given; nothing is interpolated.")
    unit: Mapped[str] = mapped_column(comment="Its unit.")
    source: Mapped[str] = mapped_column(comment="Where it is from.")
    vintage: Mapped[str] = mapped_column(comment="Which issue of the source: a later one is another row.")
    boundary_year: Mapped[int] = mapped_column(SmallInteger, comment="The year whose boundaries it is of.")
    imported_at: Mapped[datetime.datetime] = mapped_column(
        Moment, server_default=text("clock_timestamp()"), comment="When."
    )


class Refreshed(Base):
    """When the kept views were last made anew."""

    __tablename__ = "refreshed"
    __table_args__ = ({"comment": "When the kept views were last made anew: one row."},)

    what: Mapped[str] = mapped_column(primary_key=True, comment="Always views.")
    at: Mapped[datetime.datetime] = mapped_column(Moment, comment="When; they show what was held then.")
    seconds: Mapped[Decimal] = mapped_column(Exact, comment="How long it took.")
