"""The most memory that any process of a night took."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import psutil
from sqlalchemy import Engine, text

MIB = 1024 * 1024
# Seconds between two looks.
OFTEN = 0.5


class Peaks:
    """Resident memory in MiB, by what a process is: the largest that was seen, and how many processes there were."""

    def __init__(self) -> None:
        self.largest: dict[str, float] = {}
        self._seen: set[int] = set()

    @property
    def processes(self) -> int:
        """How many were seen."""
        return len(self._seen)

    def look(self, among: psutil.Process) -> None:
        """Measure every process below one."""
        for one in among.children(recursive=True):
            try:
                words, resident = one.cmdline(), one.memory_info().rss / MIB
            except psutil.Error:
                # It has ended since it was listed.
                continue
            if resident:
                kind = kind_of(words)
                self._seen.add(one.pid)
                self.largest[kind] = max(self.largest.get(kind, 0), round(resident, 1))


def kind_of(words: list[str]) -> str:
    """What a process is, by its command line."""
    line = " ".join(words)
    kinds = {"simulator.crowd": "simulator", "forkserver": "reader", "crawling.py": "command", "postgres": "database"}
    return next((kind for sign, kind in kinds.items() if sign in line), "other")


def postmaster_of(engine: Engine) -> psutil.Process:
    """The server's first process: it runs on this machine, and no child of ours."""
    with engine.connect() as connection:
        pid: int = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    return psutil.Process(psutil.Process(pid).ppid())


@contextmanager
def measured(database: psutil.Process) -> Iterator[Peaks]:
    """Look at everything below this process and below the database's again and again until the block ends."""
    peaks, ended, own = Peaks(), Event(), psutil.Process()

    def watch() -> None:
        while not ended.wait(OFTEN):
            peaks.look(own)
            peaks.look(database)

    watching = Thread(target=watch)
    watching.start()
    try:
        yield peaks
    finally:
        ended.set()
        watching.join()
