"""Regions with their names, codes and parents by date, and the organs that publish."""

import datetime
from datetime import date

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.domain.divisions.history.events import BASES, EVENT_TYPES, PRECISIONS
from nianbao.domain.report import PublisherKind
from nianbao.store.models.base import Base, Id, Words, one_of

SINCE = "First day this held; null: as far back as we know."
UNTIL = "Day from which this no longer held; null: it still does."


class Region(Base):
    """A province, prefecture or county under an id of our own: names change and codes are reused."""

    __tablename__ = "region"
    __table_args__ = (
        one_of("level", ("province", "prefecture", "county")),
        {"comment": "A province, prefecture or county under an id of our own: names change and codes are reused."},
    )

    region_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    key: Mapped[str] = mapped_column(
        unique=True, comment="Its own name, the same in every database: first code, with the year if it began later."
    )
    level: Mapped[str] = mapped_column(comment="province, prefecture or county; its last.")
    code: Mapped[str] = mapped_column(comment="Its last code; of regions that stand on one day only one has it.")
    name: Mapped[str] = mapped_column(comment="Its last name.")
    exists_from: Mapped[date | None] = mapped_column(comment="The day it began; null: before 2008.")
    exists_to: Mapped[date | None] = mapped_column(comment="Day from which it is no more; null: it stands.")
    boundary_group: Mapped[int] = mapped_column(
        comment="Regions of one level among which areas were moved since 2008, past ones too, have one number."
    )
    is_functional_zone: Mapped[bool] = mapped_column(
        server_default=false(), comment="The committee of a zone governs the whole of it."
    )


class RegionEvent(Base):
    """A change of regions: what it found and what it left."""

    __tablename__ = "region_event"
    __table_args__ = (
        one_of("type", EVENT_TYPES),
        one_of("precision", PRECISIONS),
        one_of("basis", BASES),
        {"comment": "A change of regions since 2008. Filled from the list of events."},
    )

    event_id: Mapped[str] = mapped_column(primary_key=True, comment="Its own name, the same in every database.")
    position: Mapped[int] = mapped_column(comment="Order in which the events happened, from 0.")
    date: Mapped[datetime.date] = mapped_column(comment="First day on which it surely held.")
    precision: Mapped[str] = mapped_column(
        comment="day; month: of approval; list: month of the first list it stands in; year: its last day."
    )
    type: Mapped[str] = mapped_column(
        comment="rename, recode, upgrade, transfer, merge, split, create, abolish: see docs/regions.md."
    )
    from_ids: Mapped[list[int]] = mapped_column(ARRAY(Id), comment="The regions before it.")
    to_ids: Mapped[list[int]] = mapped_column(ARRAY(Id), comment="The regions after it.")
    changed_ids: Mapped[list[int]] = mapped_column(ARRAY(Id), comment="The regions whose area it changed.")
    doc_no: Mapped[str | None] = mapped_column(comment="Number of the document of approval; null: not known.")
    basis: Mapped[str] = mapped_column(
        comment="sources; known: which regions gave or took a part is in neither of them."
    )


class RegionName(Base):
    """What a region is called, and when."""

    __tablename__ = "region_name"
    __table_args__ = (
        UniqueConstraint("region_id", "valid_from", postgresql_nulls_not_distinct=True),
        {"comment": "What a region is called, and when."},
    )

    name_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Number of this row.")
    region_id: Mapped[int] = mapped_column(ForeignKey("region.region_id"), comment="The region.")
    name: Mapped[str] = mapped_column(comment="Its own name, simplified script, without those of its parents.")
    valid_from: Mapped[date | None] = mapped_column(comment=SINCE)
    valid_to: Mapped[date | None] = mapped_column(comment=UNTIL)


class RegionCode(Base):
    """The GB/T 2260 code of a region, and when; another region may have had it before."""

    __tablename__ = "region_code"
    __table_args__ = (
        UniqueConstraint("code", "valid_from", postgresql_nulls_not_distinct=True),
        Index("region_code_region_id_idx", "region_id"),
        CheckConstraint("code ~ '^[0-9]{6}$'", name="code"),
        {"comment": "The GB/T 2260 code of a region, and when; another region may have had it before."},
    )

    code_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Number of this row.")
    region_id: Mapped[int] = mapped_column(ForeignKey("region.region_id"), comment="The region.")
    code: Mapped[str] = mapped_column(comment="Six digits.")
    valid_from: Mapped[date | None] = mapped_column(comment=SINCE)
    valid_to: Mapped[date | None] = mapped_column(comment=UNTIL)


class RegionParent(Base):
    """The region above a region, and when. A province has no row here."""

    __tablename__ = "region_parent"
    __table_args__ = (
        UniqueConstraint("region_id", "valid_from", postgresql_nulls_not_distinct=True),
        Index("region_parent_parent_id_idx", "parent_id"),
        {"comment": "The region above a region, and when. A province has no row here."},
    )

    link_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Number of this row.")
    region_id: Mapped[int] = mapped_column(ForeignKey("region.region_id"), comment="The region.")
    parent_id: Mapped[int] = mapped_column(ForeignKey("region.region_id"), comment="The region above it.")
    valid_from: Mapped[date | None] = mapped_column(comment=SINCE)
    valid_to: Mapped[date | None] = mapped_column(comment=UNTIL)


class Publisher(Base):
    """An organ that signs annual reports; names that mean one organ are one row."""

    __tablename__ = "publisher"
    __table_args__ = (
        UniqueConstraint("region_id", "name"),
        UniqueConstraint("region_id", "slug"),
        one_of("kind", PublisherKind),
        CheckConstraint("slug ~ '^[a-z0-9_-]+$'", name="slug"),
        {"comment": "An organ that signs annual reports; names that mean one organ are one row."},
    )

    publisher_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    region_id: Mapped[int] = mapped_column(ForeignKey("region.region_id"), comment="The region it belongs to.")
    name: Mapped[str] = mapped_column(comment="Its name; of several names the one the publisher table prefers.")
    kind: Mapped[str] = mapped_column(comment="What sort of organ, by its name.")
    slug: Mapped[str] = mapped_column(comment="Its part of a report_id; never given to another organ.")
    governs: Mapped[bool] = mapped_column(
        server_default=false(), comment="It speaks for its whole region: its government, or that one's office."
    )
    sector: Mapped[str] = mapped_column(
        server_default="unknown", comment="What it is busy with, by its name: one of the list in sectors.toml."
    )
    sector_basis: Mapped[str] = mapped_column(
        server_default="none", comment="What decided the sector: kind, or the rule with the words it found; none."
    )
    line: Mapped[str] = mapped_column(
        server_default="", comment="Organs of one line of a region are one organ, renamed; its slug where no rule fits."
    )
    line_basis: Mapped[str] = mapped_column(
        server_default="none", comment="What decided the line: the rule, or own name where none fits."
    )


class PublisherEvent(Base):
    """What a reform made of lines of organs."""

    __tablename__ = "publisher_event"
    __table_args__ = (
        one_of("kind", ("rename", "merge", "split")),
        {"comment": "What a reform made of lines of organs, everywhere. Filled from the list of reforms."},
    )

    event_id: Mapped[str] = mapped_column(primary_key=True, comment="Its own name, the same in every database.")
    kind: Mapped[str] = mapped_column(
        comment="rename: the line goes on; merge: another follows; split: a new one from parts of lines that go on."
    )
    year: Mapped[int] = mapped_column(SmallInteger, comment="First report year it may be met in.")
    anew: Mapped[int | None] = mapped_column(
        SmallInteger, comment="Report year with which the line that keeps its name begins anew; null: none does."
    )
    from_lines: Mapped[list[str]] = mapped_column(Words, comment="The lines before it.")
    to_lines: Mapped[list[str]] = mapped_column(Words, comment="The lines after it.")
    levels: Mapped[list[str]] = mapped_column(Words, comment="Levels of the regions it took place in.")
    names: Mapped[str] = mapped_column(comment="Names of the organs before and after it.")
    reason: Mapped[str] = mapped_column(comment="Which reform, and why it is what kind says.")
