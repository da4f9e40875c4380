"""How to reach the database: DATABASE_URL, else the embedded server."""

import os

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

LEAST_VERSION = (15,)


class DatabaseUnavailable(Exception):
    """The database cannot be used as it is; raised by the store, the message says what to do."""


def open_database(sample: bool = False) -> Engine:
    """An engine on a database that is set up and answers.

    DATABASE_URL is used as it is and never migrated; the embedded server (always with `sample`) is started and
    migrates itself. Raises DatabaseUnavailable.
    """
    from nianbao.store.migrate import is_current, upgrade

    given = "" if sample else os.environ.get("DATABASE_URL", "")
    engine = connect(given) if given else connect(_embedded_url("nianbao_sample" if sample else "nianbao"))
    if not given:
        upgrade(engine)
    elif not is_current(engine):
        engine.dispose()
        raise DatabaseUnavailable("DATABASE_URL is not set up for this version: run `nianbao db upgrade`")
    return engine


def connect(url: str) -> Engine:
    """An engine on the PostgreSQL at this address, tried once. Raises DatabaseUnavailable."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnavailable("DATABASE_URL is not a database address: postgresql://user@host/database") from error
    if address.drivername not in {"postgres", "postgresql", "postgresql+psycopg"}:
        raise DatabaseUnavailable(f"DATABASE_URL names {address.drivername}: nianbao needs postgresql://…")
    engine = create_engine(address.set(drivername="postgresql+psycopg"))
    _try(engine, address.render_as_string(hide_password=True))
    return engine


def _try(engine: Engine, shown: str) -> None:
    try:
        with engine.connect() as connection:
            version = connection.dialect.server_version_info or ()
    except DBAPIError as error:
        raise DatabaseUnavailable(f"no database answers at {shown}: {str(error.orig).strip()}") from error
    if version < LEAST_VERSION:
        engine.dispose()
        raise DatabaseUnavailable(f"the database at {shown} is PostgreSQL {version[0]}: 15 or later is needed")


def _embedded_url(database: str) -> str:
    from nianbao.store.embedded import EmbeddedServer
    from nianbao.store.embedded_errors import EmbeddedFailed
    from nianbao.store.embedded_home import nianbao_home

    server = EmbeddedServer(nianbao_home())
    try:
        server.start()
        server.ensure_database(database)
    except EmbeddedFailed as error:
        raise DatabaseUnavailable(str(error)) from error
    return server.url(database)
