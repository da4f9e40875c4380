"""Text used again: what the parts of reports share with those of last year and of neighbours."""

from sqlalchemy import Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Id


class TextReuse(Base):
    """What a part of a report shares with that of the year before, and with the likest of another publisher."""

    __tablename__ = "text_reuse"
    __table_args__ = (
        Index("text_reuse_year_idx", "year"),
        {
            "comment": "What a part of a report shares with that of the year before in its series, and with the "
            "likest of another publisher. Made from the sections, a year at a time."
        },
    )

    report_id: Mapped[str] = mapped_column(primary_key=True, comment="The report.")
    part: Mapped[str] = mapped_column(primary_key=True, comment="Key of the section.")
    year: Mapped[int] = mapped_column(SmallInteger, comment="The year reported on.")
    reading_id: Mapped[int] = mapped_column(Id, comment="The reading compared.")
    chars: Mapped[int | None] = mapped_column(comment="Characters compared; null: the report has no such section.")
    set_chars: Mapped[int | None] = mapped_column(comment="Characters of set phrases, which were left out.")
    prev_report_id: Mapped[str | None] = mapped_column(comment="The report of the year before; null: not held.")
    prev_chars: Mapped[int | None] = mapped_column(comment="Characters of its part.")
    prev_shared: Mapped[int | None] = mapped_column(comment="Characters of the clauses that both have.")
    prev_null_reason: Mapped[str | None] = mapped_column(comment="Why that is not known.")
    peer_report_id: Mapped[str | None] = mapped_column(
        comment="The likest of another publisher; null: none shares any."
    )
    peer_chars: Mapped[int | None] = mapped_column(comment="Characters of its part.")
    peer_shared: Mapped[int | None] = mapped_column(comment="Characters of the clauses that both have.")
    peer_null_reason: Mapped[str | None] = mapped_column(comment="Why that is not known.")


class TextReuseYear(Base):
    """What the rows of a year in text_reuse were made of."""

    __tablename__ = "text_reuse_year"
    __table_args__ = ({"comment": "What the rows of a year in text_reuse were made of."},)

    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False, comment="The year.")
    digest: Mapped[str] = mapped_column(comment="MD5 of its readings, those of the year before, and the rules.")
