"""`nianbao db`: the database's address, its server, its schema, and psql in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import SurroundingsFailed, WrongCall

if TYPE_CHECKING:
    from nianbao.cli.main import Settings
    from nianbao.store.embedded import EmbeddedServer


@click.group()
def command() -> None:
    """The database: DATABASE_URL where that is set, else an embedded server that starts when it is needed.

    With `nianbao --sample db …` it is the sample database, always on the embedded server.
    """


@command.command()
@click.pass_obj
def url(settings: "Settings") -> None:
    """Print the address of the database, for psql and other programs; an embedded one is started and set up."""
    given = _given(settings)
    click.echo(_for_libpq(given) if given else _embedded_url(settings))


@command.command()
@click.pass_obj
def start(settings: "Settings") -> None:
    """Start the embedded server; it stays until `nianbao db stop`."""
    with _surroundings():
        _own_server(settings).start()


@command.command()
@click.pass_obj
def stop(settings: "Settings") -> None:
    """Stop the embedded server."""
    with _surroundings():
        _own_server(settings).stop()


@command.command()
@click.pass_obj
def upgrade(settings: "Settings") -> None:
    """Bring the tables to this version of nianbao; an embedded database does that by itself."""
    from sqlalchemy.exc import DBAPIError

    from nianbao.store.engine import connect
    from nianbao.store.migrate import upgrade as migrate
    from nianbao.store.roles import RoleRefused

    given = _given(settings)
    with _surroundings():
        engine = connect(given or _server_with(settings).url(_database(settings)))
    try:
        migrate(engine)
    except RoleRefused as error:
        raise SurroundingsFailed(str(error)) from error
    except DBAPIError as error:
        raise SurroundingsFailed(f"the database refused the upgrade and stays as it was: {error.orig}") from error
    engine.dispose()


@command.command()
@click.pass_context
def refresh(ctx: click.Context) -> None:
    """Make the kept views anew; a crawl, an upgrade and a decision do that by themselves. No reader is kept waiting."""
    from nianbao.cli.opened import opened_database
    from nianbao.store.views.kept import refresh_views

    with opened_database(ctx) as connection:
        refresh_views(connection)


@command.command(context_settings={"ignore_unknown_options": True})
@click.option("--owner", is_flag=True, help="Come as the owner, who may write; else as the reader, who may not.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_obj
def psql(settings: "Settings", owner: bool, arguments: tuple[str, ...]) -> None:
    """Open psql in the database; what stands after `--` goes to psql (`nianbao db psql -- -c 'TABLE report'`)."""
    from nianbao.store.embedded import OWNER
    from nianbao.store.embedded_binaries import programs
    from nianbao.store.roles import READER

    given = _given(settings)
    with _surroundings():
        program = programs() / "psql"
    environment = dict(os.environ)
    if given:
        address, password = _without_password(_for_libpq(given))
        environment |= {"PGPASSWORD": password} if password else {}
        environment |= {} if owner else {"PGOPTIONS": _read_only(environment.get("PGOPTIONS", ""))}
    else:
        address = _embedded_url(settings, OWNER if owner else READER)
    # psql takes our place, so that its exit status, signals and terminal are its own.
    os.execve(program, [os.fspath(program), f"--dbname={address}", *arguments], environment)  # noqa: S606


def _given(settings: "Settings") -> str:
    return "" if settings.sample else os.environ.get("DATABASE_URL", "")


def _database(settings: "Settings") -> str:
    from nianbao.store.embedded import DATABASE, SAMPLE_DATABASE

    return SAMPLE_DATABASE if settings.sample else DATABASE


def _own_server(settings: "Settings") -> "EmbeddedServer":
    from nianbao.store.embedded import EmbeddedServer, nianbao_home

    if _given(settings):
        raise WrongCall(
            "DATABASE_URL is set, so the embedded server is not in use: unset it, or call `nianbao --sample db …`"
        )
    return EmbeddedServer(nianbao_home())


def _server_with(settings: "Settings") -> "EmbeddedServer":
    server = _own_server(settings)
    server.start()
    server.ensure_database(_database(settings))
    return server


def _embedded_url(settings: "Settings", role: str | None = None) -> str:
    from nianbao.store.embedded import OWNER
    from nianbao.store.opening import open_database

    with _surroundings():
        open_database(settings.sample).dispose()
        return _own_server(settings).url(_database(settings), role or OWNER)


def _for_libpq(address: str) -> str:
    """Without SQLAlchemy's word for the driver, which libpq does not know."""
    return address.replace("postgresql+psycopg://", "postgresql://", 1)


def _without_password(address: str) -> tuple[str, str | None]:
    """The address as psql may show it in the list of processes, and the password apart."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError as error:
        raise SurroundingsFailed(f"DATABASE_URL is not a database address: {str(error).strip()}") from error
    password = parts.pop("password", None)
    return make_conninfo("", **parts), None if password is None else str(password)


def _read_only(options: str) -> str:
    # Another's database may have no way to take the reader's role without a password; to write, --owner says so.
    return f"{options} -c default_transaction_read_only=on".strip()


@contextmanager
def _surroundings() -> Iterator[None]:
    from nianbao.store.embedded import EmbeddedFailed
    from nianbao.store.unavailable import DatabaseUnavailable

    try:
        yield
    except (EmbeddedFailed, DatabaseUnavailable) as error:
        raise SurroundingsFailed(str(error)) from error
