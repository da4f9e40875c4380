"""What was seen of a portal, and when: looks at its list, what each showed, what became of addresses asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Id, Json, Moment, one_of
from nianbao.store.models.fetched import LISTING_STATES

SITE_STATES = ("complete", "sampled", "partial", "blocked", "unreachable", "robots", "failed")
RULE = "What was recognised: a status, a kind of page, a failure; empty: nothing to recognise."
RECORD = "WARC-Record-ID of the answer or failure that shows it; null: nothing on record."


class Shown(Base):
    """What a site's list showed: the rows that are titles of reports. Looks that showed the same share a row."""

    __tablename__ = "shown"
    __table_args__ = (
        UniqueConstraint("site", "digest"),
        {"comment": "Rows of a site's list that are titles of reports. Looks that saw the same share it."},
    )

    shown_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    site: Mapped[str] = mapped_column(comment="Name of the registry row.")
    digest: Mapped[str] = mapped_column(comment="SHA-256 of the rows.")
    rows: Mapped[list[dict[str, Any]]] = mapped_column(
        Json, comment="Its rows: url, title, published, year, region, organ, verdict; sorted by address."
    )


class Look(Base):
    """One crawl's look at a site: how it ended, and what the list showed where it was read whole. Never changed."""

    __tablename__ = "look"
    __table_args__ = (
        one_of("state", SITE_STATES),
        CheckConstraint("ended >= began", name="ended"),
        CheckConstraint("is_whole OR shown_id IS NULL", name="shown"),
        {"comment": "One crawl's look at a site: how it ended, and what the list showed where it was read whole."},
    )

    site: Mapped[str] = mapped_column(primary_key=True, comment="Name of the registry row.")
    began: Mapped[datetime] = mapped_column(Moment, primary_key=True, comment="Moment of its first exchange.")
    ended: Mapped[datetime] = mapped_column(Moment, comment="Moment of its last exchange.")
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawl.crawl_id"), comment="The crawl that first brought it.")
    list_url: Mapped[str | None] = mapped_column(comment="Address of the list then; null: none was known.")
    state: Mapped[str] = mapped_column(comment="How the site's crawl ended.")
    is_whole: Mapped[bool] = mapped_column(comment="Whether every page of the list was read.")
    shown_id: Mapped[int | None] = mapped_column(
        ForeignKey("shown.shown_id"), comment="What the list showed; null: not read whole, or not kept then."
    )
    url: Mapped[str | None] = mapped_column(comment="Address that shows how it ended.")
    rule: Mapped[str] = mapped_column(comment=RULE)
    evidence: Mapped[str] = mapped_column(comment="The same in a sentence; empty: nothing fell short.")
    record_id: Mapped[str | None] = mapped_column(comment=RECORD)
    troubles: Mapped[dict[str, int]] = mapped_column(
        Json, server_default=text("'{}'::jsonb"), comment="Kind of trouble -> how many things it kept from us."
    )
    has_moved: Mapped[bool] = mapped_column(
        server_default=false(), comment="The list's address gave no list, and no row was a report of the site."
    )


class Outcome(Base):
    """What became of an address of a report that was asked for, each time it was. Never changed."""

    __tablename__ = "outcome"
    __table_args__ = (
        one_of("state", LISTING_STATES),
        Index("outcome_crawl_id_idx", "crawl_id"),
        {"comment": "What became of an address of a report, each time it was asked for."},
    )

    site: Mapped[str] = mapped_column(primary_key=True, comment="Name of the registry row.")
    url: Mapped[str] = mapped_column(primary_key=True, comment="The address, as the list or the registry has it.")
    at: Mapped[datetime] = mapped_column(Moment, primary_key=True, comment="Moment of the exchange that shows it.")
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawl.crawl_id"), comment="The crawl that first brought it.")
    state: Mapped[str] = mapped_column(comment="What became of it.")
    rule: Mapped[str] = mapped_column(comment=RULE)
    evidence: Mapped[str] = mapped_column(comment="The same in a sentence; empty: it is held.")
    record_id: Mapped[str | None] = mapped_column(comment=RECORD)
