"""Crawls, captures, sites and their lists go in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

from sqlalchemy import Connection, func, select, true, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from nianbao.domain.capture import Capture
from nianbao.domain.publishers import canonical_name
from nianbao.store import models
from nianbao.store.models import Base
from nianbao.store.organs import note_organs
from nianbao.store.rows import CrawlSummary, ListingRow, SiteRow


class NoSuchCrawl(Exception):
    """A crawl was ended that is not running; raised by `finish_crawl`."""


def start_crawl(
    connection: Connection,
    sites: Sequence[str],
    kind: Literal["live", "replay"],
    options: Mapping[str, Any] | None = None,
    vantage: str = "",
) -> int:
    """Note that a crawl of these sites begins now, from this vantage; gives its number. `options`: what limits it."""
    row = {"kind": kind, "selection": list(sites), "state": "running", "options": dict(options or {})}
    row["vantage"] = vantage
    statement = insert(models.Crawl).values(row)
    return connection.execute(statement.returning(models.Crawl.crawl_id)).scalar_one()


def finish_crawl(connection: Connection, crawl_id: int, summary: CrawlSummary | None) -> None:
    """Note how a running crawl ended, now; without a summary it failed. Raises NoSuchCrawl."""
    ending: dict[str, Any] = {"state": "failed", "ended": func.clock_timestamp(), "progress": {}}
    if summary is not None:
        ending["state"] = "complete" if summary.complete else "incomplete"
        ending["sites"] = [asdict(site) for site in summary.sites]
    statement = update(models.Crawl).where(models.Crawl.crawl_id == crawl_id, models.Crawl.state == "running")
    if connection.execute(statement.values(ending)).rowcount != 1:
        raise NoSuchCrawl(f"crawl {crawl_id} is not running")


def save_capture(connection: Connection, crawl_id: int, site: str, capture: Capture) -> int:
    """Note where an answer lies; gives its number. One that is known only learns where its file lies now."""
    row = {
        "crawl_id": crawl_id,
        "site": site,
        "url": capture.url,
        "captured_at": capture.captured_at,
        "status": capture.status,
        "mime": capture.mime,
        "file": str(capture.record.file),
        "record_offset": capture.record.offset,
        "record_id": capture.record.id,
        "digest": capture.record.digest,
        "part": capture.record.part,
    }
    _upsert(connection, models.Capture, [row], ("record_id", "digest", "part"), ("file", "record_offset"))
    known = select(models.Capture.capture_id).where(
        models.Capture.record_id == capture.record.id,
        models.Capture.digest == capture.record.digest,
        models.Capture.part == capture.record.part,
    )
    return connection.execute(known).scalar_one()


def save_sites(connection: Connection, sites: Sequence[SiteRow]) -> None:
    """Note the registry rows that are being crawled."""
    rows = [
        {
            "site": site.name,
            "region_code": site.region,
            "publisher": canonical_name(site.publisher, site.region),
            "family": site.family,
            "list_url": site.list_url,
            "first_year": site.first_year,
            "evidence": site.evidence,
        }
        for site in sites
    ]
    changing = ("region_code", "publisher", "family", "list_url", "first_year", "evidence")
    _upsert(connection, models.Portal, rows, ("site",), changing)
    note_organs(connection, [(site.region, site.publisher) for site in sites], by_registry=True)


def save_listing(connection: Connection, rows: Iterable[ListingRow]) -> None:
    """Note what a site's list says; the state of a row that is known stays as it is (see `mark_listing`)."""
    values = {(row.site, row.url): asdict(row) for row in rows}
    changing = ("title", "published", "publisher", "year", "verdict", "region_code", "organ")
    _upsert(connection, models.Listing, list(values.values()), ("site", "url"), changing)


def mark_listing(
    connection: Connection, site: str, url: str, state: str, evidence: str, *, keep_held: bool = False
) -> None:
    """Note what became of a listed row, with what shows it; with `keep_held` only where nothing of it is held."""
    row = (
        models.Listing.site == site,
        models.Listing.url == url,
        models.Listing.state != "held" if keep_held else true(),
    )
    connection.execute(update(models.Listing).where(*row).values(state=state, evidence=evidence))


def _upsert(
    connection: Connection, table: type[Base], rows: list[dict[str, Any]], key: Sequence[str], changing: Sequence[str]
) -> None:
    if not rows:
        return
    statement = insert(table)
    new = [statement.excluded[column] for column in changing]
    held = [getattr(table, column) for column in changing]
    statement = statement.on_conflict_do_update(
        index_elements=list(key),
        set_=dict(zip(changing, new, strict=True)),
        where=tuple_(*held).is_distinct_from(tuple_(*new)),
    )
    connection.execute(statement, rows)
