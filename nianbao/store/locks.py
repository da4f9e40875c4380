"""Advisory locks: a host is asked by one process at a time, and a crawl that runs is told from one that was killed."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, bindparam, text

# Seconds between two tries.
PAUSE = 0.5
TAKE = text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))")
GIVE = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")
HOLDER = text(
    "SELECT activity.application_name, pid FROM pg_locks AS held JOIN pg_stat_activity AS activity USING (pid)"
    " WHERE held.locktype = 'advisory' AND held.granted AND held.objsubid = 1 AND held.database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
    " AND ((held.classid::bigint << 32) | held.objid::bigint) = hashtextextended(:name, 0)"
)
SESSION = text("SELECT pg_backend_pid()")
CALLED = text("SELECT set_config('application_name', :name, false)").bindparams(bindparam("name"))


class Locks:
    """Locks held by one connection: they are given back when it ends, however the process ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def call(self, name: str) -> None:
        """Under which name others find the holder."""
        self._connection.execute(CALLED, {"name": name})

    def take(self, name: str, patience: float = 0.0) -> bool:
        """Whether the lock could be had within so many seconds."""
        until = time.monotonic() + patience
        while not self._connection.execute(TAKE, {"name": name}).scalar_one():
            if time.monotonic() >= until:
                return False
            time.sleep(PAUSE)
        return True

    def session(self) -> int:
        """The number by which the server knows this connection: a lock of another number is not held by it."""
        number: int = self._connection.execute(SESSION).scalar_one()
        return number

    def give(self, name: str) -> None:
        """Give a lock back."""
        self._connection.execute(GIVE, {"name": name})

    def holder(self, name: str) -> str:
        """Who holds a lock, under its name; `another process` where that has just ended."""
        found = self._connection.execute(HOLDER, {"name": name}).scalars().first()
        return found or "another process"


@contextmanager
def open_locks(engine: Engine) -> Iterator[Locks]:
    """Locks on a connection of their own."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        locks = Locks(connection)
        try:
            yield locks
        finally:
            # A pooled connection would go on holding them.
            connection.invalidate()


def session_holding(connection: Connection, name: str) -> int | None:
    """The session that holds a lock; None where none does."""
    found = connection.execute(HOLDER, {"name": name}).first()
    return found.pid if found is not None else None


def host_lock(host: str) -> str:
    """The name of a host's lock."""
    return f"nianbao host {host}"


def crawl_lock(crawl_id: int) -> str:
    """The name of a running crawl's lock."""
    return f"nianbao crawl {crawl_id}"


def take_all(locks: Locks, names: Sequence[str], patience: float) -> dict[str, str]:
    """Take these locks within so many seconds in all; who holds those that could not be had, by name."""
    until = time.monotonic() + patience
    lost = [name for name in sorted(names) if not locks.take(name, max(0.0, until - time.monotonic()))]
    return {name: locks.holder(name) for name in lost}
