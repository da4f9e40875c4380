"""All that the database says about one cell: its quality, the years beside it, prose, editions, decisions, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, text

from nianbao.store.query_decisions import DecisionRow
from nianbao.store.query_reports import HeldReport


@dataclass(frozen=True, slots=True)
class Shown:
    """The cell as in `pub.figure`, with its labels as in `pub.codebook` (null: the codebook does not know the key)."""

    value: Decimal | None
    status: str
    raw: str | None
    unit: str | None
    label: str | None
    quality: str | None
    flags: Sequence[str]
    value_filled: Decimal | None
    fill_basis: str | None
    corrected_value: Decimal | None
    correction_id: int | None
    label_zh: str | None
    label_en: str | None


@dataclass(frozen=True, slots=True)
class Beside:
    """The same figure in the report before or behind of the same series; `not_comparable_because` as in
    `pub.year_over_year`, empty where the two may be compared."""

    year: int
    cell_id: str
    held: bool
    value: Decimal | None
    status: str | None
    not_comparable_because: Sequence[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of the prose about the figure, personal data masked."""

    value: Decimal
    coverage: str
    section: int
    sentence: str


@dataclass(frozen=True, slots=True)
class SeenEdition:
    """A content of a document of the report and what its last reading has in the cell (all null: no such cell)."""

    edition_id: int
    url: str
    first_seen: datetime
    last_seen: datetime
    shown: bool
    value: Decimal | None
    status: str | None
    raw: str | None


@dataclass(frozen=True, slots=True)
class ToldFinding:
    """A finding of the report that names the cell."""

    rule: str
    severity: str
    finding_class: str
    message: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class Differing:
    """A cell that the editions of one document do not all print alike: when each was first seen, and its text there."""

    url: str
    key: str
    seen: Sequence[datetime]
    raws: Sequence[str]


SHOWN = """
SELECT value, status, raw, figure.unit, label, quality, flags, value_filled, fill_basis, corrected_value, correction_id,
       codebook.label_zh, codebook.label_en
FROM pub.figure AS figure
LEFT JOIN pub.codebook ON codebook.key = figure.key
WHERE figure.report_id = :report_id AND figure.key = :key
"""
# The view is of the kept figures, so a withheld one is looked up once more where it stands now.
BESIDE = """
SELECT pair.side, pair.year, pair.report_id || '/' || :key AS cell_id, figure.key IS NOT NULL AS held,
       figure.value, figure.status, pair.because AS not_comparable_because
FROM (
    SELECT 'last' AS side, prev_year AS year, prev_report_id AS report_id, not_comparable_because AS because
    FROM pub.year_over_year
    WHERE report_id = :report_id AND key = :key AND kind = 'figure' AND prev_report_id IS NOT NULL
    UNION ALL
    SELECT 'next', later.year, later.report_id, COALESCE(pair.not_comparable_because, '{form}')
    FROM report_kept AS later
    LEFT JOIN pub.year_over_year AS pair
           ON pair.report_id = later.report_id AND pair.key = :key AND pair.kind = 'figure'
    WHERE later.prev_report_id = :report_id
) AS pair
LEFT JOIN pub.figure AS figure ON figure.report_id = pair.report_id AND figure.key = :key
"""
SAID = """
SELECT value, coverage, section, sentence_masked AS sentence
FROM pub.claim
WHERE report_id = :report_id AND key = :key
ORDER BY position
"""
EDITIONS = """
WITH word AS (
    SELECT DISTINCT ON (edition_id) edition_id, reading_id
    FROM reading
    WHERE report_id = :report_id
    ORDER BY edition_id, reading_id DESC
)
SELECT edition.edition_id, document.url, min(capture.captured_at) AS first_seen, max(capture.captured_at) AS last_seen,
       word.reading_id = :reading_id AS shown, figure.value, figure.status, figure.raw
FROM word
JOIN edition USING (edition_id)
JOIN document USING (document_id)
JOIN capture USING (edition_id)
LEFT JOIN figure ON figure.reading_id = word.reading_id AND figure.key = :key
GROUP BY edition.edition_id, document.url, word.reading_id, figure.value, figure.status, figure.raw
ORDER BY first_seen, edition.edition_id
"""
DECIDED = """
SELECT decision_id, report_id, rule, keys, verdict, value, evidence, note, decided_by, decided_at, endorsed_by,
       in_force, not_in_force_because
FROM pub.decision
WHERE report_id = :report_id AND (:key = ANY (keys) OR target = 'report')
ORDER BY decision_id
"""
FOUND = """
SELECT rule, severity, class AS finding_class, message, verdict
FROM pub.finding
WHERE report_id = :report_id AND :key = ANY (keys)
ORDER BY rule, message
"""

DIFFERING = """
WITH word AS (
    SELECT DISTINCT ON (edition_id) edition_id, reading_id
    FROM reading
    WHERE report_id = :report_id
    ORDER BY edition_id, reading_id DESC
), edition_seen AS (
    SELECT edition.document_id, document.url, word.reading_id, min(capture.captured_at) AS first_seen,
           count(*) OVER (PARTITION BY edition.document_id) AS editions
    FROM word
    JOIN edition USING (edition_id)
    JOIN document USING (document_id)
    JOIN capture USING (edition_id)
    GROUP BY edition.document_id, document.url, word.reading_id
)
SELECT url, key, array_agg(first_seen ORDER BY first_seen) AS seen, array_agg(raw ORDER BY first_seen) AS raws
FROM edition_seen
JOIN figure USING (reading_id)
WHERE editions > 1 AND NOT EXISTS (
    SELECT FROM withheld WHERE withheld.report_id = :report_id AND (withheld.key IS NULL OR withheld.key = figure.key)
)
GROUP BY document_id, url, key, editions
HAVING count(DISTINCT (value, status)) > 1 OR count(*) < editions
ORDER BY url, min(figure.position)
"""


def shown_cell(connection: Connection, report_id: str, key: str) -> Shown | None:
    """The cell as the views show it; null where the report has none of that key."""
    row = _rows(connection, SHOWN, report_id, key)
    return Shown(**row[0]) if row else None


def years_beside(connection: Connection, report_id: str, key: str) -> Mapping[str, Beside]:
    """`last` and `next`: the reports of the series before and behind this one, where one is held."""
    rows = _rows(connection, BESIDE, report_id, key)
    return {row.pop("side"): Beside(**row) for row in rows}


def said_in_prose(connection: Connection, report_id: str, key: str) -> tuple[Said, ...]:
    """What the prose says of the figure, in reading order."""
    return tuple(Said(**row) for row in _rows(connection, SAID, report_id, key))


def editions_of_cell(connection: Connection, held: HeldReport, key: str) -> tuple[SeenEdition, ...]:
    """Every content of the report's documents, oldest first, with the cell in it. The caller asks whether the cell is
    withheld."""
    rows = _rows(connection, EDITIONS, held.report_id, key, reading_id=held.reading_id)
    return tuple(SeenEdition(**row) for row in rows)


def decisions_on(connection: Connection, report_id: str, key: str) -> tuple[DecisionRow, ...]:
    """What persons decided about the cell or its report, oldest first."""
    return tuple(DecisionRow(**row) for row in _rows(connection, DECIDED, report_id, key))


def findings_on(connection: Connection, report_id: str, key: str) -> tuple[ToldFinding, ...]:
    """The findings of the report that name the cell."""
    return tuple(ToldFinding(**row) for row in _rows(connection, FOUND, report_id, key))


def is_withheld(connection: Connection, report_id: str, key: str) -> bool:
    """Whether the cell, or the whole report, is withheld."""
    statement = text(
        "SELECT EXISTS (SELECT FROM withheld WHERE report_id = :report_id AND (key IS NULL OR key = :key))"
    )
    return bool(connection.execute(statement, {"report_id": report_id, "key": key}).scalar_one())


def cited_as(connection: Connection, held: HeldReport) -> str:
    """The last release that holds this reading of the report, else the day of the nightly database (dev-2026-11-22)."""
    release = text(
        "SELECT release_id FROM release_report JOIN pub.release USING (release_id) "
        "WHERE reading_id = :reading_id ORDER BY made_at DESC LIMIT 1"
    )
    found: str | None = connection.execute(release, {"reading_id": held.reading_id}).scalar_one_or_none()
    made: date | None = connection.execute(text("SELECT max(at)::date FROM pub.refreshed")).scalar_one()
    return found or f"dev-{made or 'undated'}"


def differing_cells(connection: Connection, report_id: str) -> tuple[Differing, ...]:
    """The cells in which the editions of a document differ, in reading order; withheld ones are left out."""
    rows = connection.execute(text(DIFFERING), {"report_id": report_id}).mappings()
    return tuple(Differing(**row) for row in rows)


def _rows(connection: Connection, statement: str, report_id: str, key: str, **more: object) -> list[dict[str, Any]]:
    found = connection.execute(text(statement), {"report_id": report_id, "key": key, **more})
    return [dict(row) for row in found.mappings()]
