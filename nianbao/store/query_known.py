"""What is held of a site's reports, as far as another copy of one can be known by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report that is held, as its last reading has it. `headings`: keys of its sections; `figures`: its numbers."""

    url: str
    title: str
    publisher: str
    year: int
    headings: frozenset[str]
    figures: Mapping[str, Decimal]


# Of each address the last reading.
KNOWN = text(
    """
SELECT DISTINCT ON (document.document_id) document.url, reading.reading_id, reading.title, reading.publisher_name,
       reading.year
FROM document JOIN edition USING (document_id) JOIN reading USING (edition_id)
WHERE document.site = :site AND reading.year IS NOT NULL AND reading.report_id IS NOT NULL
ORDER BY document.document_id, reading.reading_id DESC
"""
)
HEADINGS = text("SELECT key FROM section WHERE reading_id = :reading_id")
FIGURES = text("SELECT key, value FROM figure WHERE reading_id = :reading_id AND status = 'number'")


def known_reports(connection: Connection, site: str) -> tuple[KnownReport, ...]:
    """The reports held that were fetched for a site, newest year first; of one year those with most sections first."""
    found = [
        KnownReport(
            row.url,
            row.title,
            row.publisher_name,
            row.year,
            frozenset(connection.execute(HEADINGS, {"reading_id": row.reading_id}).scalars()),
            {one.key: one.value for one in connection.execute(FIGURES, {"reading_id": row.reading_id})},
        )
        for row in connection.execute(KNOWN, {"site": site})
    ]
    return tuple(sorted(found, key=lambda one: (-one.year, -len(one.headings), one.url)))
