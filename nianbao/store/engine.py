"""An engine on the PostgreSQL at an address."""

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from nianbao.store.unavailable import DatabaseUnavailable

LEAST_VERSION = (15,)


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
