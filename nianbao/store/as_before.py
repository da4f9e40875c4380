"""Contents that a reader reads as they were read before, many at once: only that it has read them goes in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

from nianbao.domain.coverage import is_stated
from nianbao.domain.governing import governs
from nianbao.domain.publishers import canonical_name, slug_of
from nianbao.domain.report import Report
from nianbao.store.placing import said_of, stated_elsewhere

# Placed as `place` would place it now: the region that has the code in that year, its organ of that name, the report.
STANDING = text(
    """
SELECT asked.edition_id, publisher.region_id, publisher.governs, report.publisher_id, report.year, report.coverage
FROM unnest(
    CAST(:editions AS bigint[]), CAST(:readings AS bigint[]), CAST(:reports AS text[]),
    CAST(:codes AS text[]), CAST(:years AS integer[]), CAST(:names AS text[]), CAST(:slugs AS text[])
) AS asked (edition_id, reading_id, report_id, code, year, name, slug)
JOIN report ON report.report_id = asked.report_id AND report.year = asked.year
JOIN publisher USING (publisher_id)
WHERE publisher.name = asked.name AND publisher.slug = asked.slug
AND publisher.region_id = (
    SELECT region_id FROM region
    WHERE region.code = asked.code
    AND (exists_from IS NULL OR exists_from <= make_date(asked.year, 12, 31))
    AND (exists_to IS NULL OR exists_to > make_date(asked.year, 1, 1))
    ORDER BY exists_to DESC NULLS FIRST LIMIT 1
)
AND asked.reading_id = (SELECT max(reading_id) FROM reading WHERE reading.edition_id = asked.edition_id)
"""
)
RUNS = text(
    """
INSERT INTO reading_run (edition_id, reading_id, reader)
SELECT edition_id, reading_id, :reader
FROM unnest(CAST(:editions AS bigint[]), CAST(:readings AS bigint[])) AS read (edition_id, reading_id)
ON CONFLICT DO NOTHING
"""
)


@dataclass(frozen=True, slots=True)
class AsBefore:
    """A content of which a reader makes what was made of it last, `reading_id`, where it is still `report_id`.

    `report`: what places it; its figures, sections, claims and findings may be left out.
    """

    edition_id: int
    reading_id: int
    report_id: str
    report: Report


def note_same(connection: Connection, reader: str, same: Sequence[AsBefore]) -> frozenset[int]:
    """Note that `reader` read those that are still placed as they were, and not read anew meanwhile; their numbers.

    The others are left to `save_report`.
    """
    standing = [one for one, row in placed_as_before(connection, same) if knows_organ(one, row)]
    if standing:
        editions, readings = [one.edition_id for one in standing], [one.reading_id for one in standing]
        connection.execute(RUNS, {"editions": editions, "readings": readings, "reader": reader})
    return frozenset(one.edition_id for one in standing)


def placed_as_before(connection: Connection, same: Sequence[AsBefore]) -> Iterator[tuple[AsBefore, Row[Any]]]:
    """Those that would be placed where they are, with the row of STANDING."""
    rows = {row.edition_id: row for row in connection.execute(STANDING, asked_of(same))}
    found = [(one, rows[one.edition_id]) for one in same if one.edition_id in rows]
    silent = [(row.publisher_id, row.year) for one, row in found if not is_stated(one.report.coverage_evidence)]
    stated = stated_elsewhere(connection, silent) if silent else {}
    return ((one, row) for one, row in found if counts_alike(one, row, stated))


def knows_organ(one: AsBefore, row: Row[Any]) -> bool:
    """Whether placing it would say nothing new of its organ: that an organ governs may be known only now."""
    return bool(row.governs) or not governs(one.report.publisher.name, one.report.publisher.region or "")


def counts_alike(one: AsBefore, row: Row[Any], stated: Mapping[tuple[int, int], set[str]]) -> bool:
    """Whether it counts what the report counts that it was."""
    if is_stated(one.report.coverage_evidence):
        return bool(row.coverage == one.report.coverage.value)
    return bool(row.coverage == said_of(stated.get((row.publisher_id, row.year), set()), one.report).value)


def asked_of(same: Sequence[AsBefore]) -> dict[str, list[Any]]:
    """The columns of STANDING; of a report without region or year nothing stands."""
    codes = [one.report.publisher.region or "" for one in same]
    names = [canonical_name(one.report.publisher.name, code) for one, code in zip(same, codes, strict=True)]
    return {
        "editions": [one.edition_id for one in same],
        "readings": [one.reading_id for one in same],
        "reports": [one.report_id for one in same],
        "codes": codes,
        "years": [one.report.year for one in same],
        "names": names,
        "slugs": [slug_of(name, code) for name, code in zip(names, codes, strict=True)],
    }
