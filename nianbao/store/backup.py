"""What cannot be made anew from the archive: all tables as one file with a manifest, and back again, counted."""

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, delete, inspect, text

from nianbao.store.embedded_binaries import programs
from nianbao.store.migrate import upgrade
from nianbao.store.models import Installed, metadata
from nianbao.store.views import drop_views
from nianbao.store.views.kept import OWN_TABLES

DUMP, MANIFEST = "tables.dump", "manifest.json"


class BackupFailed(Exception):
    """A backup could not be made or brought back; the message says why and what to do."""


def back_up(engine: Engine, address: str, folder: Path, password: str | None = None) -> Mapping[str, Any]:
    """Write every table into a new folder, as of one moment, and the manifest last; give the manifest.

    `address` is that of the engine for libpq, without the password. Raises BackupFailed.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupFailed(f"{folder} is not empty: name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        moment = ["--snapshot", snapshot, "--file", os.fspath(folder / DUMP)]
        tables = ["--format=custom", "--schema=public", *_without_views(connection)]
        _run("pg_dump", [*moment, *tables, *_plain(address)], password)
        manifest = {
            "made": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            "revision": connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one(),
            "sha256": _digest(folder / DUMP),
            "rows": rows_by_table(connection),
        }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return manifest


def restore(
    engine: Engine, address: str, folder: Path, replace: bool, password: str | None = None
) -> Mapping[str, Any]:
    """Bring the tables of a backup back, then the database to this version; give the manifest.

    What the database holds is replaced only where `replace` says so. Raises BackupFailed: the file is not the one of
    the manifest, the database holds captures, or the tables do not come back (it stays as it was then); or it holds
    other counts of rows afterwards.
    """
    manifest = _manifest(folder)
    with engine.begin() as connection:
        if not replace and inspect(connection).has_table("capture") and _count(connection, "capture"):
            raise BackupFailed("the database holds captures: restore into an empty one, or say --replace")
        _take_views_away(connection)
    whole = ["--exit-on-error", "--single-transaction", "--clean", "--if-exists"]
    try:
        _run("pg_restore", [*whole, *_plain(address), os.fspath(folder / DUMP)], password)
        with engine.begin() as connection:
            found = rows_by_table(connection)
            _take_views_away(connection)
    finally:
        upgrade(engine)
    wrong = [name for name, count in manifest["rows"].items() if found.get(name) != count]
    if wrong:
        raise BackupFailed(f"brought back, but with other counts of rows than in the backup: {', '.join(wrong)}")
    return manifest


def _take_views_away(connection: Connection) -> None:
    """Drop the views, which stand on the tables, and the word that this version has made them: `upgrade` does then."""
    drop_views(connection)
    if inspect(connection).has_table(Installed.__tablename__):
        connection.execute(delete(Installed))


def rows_by_table(connection: Connection) -> Mapping[str, int]:
    """How many rows each table of ours has, by name."""
    there = set(inspect(connection).get_table_names(schema="public"))
    return {name: _count(connection, name) for name in sorted(there & metadata.tables.keys())}


def _without_views(connection: Connection) -> Sequence[str]:
    """Views, kept ones and what they note too, are made by each version anew."""
    asked = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')"
    named = [*connection.execute(text(asked)).scalars(), *OWN_TABLES]
    return [f'--exclude-table=public."{name}"' for name in named]


def _count(connection: Connection, table: str) -> int:
    counted: int = connection.execute(text(f'SELECT count(*) FROM public."{table}"')).scalar_one()  # noqa: S608 - ours
    return counted


def _manifest(folder: Path) -> Mapping[str, Any]:
    try:
        told: Mapping[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        digest = _digest(folder / DUMP)
    except (OSError, ValueError) as error:
        raise BackupFailed(f"{folder} is no whole backup: {error}") from error
    if digest != told["sha256"]:
        raise BackupFailed(f"{folder / DUMP} is not the file that was written: its digest differs from the manifest's")
    return told


def _plain(address: str) -> Sequence[str]:
    """Whose tables they are, and who may see them, each server says itself."""
    return ["--no-owner", "--no-privileges", "--dbname", address]


def _run(program: str, words: Sequence[str], password: str | None) -> None:
    env = {**os.environ, **({} if password is None else {"PGPASSWORD": password})}
    call = [os.fspath(programs() / program), *words]
    done = subprocess.run(call, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        raise BackupFailed(f"{program} failed: {done.stderr.strip()[-600:]}")


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
