"""The database as the explorer has it: one role that sees the views of `pub`, read-only, with a time limit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from fastapi import Request
from psycopg import Connection as Driver
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from nianbao.store.roles import READER
from nianbao.store.unavailable import DatabaseUnavailable

SECONDS = 5
# A plan for any phrase or region is a poor one for most: each statement is planned for what it asks.
PLANNED = "-c plan_cache_mode=force_custom_plan"
# As `nianbao db psql` sets it for the reader; said again here for a login that only becomes the reader.
SETTINGS = (
    f"-c default_transaction_read_only=on -c statement_timeout={SECONDS}s -c search_path=pub -c jit=off "
    "-c idle_in_transaction_session_timeout=60s -c client_encoding=UTF8 " + PLANNED
)


def reading_engine(url: str) -> Engine:
    """An engine whose every session is the reader's. Raises DatabaseUnavailable where the login may not become it."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        connect_args={"options": SETTINGS},
        pool_size=8,
        max_overflow=32,
    )
    event.listen(engine, "connect", _become_reader)
    return engine


def sources_engine(url: str) -> Engine:
    """An engine that may read where archived records lie, and writes nothing."""
    address = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(address, connect_args={"options": "-c default_transaction_read_only=on"})


def _become_reader(driver: Driver, _record: object) -> None:
    try:
        with driver.cursor() as cursor:
            cursor.execute("SELECT current_user")
            found = cursor.fetchone()
            if found is None or found[0] != READER:
                cursor.execute(f"SET ROLE {READER}")
        driver.commit()
    except InsufficientPrivilege as error:
        user = driver.info.user
        raise DatabaseUnavailable(f"{user} may not read as {READER}: run GRANT {READER} TO {user}") from error


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown from: the reader's engine, and one that knows where archived records lie (None: not shown)."""

    reader: Engine
    sources: Engine | None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection on which one page is asked together: all of it as it stood at one moment."""
        with self.reader.connect() as connection:
            yield connection


def shown(request: Request) -> Shown:
    """Where the application of this request reads from."""
    found: Shown = request.app.state.shown
    return found


REFRESHED = text("SELECT at FROM pub.refreshed")


def refreshed(connection: Connection) -> datetime:
    """When the kept views were last made: what is shown from them is the same until the next time."""
    found: datetime = connection.execute(REFRESHED).scalar_one()
    return found
