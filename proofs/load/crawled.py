"""One site of the made nation looked at again: every page captured once more, one of them changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from sqlalchemy import Connection, text

from nianbao.store.bulk import copy_rows, load_readings
from nianbao.store.rows import ListingRow
from nianbao.store.save import mark_listing, save_listing, save_sites, start_crawl
from nianbao.store.save_looks import LookRow, OutcomeRow, save_look, save_outcomes
from proofs.load.nation import FIGURE_COLUMNS, READING_COLUMNS, CountySite, Kept, readings

EDITIONS = text(
    "SELECT document.url, document_id, edition_id FROM document JOIN edition USING (document_id) "
    "WHERE url LIKE :folder ORDER BY url, edition_id"
)
LATER = timedelta(days=20)
CAPTURED = ("crawl_id", "site", "url", "captured_at", "status", "mime", "file", "record_offset", "record_id", "digest",
            "edition_id")  # fmt: skip


def crawl_again(connection: Connection, kept: Sequence[Kept], time: int) -> None:
    """Write what the crawl of one county's site writes; its newest report prints other numbers each `time`."""
    site = CountySite(kept[0].code)
    crawl = start_crawl(connection, [site.name], "live", vantage="made")
    save_sites(connection, [site])
    held = {row.url: row for row in connection.execute(EDITIONS, {"folder": f"{site.list_url}%"})}
    newest = replace(kept[-1], edit=time)
    digest = sha256(f"{newest.report_id} {time}".encode()).hexdigest()
    copy_rows(connection, "edition", ("document_id", "digest"), [(held[newest.url].document_id, digest)])
    editions = {row.url: row.edition_id for row in connection.execute(EDITIONS, {"folder": f"{site.list_url}%"})}
    seen = max(report.first_seen for report in kept) + LATER * time
    rows = [
        (crawl, site.name, report.url, seen, 200, "text/html", "/archive/again.warc.gz", report.number,
         f"<urn:uuid:{time}-{report.number}>", f"sha256:{report.digest}", editions[report.url])
        for report in kept
    ]  # fmt: skip
    copy_rows(connection, "capture", CAPTURED, rows)
    load_readings(connection, READING_COLUMNS, FIGURE_COLUMNS, readings([newest], [editions[newest.url]]))
    listed = [
        ListingRow(site.name, report.url, f"{report.year}年年度报告", date(report.year + 1, 3, 1), site.publisher,
                   report.year, "report", region_code=site.region, organ=site.publisher)
        for report in kept
    ]  # fmt: skip
    save_listing(connection, listed)
    for report in kept:
        mark_listing(connection, site.name, report.url, "held", "")
    shown = [{"url": row.url, "year": row.year, "region": row.region_code, "organ": row.organ,
              "published": str(row.published)} for row in listed]  # fmt: skip
    save_look(
        connection, crawl, LookRow(site.name, seen, seen, site.list_url, "complete", True, shown, None, "", "", None)
    )
    outcomes = [OutcomeRow(site.name, report.url, seen, "held", "", "", None) for report in kept]
    save_outcomes(connection, crawl, outcomes)
