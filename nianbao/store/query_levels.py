"""Which areas lie directly below which, and which reports of a year print one total: what levels and copies ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, text

from nianbao.store.query_reports import HeldReport

BELOW = """
SELECT upper.code AS parent, region.code AS child, link.valid_from AS since, link.valid_to AS until
FROM region_parent AS link
JOIN region USING (region_id)
JOIN region AS upper ON upper.region_id = link.parent_id
WHERE CAST(:parent AS text) IS NULL OR upper.code = :parent
ORDER BY upper.code, region.code
"""
ALIKE = """
SELECT DISTINCT region.code
FROM figure
JOIN reading USING (reading_id)
JOIN report USING (report_id)
JOIN publisher USING (publisher_id)
JOIN region ON region.region_id = publisher.region_id
WHERE figure.key = :key AND figure.value = :value AND report.year = :year AND report.report_id <> :report_id
ORDER BY region.code
"""

NUMBERS = "SELECT reading_id, value FROM figure WHERE key = :key AND reading_id = ANY (:readings) AND value IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Below:
    """An area directly below another, by code, from `since` (null: as far back as we know) up to, not with, `until`."""

    parent: str
    child: str
    since: date | None
    until: date | None

    def in_year(self, year: int) -> bool:
        """Whether it was so on 31 December."""
        day = date(year, 12, 31)
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def areas_below(connection: Connection, parent: str | None = None) -> tuple[Below, ...]:
    """Every area that ever lay directly below an area (a code), or below any."""
    return tuple(Below(*row) for row in connection.execute(text(BELOW), {"parent": parent}))


def regions_alike(connection: Connection, report: HeldReport, key: str, value: Decimal) -> Sequence[str]:
    """Codes of the regions with another report of that year in which this cell was ever read as this number."""
    of = {"key": key, "value": value, "year": report.year, "report_id": report.report_id}
    return connection.execute(text(ALIKE), of).scalars().all()


def numbers_of(connection: Connection, readings: Sequence[int], key: str) -> Mapping[int, Decimal]:
    """The number that stands in one cell of each of these readings; a reading without one is left out."""
    asked = {"key": key, "readings": list(readings)}
    return {row.reading_id: row.value for row in connection.execute(text(NUMBERS), asked)}
