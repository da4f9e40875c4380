"""Which database is used: DATABASE_URL, else the embedded server."""

from sqlalchemy import Engine

from nianbao.store.database_url import database_url
from nianbao.store.engine import connect
from nianbao.store.migrate import is_current, upgrade
from nianbao.store.roles import WRITER
from nianbao.store.unavailable import DatabaseUnavailable


def open_database(sample: bool = False) -> Engine:
    """An engine on a database that is set up and answers.

    DATABASE_URL is used as it is and never migrated; the embedded server (always with `sample`) is started, migrates
    itself and is used as the role that may append. Raises DatabaseUnavailable.
    """
    given = "" if sample else database_url()
    if not given:
        return _embedded("nianbao_sample" if sample else "nianbao")
    engine = connect(given)
    if not is_current(engine):
        engine.dispose()
        raise DatabaseUnavailable("DATABASE_URL is not set up for this version: run `nianbao db upgrade`")
    return engine


def _embedded(database: str) -> Engine:
    """As the writer, who appends; the owner is needed to set the database up, and for nothing else."""
    from nianbao.store.embedded import EmbeddedServer
    from nianbao.store.embedded_errors import EmbeddedFailed
    from nianbao.store.embedded_home import nianbao_home

    server = EmbeddedServer(nianbao_home())
    try:
        server.start()
        server.ensure_database(database)
    except EmbeddedFailed as error:
        raise DatabaseUnavailable(str(error)) from error
    owner = connect(server.url(database))
    try:
        upgrade(owner)
    finally:
        owner.dispose()
    return connect(server.url(database, WRITER))
