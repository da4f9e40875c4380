"""The database as the one account of all machines: requests that hosts have left, and what they asked for."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from crawler import clock
from crawler.allotments import Allotted, NotAllotted, Wanted, allotting
from crawler.pauses import Pause, pending_pauses, recent_archives
from nianbao.store.host_accounts import PauseRow, allot, forget_old, give_back, pending_pause, save_pauses
from nianbao.store.locks import Locks, host_lock, open_locks, session_holding


@contextmanager
def counting_in(base: Path, engine: Engine, locks: Locks) -> Iterator[None]:
    """Let the database count for the run that writes this archive and holds these locks."""
    with ExitStack() as stack, allotting(base, DatabaseAllotter(engine, locks, stack)):
        yield


class DatabaseAllotter:
    """Counts in Postgres, each call a transaction. What the crawler knows as an Allotter.

    A share is given to whoever holds the lock of the host: it goes with the connection of `locks`, which a server that
    restarts, or a network, may end while the crawl goes on. It is taken again then, where nobody else has it, and held
    until `stack` is left.
    """

    def __init__(self, engine: Engine, locks: Locks, stack: ExitStack) -> None:
        self.engine = engine
        self._sessions = {locks.session()}
        self._stack = stack
        self._again: Locks | None = None

    def allot(self, wanted: Wanted) -> Allotted:
        """Requests of a host, unless it asked to be left alone or another has it. Raises NotAllotted."""
        with self.counting() as connection:
            if holder := self.other_holder(connection, host_lock(wanted.host)):
                return Allotted(0, holder=holder)
            pause = pending_pause(connection, wanted.host, wanted.now)
            if pause is not None:
                return Allotted(0, Pause(pause.until, pause.status))
            amount = {"most": wanted.most, "daily": wanted.daily, "asked_here": wanted.asked_here}
            return Allotted(allot(connection, wanted.host, wanted.day, **amount))

    def other_holder(self, connection: Connection, lock: str) -> str:
        """Who else holds a lock; empty where this run does, now at least."""
        if session_holding(connection, lock) in self._sessions:
            return ""
        try:
            again = self._again = self._again or self._stack.enter_context(open_locks(self.engine))
            self._sessions.add(again.session())
            return "" if again.take(lock) else again.holder(lock)
        except SQLAlchemyError:
            # That connection is gone as well: the next try has another.
            self._again = None
            raise

    def give_back(self, unused: Mapping[tuple[date, str], int]) -> None:
        """Count these requests no more. Raises NotAllotted."""
        with self.counting() as connection:
            give_back(connection, unused)

    def note_pauses(self, pauses: Mapping[str, Pause]) -> None:
        """Let all machines know. Raises NotAllotted."""
        with self.counting() as connection:
            save_pauses(connection, rows_of(pauses))

    @contextmanager
    def counting(self) -> Iterator[Connection]:
        """A transaction. Raises NotAllotted where the database fails."""
        try:
            with self.engine.begin() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise NotAllotted(str(error).splitlines()[0]) from error


def rows_of(pauses: Mapping[str, Pause]) -> list[PauseRow]:
    """Pauses as the database keeps them."""
    return [PauseRow(host, pause.until, pause.status) for host, pause in pauses.items()]


def pauses_pending(folder: Path, engine: Engine) -> dict[str, tuple[str, int]]:
    """What hosts asked crawls of this machine of late, killed or not: host -> not before when, and the status that said
    so. All machines are told: whoever was killed, or lost the database, may have told nobody.
    """
    now = clock.now()
    pauses = pending_pauses(recent_archives(folder, now), now)
    with engine.begin() as connection:
        forget_old(connection, now)
        save_pauses(connection, rows_of(pauses))
    return {host: (pause.until.isoformat(), pause.status) for host, pause in pauses.items()}
