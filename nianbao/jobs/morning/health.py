"""Whether this installation can work: the database, the disk, the archive, the last night."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from nianbao.jobs.morning.history import day_of
from nianbao.jobs.morning.missed import missed_nights
from nianbao.jobs.morning.rules import health_limit
from nianbao.store.query_health import sizes
from nianbao.store.query_night import bounds_of, crawled_days
from nianbao.store.query_night_looks import looks_until

MEBIBYTE = 1024 * 1024
# Every check there is, by name.
CHECKS = ("database", "night", "disk", "archive")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried. `told`: what was found, or what failed."""

    check: str
    ok: bool
    told: str


def disk_check(folder: Path) -> Check:
    """Whether the disk of the home has room for the answers of a night."""
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free // MEBIBYTE
    return Check("disk", free >= health_limit("free_mebibytes"), f"{free} MiB free at {there}")


def archive_check(folder: Path) -> Check:
    """Whether a file can be written where the archive lies."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"nianbao")
            file.flush()
    except OSError as failure:
        return Check("archive", False, f"nothing can be written in {folder}: {failure.strerror}")
    return Check("archive", True, f"{folder} can be written")


def database_checks(connection: Connection, regions: Mapping[str, str], now: datetime) -> Iterator[Check]:
    """That the database answers, and that no night was missed of late."""
    held = sizes(connection)
    yield Check("database", True, f"{held.reports} reports, {held.bytes // MEBIBYTE} MiB")
    yield night_check(connection, regions, now)


def night_check(connection: Connection, regions: Mapping[str, str], now: datetime) -> Check:
    """Whether the last nights on which sites were due were crawled."""
    days = crawled_days(connection, day_of(now))
    if not days:
        return Check("night", True, "nothing was crawled yet")
    until = day_of(now) - timedelta(days=1)
    missed = list(missed_nights(looks_until(connection, bounds_of(until)[1], ()), days, regions, until))
    last = f"the last night was {days[-1]}"
    if len(missed) >= health_limit("missed_nights"):
        return Check(
            "night", False, f"{last}; missed {', '.join(one.subject for one in missed)}: {missed[-1].evidence}"
        )
    return Check("night", True, last)
