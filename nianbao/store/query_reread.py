"""What is to be read again: contents of documents, the captures that show them, and what the lists said of them."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, text

from nianbao.domain.capture import Capture, RecordRef

# Of each content the last look decides whose it is: a crawl's last word on it came from there.
PENDING = text(
    """
SELECT COALESCE(look.site, document.site) AS site, edition.edition_id
FROM edition
JOIN document USING (document_id)
LEFT JOIN LATERAL (
    SELECT capture.site FROM capture WHERE capture.edition_id = edition.edition_id
    ORDER BY captured_at DESC, capture_id DESC LIMIT 1
) AS look ON true
WHERE NOT EXISTS (
    SELECT FROM reading_run WHERE reading_run.edition_id = edition.edition_id AND reading_run.reader = ANY (:readers)
)
ORDER BY site, COALESCE(document.attached_to, document.url), document.attached_to NULLS FIRST, edition_id
"""
)
CONTENTS = text(
    """
SELECT edition.edition_id, edition.digest, document.url, document.carrier, document.attached_to,
    last.year, last.reading_id, last.digest AS read, last.report_id, last.unplaced
FROM edition
JOIN document USING (document_id)
LEFT JOIN LATERAL (
    SELECT * FROM reading WHERE reading.edition_id = edition.edition_id ORDER BY reading_id DESC LIMIT 1
) AS last ON true
WHERE edition.edition_id = ANY (:editions)
"""
)
SHOWING = text(
    """
SELECT url, captured_at, status, mime, file, record_offset, record_id, digest, part, edition_id
FROM capture
WHERE edition_id = ANY (:editions)
ORDER BY captured_at DESC, capture_id DESC
"""
)
ANSWERS = text(
    """
SELECT DISTINCT outcome.site, outcome.record_id, outcome.url
FROM outcome JOIN capture USING (record_id)
WHERE outcome.site = ANY (:sites) AND capture.edition_id = ANY (:editions)
"""
)
PAGES = text(
    """
SELECT capture.*, outcome.url AS asked
FROM outcome JOIN capture USING (record_id, site)
WHERE outcome.site = ANY (:sites) AND outcome.url = ANY (:pages) AND edition_id IS NOT NULL
UNION
SELECT capture.*, capture.url FROM capture
WHERE site = ANY (:sites) AND capture.url = ANY (:pages) AND edition_id IS NOT NULL
ORDER BY captured_at
"""
)
LISTED = text("SELECT site, url, title, year FROM listing WHERE site = ANY (:sites)")
SHOWN = text(
    "SELECT look.site, began, rows FROM look JOIN shown USING (shown_id) WHERE look.site = ANY (:sites) ORDER BY began"
)
READERS = text("SELECT reader, min(read_at) AS first FROM reading_run GROUP BY reader ORDER BY first, reader")
PORTALS = text(
    "SELECT site AS name, region_code AS region, publisher, family, list_url, first_year, evidence FROM portal"
)
LAST_READING = text("SELECT max(reading_id) FROM reading WHERE edition_id = :edition")
DIFFERENT = text(
    """
WITH older AS (
    SELECT report_id, key, value, status FROM figure JOIN reading USING (reading_id)
    WHERE reading_id = :older AND report_id IS NOT NULL
), newer AS (
    SELECT report_id, key, value, status FROM figure JOIN reading USING (reading_id)
    WHERE reading_id = :newer AND report_id IS NOT NULL
)
SELECT count(*) FROM older FULL JOIN newer USING (report_id, key)
WHERE (older.value, older.status) IS DISTINCT FROM (newer.value, newer.status)
"""
)
IS_STALE = text("SELECT EXISTS (SELECT FROM stale)")


@dataclass(frozen=True, slots=True)
class LastReading:
    """What was made of a content last. `digest`: of everything that was read, the report it is placed at included."""

    reading_id: int
    digest: str
    report_id: str | None
    unplaced: str | None


@dataclass(frozen=True, slots=True)
class Content:
    """A content of a document (an edition) that is to be read; `captures` show it, the last look first.

    `carrier`: the kind of file that its document is; `attached_to`: of a file beside a page, the page's address, else
    empty; `year`: that of its last reading; `last`: that reading, null where there is none.
    """

    edition_id: int
    digest: str
    url: str
    carrier: str
    attached_to: str
    year: int | None
    captures: tuple[Capture, ...]
    last: LastReading | None


@dataclass(frozen=True, slots=True)
class SiteRecord:
    """What is on record of a site's addresses.

    `asked`: record -> addresses it answered for; `listed`: address -> the list's title and year, as last seen; `looks`:
    moments at which the list was read whole, each with address -> year; `pages`: captures of pages with files, by the
    page's address, oldest first.
    """

    asked: Mapping[str, tuple[str, ...]]
    listed: Mapping[str, tuple[str, int | None]]
    looks: tuple[tuple[datetime, Mapping[str, int | None]], ...]
    pages: Mapping[str, tuple[Capture, ...]]


def readers_on_record(connection: Connection) -> Mapping[str, datetime]:
    """Every version of the reader that has read something here, and since when; the earliest first."""
    return {row.reader: row.first for row in connection.execute(READERS)}


def portals_on_record(connection: Connection) -> Mapping[str, Mapping[str, Any]]:
    """Every site that was ever crawled here, by name: the columns of its registry row at its last crawl."""
    return {row.name: row._asdict() for row in connection.execute(PORTALS)}


def pending_by_site(connection: Connection, readers: Collection[str]) -> Mapping[str, Sequence[int]]:
    """The contents of each site that none of these readers has read, by number; all, where no reader is given.

    Each page goes ahead of the files beside it.
    """
    pending: dict[str, array[int]] = {}
    for row in connection.execute(PENDING, {"readers": list(readers)}):
        pending.setdefault(row.site, array("q")).append(row.edition_id)
    return pending


def contents_of(connection: Connection, editions: Sequence[int]) -> tuple[Content, ...]:
    """These contents with everything that shows them, in this order."""
    asked = {"editions": list(editions)}
    showing: defaultdict[int, list[Capture]] = defaultdict(list)
    for row in connection.execute(SHOWING, asked):
        showing[row.edition_id].append(_capture(row))
    found = {row.edition_id: row for row in connection.execute(CONTENTS, asked)}
    return tuple(_content(found[edition], showing[edition]) for edition in editions)


def _content(row: Row[Any], captures: Iterable[Capture]) -> Content:
    last = None if row.reading_id is None else LastReading(row.reading_id, row.read, row.report_id, row.unplaced)
    beside = row.attached_to or ""
    return Content(row.edition_id, row.digest, row.url, row.carrier, beside, row.year, tuple(captures), last)


def records_of(connection: Connection, contents: Mapping[str, Sequence[Content]]) -> Mapping[str, SiteRecord]:
    """What is on record of each site, as far as reading these contents of it needs that."""
    said = {"sites": list(contents)}
    read = [content for those in contents.values() for content in those]
    editions = {"editions": [content.edition_id for content in read]}
    beside = {"pages": sorted({content.attached_to for content in read if content.attached_to})}
    asked: defaultdict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in connection.execute(ANSWERS, said | editions):
        asked[row.site][row.record_id] = (*asked[row.site].get(row.record_id, ()), row.url)
    pages: defaultdict[str, dict[str, tuple[Capture, ...]]] = defaultdict(dict)
    for row in connection.execute(PAGES, said | beside) if beside["pages"] else ():
        pages[row.site][row.asked] = (*pages[row.site].get(row.asked, ()), _capture(row))
    listed: defaultdict[str, dict[str, tuple[str, int | None]]] = defaultdict(dict)
    for row in connection.execute(LISTED, said):
        listed[row.site][row.url] = (row.title, row.year)
    looks: defaultdict[str, list[tuple[datetime, Mapping[str, int | None]]]] = defaultdict(list)
    for row in connection.execute(SHOWN, said):
        looks[row.site].append((row.began, _years(row.rows)))
    return {site: SiteRecord(asked[site], listed[site], tuple(looks[site]), pages[site]) for site in contents}


def last_reading(connection: Connection, edition_id: int) -> int | None:
    """The number of a content's last reading."""
    found: int | None = connection.execute(LAST_READING, {"edition": edition_id}).scalar_one()
    return found


def figures_between(connection: Connection, older: int | None, newer: int | None) -> int:
    """In how many figures two readings differ, counted as `pub.change` does."""
    count: int = connection.execute(DIFFERENT, {"older": older, "newer": newer}).scalar_one()
    return count


def is_stale(connection: Connection) -> bool:
    """Whether something was written since the kept views were made."""
    return bool(connection.execute(IS_STALE).scalar_one())


def _years(rows: Iterable[Mapping[str, Any]]) -> Mapping[str, int | None]:
    return {str(row["url"]): row["year"] for row in rows}


def _capture(row: Row[Any]) -> Capture:
    record = RecordRef(Path(row.file), row.record_offset, row.record_id, row.digest, row.part)
    return Capture(row.url, row.captured_at, row.status, row.mime, record)
