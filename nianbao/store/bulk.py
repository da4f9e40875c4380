"""Many rows at once, by COPY."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, text

STAGED = "CREATE TEMPORARY TABLE staged_reading (place integer, edition_id bigint, digest text) ON COMMIT DROP"
NEW = text(
    """
SELECT staged_reading.place, nextval(pg_get_serial_sequence('reading', 'reading_id')) AS reading_id
FROM staged_reading
LEFT JOIN LATERAL (
    SELECT digest FROM reading WHERE reading.edition_id = staged_reading.edition_id ORDER BY reading_id DESC LIMIT 1
) AS last ON true
WHERE last.digest IS DISTINCT FROM staged_reading.digest
ORDER BY staged_reading.place
"""
)
RUNS = text(
    """
INSERT INTO reading_run (edition_id, reading_id, reader)
SELECT edition_id, reading_id, reader FROM reading WHERE reading_id = ANY (:written)
"""
)


@dataclass(frozen=True, slots=True)
class LoadedReading:
    """A reading to be loaded: of which edition, its digest, the rest of its row, and the rows of its figures."""

    edition_id: int
    digest: str
    row: Sequence[Any]
    figures: Iterable[Sequence[Any]]


def load_readings(
    connection: Connection,
    columns: Sequence[str],
    figure_columns: Sequence[str],
    readings: Sequence[LoadedReading],
) -> int:
    """Write readings with their figures, many at once; how many were written. One an edition; its captures are there.

    As with one reading at a time, one that equals the last of its edition is not written again, and what is held stays
    untouched. `columns` are those of `row`, `figure_columns` those of a figure without the number of its reading. The
    figures of a reading that is not written are not looked at.
    """
    connection.exec_driver_sql(STAGED)
    staged = ((place, reading.edition_id, reading.digest) for place, reading in enumerate(readings))
    copy_rows(connection, "staged_reading", ("place", "edition_id", "digest"), staged)
    new = [(row.reading_id, readings[row.place]) for row in connection.execute(NEW)]
    connection.exec_driver_sql("DROP TABLE staged_reading")
    rows = ((number, reading.edition_id, reading.digest, *reading.row) for number, reading in new)
    copy_rows(connection, "reading", ("reading_id", "edition_id", "digest", *columns), rows)
    copy_rows(connection, "figure", ("reading_id", *figure_columns), _figures(new))
    connection.execute(RUNS, {"written": [number for number, _ in new]})
    return len(new)


def _figures(readings: Iterable[tuple[int, LoadedReading]]) -> Iterator[tuple[Any, ...]]:
    for number, reading in readings:
        for figure in reading.figures:
            yield number, *figure


def copy_rows(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Append rows to a table within the connection's transaction; lists and plain values only."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("copy_rows was given a closed connection")
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
