"""Passages: masked prose as it is searched."""

from sqlalchemy import ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Id

ABOUT = "A stretch of a section's masked text, overlapping the next one by as much as a phrase may be long."
PAIRS = "Pairs of neighbouring characters with their places; white space left out, letters small."


class Passage(Base):
    """A stretch of a section's masked text, overlapping the next one by as much as a phrase may be long."""

    __tablename__ = "passage"
    __table_args__ = (
        ForeignKeyConstraint(["reading_id", "position"], ["section.reading_id", "section.position"]),
        Index("passage_pairs_idx", "pairs", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        {"comment": ABOUT},
    )

    reading_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False, comment="The reading.")
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="Place of the section in it.")
    start: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="Its first character in the masked text, from 0."
    )
    stop: Mapped[int] = mapped_column(comment="The character behind its last.")
    pairs: Mapped[str] = mapped_column(TSVECTOR, comment=PAIRS)
