"""`nianbao db backup` and `nianbao db restore`: the tables into a folder, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nianbao.cli.db_address import address_of
from nianbao.cli.exits import SurroundingsFailed
from nianbao.cli.output import print_json

if TYPE_CHECKING:
    from nianbao.cli.main import Settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def backup(settings: "Settings", folder: Path) -> None:
    """Write all tables into FOLDER (new or empty) as they stand at this moment; crawls may go on meanwhile.

    The archive is not in it: copy its files as well. Prints the manifest: rows by table, digest, revision.
    """
    from nianbao.store.backup import back_up
    from nianbao.store.engine import connect

    with _told():
        address, password, url = address_of(settings)
        engine = connect(url)
        try:
            print_json(back_up(engine, address, folder, password))
        finally:
            engine.dispose()


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
    except (BackupFailed, EmbeddedFailed, DatabaseUnavailable) as error:
        raise SurroundingsFailed(str(error)) from error
    except DBAPIError as error:
        raise SurroundingsFailed(f"the database refused: {error.orig}") from error
