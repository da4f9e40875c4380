"""Regions with their names, codes and parents by date, and the organs that publish."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.domain.report import PublisherKind
from nianbao.store.models.base import Base, Id, one_of

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
    level: Mapped[str] = mapped_column(comment="province, prefecture or county.")


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
