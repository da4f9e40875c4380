"""`nianbao db`: the database's address, its server, its schema, its backups, and psql in it."""

import os
from typing import TYPE_CHECKING

import click

from nianbao.cli.db_address import (
    database_name,
    embedded_url,
    for_libpq,
    given,
    own_server,
    server_with,
    shown,
    surroundings,
    without_password,
)
from nianbao.cli.db_backup import backup, restore
from nianbao.cli.exits import SurroundingsFailed

if TYPE_CHECKING:
    from nianbao.cli.main import Settings


@click.group()
def command() -> None:
    """The database: DATABASE_URL where that is set, else an embedded server that starts when it is needed.

    With `nianbao --sample db …` it is the sample database, always on the embedded server.
    """


@command.command()
@click.pass_obj
def url(settings: "Settings") -> None:
    """Print the address of the database, for psql and other programs; an embedded one is started and set up.

    A password that DATABASE_PASSWORD_FILE holds is left out.
    """
    address = shown(settings)
    click.echo(for_libpq(address) if address else embedded_url(settings))


@command.command()
@click.pass_obj
def start(settings: "Settings") -> None:
    """Start the embedded server; it stays until `nianbao db stop`."""
    with surroundings():
        own_server(settings).start()


@command.command()
@click.pass_obj
def stop(settings: "Settings") -> None:
    """Stop the embedded server."""
    with surroundings():
        own_server(settings).stop()


@command.command()
@click.pass_obj
def upgrade(settings: "Settings") -> None:
    """Bring the tables to this version of nianbao; an embedded database does that by itself.

    Then the roles get the passwords that DATABASE_WRITER_PASSWORD_FILE and DATABASE_READER_PASSWORD_FILE name.
    """
    from sqlalchemy.exc import DBAPIError

    from nianbao.cli.queue import bring_queue
    from nianbao.store.engine import connect
    from nianbao.store.migrate import upgrade as migrate
    from nianbao.store.role_passwords import set_passwords
    from nianbao.store.unavailable import DatabaseUnavailable

    address = given(settings)
    with surroundings():
        engine = connect(address or server_with(settings).url(database_name(settings)))
    try:
        migrate(engine)
        if address:
            set_passwords(engine)
        bring_queue(engine)
    except DatabaseUnavailable as error:
        raise SurroundingsFailed(str(error)) from error
    except DBAPIError as error:
        raise SurroundingsFailed(f"the database refused the upgrade and stays as it was: {error.orig}") from error
    engine.dispose()


@command.command()
@click.pass_context
def refresh(ctx: click.Context) -> None:
    """Make all kept views anew; crawls, upgrades and decisions do that by themselves for what they touch.

    No reader is kept waiting. The rows are the same either way.
    """
    from nianbao.cli.opened import opened_database
    from nianbao.store.views.kept import remake_views

    with opened_database(ctx) as connection:
        remake_views(connection)


@command.command(context_settings={"ignore_unknown_options": True})
@click.option("--owner", is_flag=True, help="Come as the owner, who may write; else as the reader, who may not.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def psql(settings: "Settings", owner: bool, arguments: tuple[str, ...]) -> None:
    """Open psql in the database; what stands after `--` goes to psql (`nianbao db psql -- -c 'TABLE report'`)."""
    from nianbao.store.embedded import OWNER
    from nianbao.store.embedded_binaries import programs
    from nianbao.store.roles import READER

    theirs = given(settings)
    with surroundings():
        program = programs() / "psql"
    environment = dict(os.environ)
    if theirs:
        address, password = without_password(for_libpq(theirs))
        environment |= {"PGPASSWORD": password} if password else {}
        environment |= {} if owner else {"PGOPTIONS": _read_only(environment.get("PGOPTIONS", ""))}
    else:
        address = embedded_url(settings, OWNER if owner else READER)
    # psql takes our place, so that its exit status, signals and terminal are its own.
    os.execve(program, [os.fspath(program), f"--dbname={address}", *arguments], environment)  # noqa: S606


def _read_only(options: str) -> str:
    # Another's database may have no way to take the reader's role without a password; to write, --owner says so.
    return f"{options} -c default_transaction_read_only=on".strip()


command.add_command(backup)
command.add_command(restore)
