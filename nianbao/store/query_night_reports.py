"""What a night brought of reports: new ones, other contents of held ones, other addresses, and what does not add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

TONIGHT = """
WITH tonight AS (
    SELECT edition.document_id, min(capture.captured_at) AS first_at, min(capture.site) AS site,
           (array_agg(capture.edition_id ORDER BY capture.captured_at DESC, capture_id DESC))[1] AS edition_id,
           (array_agg(capture.record_id ORDER BY capture.captured_at DESC, capture_id DESC))[1] AS record_id
    FROM capture JOIN edition USING (edition_id)
    WHERE capture.crawl_id = ANY(:crawls)
    GROUP BY edition.document_id
), word AS (
    SELECT DISTINCT ON (edition_id) edition_id, reading_id, report_id, numbers, title,
           (SELECT count(*) FROM jsonb_object_keys(forms)) AS tables
    FROM reading ORDER BY edition_id, reading_id DESC
)"""
# Of each document that shows another content than at the look before: both, and the fullest there was until then.
TURNED = """
SELECT tonight.site, older.report_id, newer.report_id AS report_now, document.url, tonight.first_at AS at,
       tonight.record_id, COALESCE(newer.numbers, 0) AS numbers, fullest.numbers AS numbers_before,
       COALESCE(newer.tables, 0) AS tables, fullest.tables AS tables_before,
       older.title <> COALESCE(newer.title, '') AS is_retitled, cells.keys
FROM tonight
JOIN document USING (document_id)
JOIN LATERAL (
    SELECT capture.edition_id FROM capture JOIN edition USING (edition_id)
    WHERE edition.document_id = tonight.document_id AND capture.captured_at < tonight.first_at
    ORDER BY capture.captured_at DESC, capture_id DESC LIMIT 1
) AS before ON before.edition_id <> tonight.edition_id
JOIN word AS older ON older.edition_id = before.edition_id AND older.report_id IS NOT NULL
LEFT JOIN word AS newer ON newer.edition_id = tonight.edition_id
CROSS JOIN LATERAL (
    SELECT max(word.numbers) AS numbers, max(word.tables) AS tables
    FROM edition JOIN word USING (edition_id) JOIN capture USING (edition_id)
    WHERE edition.document_id = tonight.document_id AND capture.captured_at < tonight.first_at
) AS fullest
CROSS JOIN LATERAL (
    SELECT COALESCE(array_agg(key ORDER BY key), '{}') AS keys
    FROM (SELECT * FROM figure WHERE reading_id = older.reading_id) AS was
    FULL JOIN (SELECT * FROM figure WHERE reading_id = newer.reading_id) AS is_now USING (key)
    WHERE (was.value, was.status) IS DISTINCT FROM (is_now.value, is_now.status)
) AS cells
ORDER BY older.report_id, document.url
"""
# Documents that were never seen before this night; `known`: a report of which another document was.
ARRIVED = """
SELECT tonight.site, word.report_id, document.url, tonight.record_id, EXISTS (
    SELECT FROM word AS other JOIN edition USING (edition_id) JOIN capture USING (edition_id)
    WHERE other.report_id = word.report_id AND capture.captured_at < tonight.first_at
      AND NOT (capture.crawl_id = ANY(:crawls))
) AS known,
(SELECT array_agg(finding.rule ORDER BY finding.rule) FROM finding
 WHERE finding.reading_id = word.reading_id AND finding.severity = 'official') AS rules
FROM tonight
JOIN document USING (document_id)
JOIN word USING (edition_id)
WHERE word.report_id IS NOT NULL AND document.attached_to IS NULL AND NOT EXISTS (
    SELECT FROM capture JOIN edition USING (edition_id)
    WHERE edition.document_id = tonight.document_id AND capture.captured_at < tonight.first_at
)
ORDER BY word.report_id, document.url
"""


@dataclass(frozen=True, slots=True)
class Turned:
    """A document of a held report that shows another content than at the look before.

    `report_now`: as what it is read now, null: as no report; `*_before`: of the fullest content until then; `keys`: the
    figures that differ.
    """

    site: str
    report_id: str
    report_now: str | None
    url: str
    at: datetime
    record_id: str
    numbers: int
    numbers_before: int
    tables: int
    tables_before: int
    is_retitled: bool
    keys: Sequence[str]


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document seen first; `known`: its report was held before; `rules`: official identities that fail in it."""

    site: str
    report_id: str
    url: str
    record_id: str
    known: bool
    rules: Sequence[str] | None


def turned(connection: Connection, crawls: Sequence[int]) -> tuple[Turned, ...]:
    """What held reports these crawls found with another content."""
    return tuple(
        Turned(*row) for row in connection.execute(text("\n".join((TONIGHT, TURNED))), {"crawls": list(crawls)})
    )


def arrived(connection: Connection, crawls: Sequence[int]) -> tuple[Arrived, ...]:
    """The documents of reports that these crawls saw first."""
    return tuple(
        Arrived(*row) for row in connection.execute(text("\n".join((TONIGHT, ARRIVED))), {"crawls": list(crawls)})
    )
