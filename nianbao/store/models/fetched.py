"""What was asked for and what came: portals, crawls, captures, and what the portals' lists say."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from nianbao.store.models.base import Base, Id, Json, Moment, Words, one_of

VERDICTS = ("report", "other_organ", "not_a_report")
LISTING_STATES = ("held", "listed", "format_not_read", "gone", "blocked", "unreachable", "robots")
CRAWL_KINDS = ("live", "replay")
CRAWL_STATES = ("running", "complete", "incomplete", "failed")


class Portal(Base):
    """A site of the registry as it was when it was last crawled."""

    __tablename__ = "portal"
    __table_args__ = ({"comment": "A site of the registry as it was when it was last crawled."},)

    site: Mapped[str] = mapped_column(primary_key=True, comment="Name of the registry row.")
    region_code: Mapped[str] = mapped_column(comment="GB/T 2260 code the registry gives.")
    publisher: Mapped[str] = mapped_column(comment="The publisher whose series is shown by default.")
    family: Mapped[str] = mapped_column(comment="The kind of portal software.")
    list_url: Mapped[str | None] = mapped_column(comment="Address of its list of annual reports; null: none known.")
    first_year: Mapped[int] = mapped_column(comment="From this report year on a missing report is a gap.")
    evidence: Mapped[str] = mapped_column(comment="How the registry row is known.")


class Crawl(Base):
    """One run over some sites, and how it ended for each."""

    __tablename__ = "crawl"
    __table_args__ = (
        one_of("kind", CRAWL_KINDS),
        one_of("state", CRAWL_STATES),
        CheckConstraint("(ended IS NULL) = (state = 'running')", name="ended"),
        {"comment": "One run over some sites, and how it ended for each."},
    )

    crawl_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    kind: Mapped[str] = mapped_column(comment="live (asked the portals) or replay (answered from an archive).")
    selection: Mapped[list[str]] = mapped_column(Words, comment="Names of the sites that were to be crawled.")
    state: Mapped[str] = mapped_column(comment="running, complete, incomplete (a site fell short) or failed.")
    started: Mapped[datetime] = mapped_column(
        Moment, server_default=text("clock_timestamp()"), comment="When it began."
    )
    ended: Mapped[datetime | None] = mapped_column(Moment, comment="When it ended; null while it runs.")
    sites: Mapped[list[dict[str, Any]]] = mapped_column(
        Json, server_default=text("'[]'::jsonb"), comment="How it ended for each site, as nianbao crawl prints it."
    )
    options: Mapped[dict[str, Any]] = mapped_column(
        Json, server_default=text("'{}'::jsonb"), comment="What limited it, such as the year; empty: nothing."
    )
    progress: Mapped[dict[str, str]] = mapped_column(
        Json,
        server_default=text("'{}'::jsonb"),
        comment="While it runs: address -> new or changed, so that it counts right after it was killed.",
    )
    vantage: Mapped[str] = mapped_column(
        server_default=text("''"), comment="Where the crawler stood, as NIANBAO_VANTAGE names it; empty: not named."
    )


class Capture(Base):
    """One answer of a portal: a record in a WARC file."""

    __tablename__ = "capture"
    __table_args__ = (
        UniqueConstraint("record_id", "digest", "part"),
        Index("capture_edition_id_idx", "edition_id"),
        Index("capture_crawl_id_idx", "crawl_id"),
        {"comment": "One answer of a portal: a record in a WARC file. The archive is the truth; this is its index."},
    )

    capture_id: Mapped[int] = mapped_column(Id, Identity(), primary_key=True, comment="Our own number.")
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawl.crawl_id"), comment="The crawl that first brought it.")
    site: Mapped[str] = mapped_column(comment="Name of the registry row it was fetched for.")
    url: Mapped[str] = mapped_column(comment="Address that answered; of a part the one that the answer gives it.")
    captured_at: Mapped[datetime] = mapped_column(Moment, comment="The record's WARC-Date.")
    status: Mapped[int] = mapped_column(comment="HTTP status.")
    mime: Mapped[str] = mapped_column(comment="Media type as the portal declared it.")
    file: Mapped[str] = mapped_column(comment="Absolute path of the WARC file.")
    record_offset: Mapped[int] = mapped_column(Id, comment="Where the compressed record begins, in bytes.")
    record_id: Mapped[str] = mapped_column(comment="The record's WARC-Record-ID.")
    digest: Mapped[str] = mapped_column(comment="The record's WARC-Payload-Digest.")
    part: Mapped[str] = mapped_column(
        server_default=text("''"),
        comment="Of a record of JSON with several documents, the one meant (JSON pointer, RFC 6901); empty: all of it.",
    )
    edition_id: Mapped[int | None] = mapped_column(
        ForeignKey("edition.edition_id"), comment="The edition these bytes are; null: no report was read from them."
    )


class Listing(Base):
    """A row of a site's list of annual reports: what the portal says there is."""

    __tablename__ = "listing"
    __table_args__ = (
        one_of("verdict", VERDICTS),
        one_of("state", LISTING_STATES),
        {"comment": "A row of a site's list of annual reports: what the portal says there is."},
    )

    site: Mapped[str] = mapped_column(primary_key=True, comment="Name of the registry row.")
    url: Mapped[str] = mapped_column(primary_key=True, comment="Address the row links to.")
    title: Mapped[str] = mapped_column(comment="Text of the row.")
    published: Mapped[date | None] = mapped_column(comment="Day the list gives, local time.")
    year: Mapped[int | None] = mapped_column(comment="Report year by the title; null: it names none.")
    publisher: Mapped[str] = mapped_column(comment="Publisher by the title; empty: it names none.")
    verdict: Mapped[str] = mapped_column(comment="A report of this site's series, another organ's, or no report.")
    state: Mapped[str] = mapped_column(comment="What became of it.")
    evidence: Mapped[str] = mapped_column(comment="What shows that state.")
    region_code: Mapped[str | None] = mapped_column(
        comment="GB/T 2260 code of the organ that the row is of; null: its name is that of several places, or of none."
    )
    organ: Mapped[str] = mapped_column(
        server_default=text("''"), comment="That organ's one name; empty: the row names none that is known."
    )
