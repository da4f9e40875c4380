"""Made prose for the reports of two years, and how long it takes to find what of it is used again."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Engine, text

from nianbao.domain.reuse import reuse
from nianbao.store.bulk import LoadedReading, copy_rows, load_readings
from nianbao.store.views.kept import refresh_views
from proofs.load.filling import settle, shelve
from proofs.load.nation import FIGURE_COLUMNS, READING_COLUMNS, Kept, divisions

YEARS = (2024, 2025)
CLAUSES = 40  # of a part of a report
# Of forty: in every report; what every third has; what a neighbour has too; what stood there the year before.
COMMON, FREQUENT, SHARED, KEPT_ON = 6, 6, 10, 10
CHARACTERS = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 2000))
HELD = text("SELECT report_id, reading_id FROM reading")
AGAIN = text(
    """
INSERT INTO section (reading_id, position, number, key, heading, text, heading_masked, text_masked, masks)
SELECT (SELECT max(reading_id) FROM reading), position, number, key, heading, text, heading_masked,
       '改写了这一句话的开头部分。' || text_masked, masks
FROM section WHERE reading_id = (SELECT min(reading_id) FROM reading WHERE edition_id = :edition)
"""
)
COMPARED = text(
    "SELECT count(*), count(text_reuse_prev), count(text_reuse_peer) FROM pub.text_reuse WHERE part = 'all'"
)


def prose_measured(engine: Engine, counties: int) -> dict[str, Any]:
    """Seconds to compare the prose of this many reports of a year with each other and with the year before; then, after
    one report of the last year was read otherwise, seconds of a refresh.
    """
    with engine.begin() as connection:
        newest = _fill(connection, counties)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
    made = _timed(engine)
    with engine.begin() as connection:
        compared = tuple(connection.execute(COMPARED).one())
        _read_otherwise(connection, newest)
    one = _timed(engine)
    return {
        "reports_of_a_year": counties,
        "years": len(YEARS),
        "compared": compared[0],
        "with_year_before": compared[1],
        "with_peer": compared[2],
        "seconds": round(made, 1),
        "one_report_seconds": round(one, 1),
        "load_average": round(os.getloadavg()[0], 1),
    }


def _timed(engine: Engine) -> float:
    began = time.perf_counter()
    with engine.begin() as connection:
        refresh_views(connection)
    return time.perf_counter() - began


def _read_otherwise(connection: Connection, reading: LoadedReading) -> None:
    """Another reading of the same content, with one more sentence in each part."""
    load_readings(connection, READING_COLUMNS, FIGURE_COLUMNS, [replace(reading, digest="other", figures=())])
    connection.execute(AGAIN, {"edition": reading.edition_id})


def _fill(connection: Connection, counties: int) -> LoadedReading:
    kept = [
        replace(report, number=2 * report.number + place, year=year)
        for report in settle(connection, divisions(counties), counties, years=YEARS[:1])
        for place, year in enumerate(YEARS)
    ]
    given = shelve(connection, kept)
    rows = ((reading.edition_id, reading.digest, *reading.row) for reading in given)
    copy_rows(connection, "reading", ("edition_id", "digest", *READING_COLUMNS), rows)
    held = {row.report_id: row.reading_id for row in connection.execute(HELD)}
    columns = ("reading_id", "position", "number", "key", "heading", "text", "heading_masked", "text_masked", "masks")
    copy_rows(connection, "section", columns, _sections(kept, held))
    return given[-1]


def _sections(kept: Sequence[Kept], held: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    for report in kept:
        for place, part in enumerate(reuse().parts):
            said = "。".join(clause(code) for code in _codes(report, place)) + "。"
            yield held[report.report_id], place, place + 1, part, part, said, part, said, "[]"


def _codes(report: Kept, part: int) -> Iterator[int]:
    """Numbers of the clauses of a part of a report: the same number is the same clause."""
    own = report.number // 2
    for place in range(CLAUSES):
        if place < COMMON:
            yield part * 1000 + place
        elif place < COMMON + FREQUENT:
            yield 10_000 + part * 1000 + place * 10 + own % 3
        elif place < COMMON + FREQUENT + SHARED:
            yield 10**6 + (own // 4 * 100 + place) * 10 + part
        elif place < COMMON + FREQUENT + SHARED + KEPT_ON:
            yield 10**7 + (own * 100 + place) * 10 + part
        else:
            yield 10**8 + (report.number * 100 + place) * 10 + part


def clause(code: int) -> str:
    """Sixteen characters that follow from a number."""
    step = code * 2654435761 % 2**61
    return "".join(CHARACTERS[step // 7**place % len(CHARACTERS)] for place in range(16))
