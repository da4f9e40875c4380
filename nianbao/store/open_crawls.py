"""Crawls that are on record as running: which of them go on, and which are over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, text, update

from nianbao.store import models

# A crawl older than this is not gone on with: a portal may have changed meanwhile.
YOUNG = "24 hours"


@dataclass(frozen=True, slots=True)
class OpenCrawl:
    """A live crawl that was killed. `progress`: address -> `new` or `changed`, as stored so far."""

    crawl_id: int
    started: datetime
    selection: tuple[str, ...]
    options: Mapping[str, Any]
    is_young: bool
    progress: Mapping[str, str]


def open_live_crawls(connection: Connection) -> tuple[OpenCrawl, ...]:
    """Live crawls on record as running, oldest first. Some may truly run: whoever holds their lock does."""
    crawl = models.Crawl
    young = (crawl.started > func.clock_timestamp() - text(f"interval '{YOUNG}'")).label("is_young")
    columns = (crawl.crawl_id, crawl.started, crawl.selection, crawl.options, young, crawl.progress)
    asked = select(*columns).where(crawl.state == "running", crawl.kind == "live").order_by(crawl.crawl_id)
    return tuple(_open_crawl(row) for row in connection.execute(asked))


def _open_crawl(row: Row[Any]) -> OpenCrawl:
    return OpenCrawl(row.crawl_id, row.started, tuple(row.selection), row.options, row.is_young, row.progress)


def crawl_started(connection: Connection, crawl_id: int) -> datetime:
    """When a crawl began."""
    return connection.execute(select(models.Crawl.started).where(models.Crawl.crawl_id == crawl_id)).scalar_one()


def note_progress(connection: Connection, crawl_id: int, url: str, outcome: str) -> None:
    """Note that the report at this address is `new` or `changed`, in the transaction that stores it."""
    progress = models.Crawl.progress.op("||")(func.jsonb_build_object(url, outcome))
    connection.execute(update(models.Crawl).where(models.Crawl.crawl_id == crawl_id).values(progress=progress))


def forget_captures(connection: Connection, file: str, offset: int) -> None:
    """Forget the captures of a file from this offset on: the file ends there now."""
    capture = models.Capture
    connection.execute(delete(capture).where(capture.file == file, capture.record_offset >= offset))


def earlier_files(connection: Connection, sites: Sequence[str]) -> tuple[str, ...]:
    """The WARC files that hold the last capture of some address of these sites, oldest first."""
    capture = models.Capture
    last = (
        select(capture.url, capture.file, capture.captured_at)
        .where(capture.site.in_(sites), capture.status == 200)
        .distinct(capture.url)
        .order_by(capture.url, capture.captured_at.desc())
        .subquery()
    )
    files = select(last.c.file).group_by(last.c.file).order_by(func.max(last.c.captured_at))
    return tuple(connection.execute(files).scalars())


def untrusted_addresses(connection: Connection, sites: Sequence[str]) -> tuple[str, ...]:
    """Addresses that a list of these sites names and that did not answer with a report when last asked."""
    listing = models.Listing
    states = ("held", "format_not_read")
    asked = select(listing.url).where(listing.site.in_(sites), listing.state.not_in(states))
    return tuple(connection.execute(asked.order_by(listing.url)).scalars())
