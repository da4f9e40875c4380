"""Figures that are not what they were."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Connection, text


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of one document before and after; `at` and `unchanged_until` in UTC, columns as in `pub.change`."""

    cell_id: str
    at: datetime
    unchanged_until: datetime
    cause: str
    from_value: Decimal | None
    to_value: Decimal | None
    from_status: str | None
    to_status: str | None
    url: str


CHANGES = text(
    """
SELECT change.cell_id, at, unchanged_until, cause, from_value, to_value, from_status, to_status, change.url
FROM pub.change
JOIN report USING (report_id)
JOIN publisher USING (publisher_id)
JOIN region AS code ON code.region_id = publisher.region_id
WHERE (CAST(:region AS text) IS NULL OR code.code = :region)
  AND (CAST(:since AS date) IS NULL OR at >= CAST(:since AS date)::timestamp AT TIME ZONE 'UTC')
  AND (CAST(:cause AS text) IS NULL OR cause = :cause)
ORDER BY at, change.cell_id, change.url
"""
)


def changes(
    connection: Connection, region: str | None = None, *, since: date | None = None, cause: str | None = None
) -> Iterator[Change]:
    """Changes of one region (a code) or of all, oldest first; from a day on (UTC); of one cause."""
    for row in connection.execute(CHANGES, {"region": region, "since": since, "cause": cause}):
        yield Change(**row._asdict())
