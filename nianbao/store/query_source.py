"""Where the figures of a report were read from."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, text

from nianbao.domain.capture import Capture, RecordRef
from nianbao.store.query_reports import HeldReport


@dataclass(frozen=True, slots=True)
class Source:
    """The capture that the reading shown was made from, and the reader that made it."""

    capture: Capture
    site: str
    reader: str


SOURCE = text(
    """
SELECT capture.url, captured_at, status, mime, file, record_offset, record_id, capture.digest, part, site,
       reading.reader
FROM reading
JOIN capture USING (edition_id)
WHERE reading.reading_id = :reading_id
ORDER BY captured_at, capture_id
LIMIT 1
"""
)


def source_of(connection: Connection, report: HeldReport) -> Source:
    """The first capture of the edition whose reading a held report shows."""
    row = connection.execute(SOURCE, {"reading_id": report.reading_id}).one()
    record = RecordRef(Path(row.file), row.record_offset, row.record_id, row.digest, row.part)
    return Source(Capture(row.url, row.captured_at, row.status, row.mime, record), row.site, row.reader)
