"""Releases: a numbered, frozen set of readings and decisions, and what differs between two."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, Row, insert, select, text
from sqlalchemy.exc import IntegrityError

from nianbao.store import models


class ReleaseRefused(Exception):
    """There is such a release already, none of that name, or nothing to release; raised by what is here."""


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """One release; `manifest` as it was made."""

    release_id: str
    made_at: datetime
    note: str
    manifest: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that two releases show differently; statuses null where a release has no such cell."""

    cell_id: str
    cause: str
    from_value: Decimal | None
    to_value: Decimal | None
    from_status: str | None
    to_status: str | None
    from_corrected: Decimal | None
    to_corrected: Decimal | None


REPORTS = text(
    """
INSERT INTO release_report (release_id, report_id, reading_id, edition_id, document_id, capture_id, first_seen,
                            regressed)
SELECT :release, report_id, reading_id, edition_id, document_id, capture_id, first_seen, regressed
FROM reading_held
WHERE rank = 1
"""
)
DECISIONS = text(
    "INSERT INTO release_decision (release_id, decision_id) SELECT :release, decision_id FROM decision_standing"
)
CHOSEN = text(
    """
SELECT chosen.report_id, reading.digest AS reading, reading.reader, capture.digest AS capture, reading.numbers
FROM reading_held AS chosen
JOIN reading USING (reading_id)
JOIN capture USING (capture_id)
WHERE chosen.rank = 1
ORDER BY chosen.report_id
"""
)


def one_state(connection: Connection) -> None:
    """Let this transaction see one state of the database throughout; it must begin with this call."""
    connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def make_release(connection: Connection, release_id: str, *, note: str, program: str) -> ReleaseRow:
    """Freeze what is shown now, in a transaction that sees `one_state`. Raises ReleaseRefused."""
    chosen = connection.execute(CHOSEN).all()
    if not chosen:
        raise ReleaseRefused("no report is held, so there is nothing to release")
    row = {"release_id": release_id, "note": note, "manifest": _manifest(chosen, program)}
    try:
        connection.execute(insert(models.Release).values(row))
    except IntegrityError as error:
        raise ReleaseRefused(
            f"{release_id} cannot be made: a release is called YEAR.NUMBER (2026.1), and none is made twice"
        ) from error
    connection.execute(REPORTS, {"release": release_id})
    connection.execute(DECISIONS, {"release": release_id})
    return _named(connection, release_id)


def _manifest(chosen: Sequence[Row[Any]], program: str) -> dict[str, Any]:
    digest = sha256()
    for row in chosen:
        digest.update(f"{row.report_id} {row.reading} {row.capture}\n".encode())
    return {
        "program": program,
        "readers": sorted({row.reader for row in chosen}),
        "reports": len(chosen),
        "numbers": sum(row.numbers for row in chosen),
        "sha256": digest.hexdigest(),
    }


def releases(connection: Connection) -> tuple[ReleaseRow, ...]:
    """Every release, oldest first."""
    release = models.Release
    columns = (release.release_id, release.made_at, release.note, release.manifest)
    return tuple(ReleaseRow(*row) for row in connection.execute(select(*columns).order_by(release.made_at)))


def release_diff(connection: Connection, older: str, newer: str) -> Iterator[Difference]:
    """Every figure that two releases show differently, in the order of cells. Raises ReleaseRefused."""
    for each in (older, newer):
        _named(connection, each)
    asked = text(files("nianbao.store").joinpath("release_diff.sql").read_text("utf-8"))
    for row in connection.execute(asked, {"older": older, "newer": newer}):
        yield Difference(**row._asdict())


def _named(connection: Connection, release_id: str) -> ReleaseRow:
    known = {each.release_id: each for each in releases(connection)}
    if release_id not in known:
        raise ReleaseRefused(f"there is no release {release_id}; there are: {', '.join(known) or 'none yet'}")
    return known[release_id]
