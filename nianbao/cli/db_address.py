"""Which database is meant, where it is, and with what password."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nianbao.cli.exits import SurroundingsFailed, WrongCall

if TYPE_CHECKING:
    from nianbao.cli.main import Settings
    from nianbao.store.embedded import EmbeddedServer


def address_of(settings: "Settings") -> tuple[str, str | None, str]:
    """The owner's address of the database for libpq, its password apart, and the whole address for SQLAlchemy."""
    theirs = given(settings)
    whole = theirs or server_with(settings).url(database_name(settings))
    return (*without_password(for_libpq(whole)), whole)


def given(settings: "Settings") -> str:
    """DATABASE_URL where it is what this call uses, else nothing. Raises SurroundingsFailed."""
    from nianbao.store.database_url import database_url

    with surroundings():
        return "" if settings.sample else database_url()


def shown(settings: "Settings") -> str:
    """The same without a password that a file holds, which is not to be shown. Raises SurroundingsFailed."""
    from nianbao.store.database_url import database_address

    with surroundings():
        return "" if settings.sample else database_address()


def database_name(settings: "Settings") -> str:
    """The embedded server's database that is meant."""
    from nianbao.store.embedded import DATABASE, SAMPLE_DATABASE

    return SAMPLE_DATABASE if settings.sample else DATABASE


def own_server(settings: "Settings") -> "EmbeddedServer":
    """The embedded server. Raises WrongCall where DATABASE_URL says that another one is used."""
    from nianbao.store.embedded import EmbeddedServer, nianbao_home

    if given(settings):
        raise WrongCall(
            "DATABASE_URL is set, so the embedded server is not in use: unset it, or call `nianbao --sample db …`"
        )
    return EmbeddedServer(nianbao_home())


def server_with(settings: "Settings") -> "EmbeddedServer":
    """The embedded server, running and with the database that is meant."""
    server = own_server(settings)
    server.start()
    server.ensure_database(database_name(settings))
    return server


def embedded_url(settings: "Settings", role: str | None = None) -> str:
    """The address of the embedded database for a role, the owner if none is named; started and set up."""
    from nianbao.store.embedded import OWNER
    from nianbao.store.opening import open_database

    with surroundings():
        open_database(settings.sample).dispose()
        return own_server(settings).url(database_name(settings), role or OWNER)


def for_libpq(address: str) -> str:
    """Without SQLAlchemy's word for the driver, which libpq does not know."""
    return address.replace("postgresql+psycopg://", "postgresql://", 1)


def without_password(address: str) -> tuple[str, str | None]:
    """The address as psql may show it in the list of processes, and the password apart."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict, make_conninfo

    try:
        parts = conninfo_to_dict(address)
    except ProgrammingError as error:
        raise SurroundingsFailed(f"DATABASE_URL is not a database address: {str(error).strip()}") from error
    password = parts.pop("password", None)
    return make_conninfo("", **parts), None if password is None else str(password)


@contextmanager
def surroundings() -> Iterator[None]:
    """Failures of server and database as the command line tells them."""
    from nianbao.store.embedded import EmbeddedFailed
    from nianbao.store.unavailable import DatabaseUnavailable

    try:
        yield
    except (EmbeddedFailed, DatabaseUnavailable) as error:
        raise SurroundingsFailed(str(error)) from error
