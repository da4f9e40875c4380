"""`nianbao db backup` and `nianbao db restore`: the tables into a folder, and back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.db_address import address_of
from nianbao.cli.exits import SurroundingsFailed, WrongCall
from nianbao.cli.output import print_json

if TYPE_CHECKING:
    from nianbao.cli.main import Settings

SECONDS_AN_HOUR = 3600


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--dated", is_flag=True, help="Into a new folder in FOLDER that is named by the moment.")
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="With --dated: remove all but the newest N.")
@click.option("--every", type=click.FloatRange(min=0, min_open=True), metavar="HOURS", help="With --dated: and again.")
@click.pass_obj
def backup(settings: "Settings", folder: Path, dated: bool, keep: int | None, every: float | None) -> None:
    """Write all tables into FOLDER (new or empty) as they stand at this moment; crawls may go on meanwhile.

    The archive is not in it: copy its files as well, or have them stored (NIANBAO_ARCHIVE). Prints the manifest: rows
    by table, digest, revision. With --every it stays, makes one backup after the other, and ends when one fails.
    """
    if (keep is not None or every is not None) and not dated:
        raise WrongCall("--keep and --every are for backups that follow one another: say --dated too")
    _back_up(settings, folder, dated, keep)
    while every is not None:
        time.sleep(every * SECONDS_AN_HOUR)
        _back_up(settings, folder, dated, keep)


def _back_up(settings: "Settings", folder: Path, dated: bool, keep: int | None) -> None:
    from crawler import clock
    from nianbao.store.backup import back_up
    from nianbao.store.backup_rotation import drop_oldest, folder_of
    from nianbao.store.engine import connect

    with _told():
        address, password, url = address_of(settings)
        engine = connect(url)
        try:
            print_json(back_up(engine, address, folder_of(clock.now(), folder) if dated else folder, password))
        finally:
            engine.dispose()
    if keep is not None:
        drop_oldest(folder, keep)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--replace", is_flag=True, help="Also where the database holds captures: they are replaced.")
@click.pass_obj
def restore(settings: "Settings", folder: Path, replace: bool) -> None:
    """Bring the tables of a backup in FOLDER back, and the database to this version; counts of rows are compared."""
    from nianbao.store.backup import restore as bring_back
    from nianbao.store.engine import connect

    with _told():
        address, password, url = address_of(settings)
        engine = connect(url)
        try:
            print_json(bring_back(engine, address, folder, replace, password))
        finally:
            engine.dispose()


@contextmanager
def _told() -> Iterator[None]:
    from sqlalchemy.exc import DBAPIError

    from nianbao.store.backup import BackupFailed
    from nianbao.store.embedded import EmbeddedFailed
    from nianbao.store.unavailable import DatabaseUnavailable

    try:
        yield
    except (BackupFailed, EmbeddedFailed, DatabaseUnavailable, OSError) as error:
        raise SurroundingsFailed(str(error)) from error
    except DBAPIError as error:
        raise SurroundingsFailed(f"the database refused: {error.orig}") from error
