"""How often each host was asked today, over all processes: a byte a request in a file beside the archive."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from crawler.windows import day_of

# Below the folder of the archive: asked/<day in China>/<host>.
FOLDER = "asked"


class AskedCount:
    """Counts requests under a lock, so that any number of processes keep one number; a kill loses none.

    `folder`: that of the archive. Raises OSError where it cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER

    def count(self, host: str, moment: datetime) -> int:
        """How often a host was asked on the day in China of that moment."""
        try:
            return self.file(host, moment).stat().st_size
        except FileNotFoundError:
            return 0

    def take(self, host: str, moment: datetime, daily: int) -> bool:
        """Count one more request, unless there were as many as `daily` already: then False."""
        file = self.file(host, moment)
        if not file.parent.exists():
            self.drop_days_before(moment)
            file.parent.mkdir(parents=True, exist_ok=True)
        with locked(file) as descriptor:
            if os.fstat(descriptor).st_size >= daily:
                return False
            os.write(descriptor, b".")
            return True

    def file(self, host: str, moment: datetime) -> Path:
        """Where a host's requests of a day are counted."""
        return self.folder / day_of(moment) / host

    def drop_days_before(self, moment: datetime) -> None:
        """Forget the days that are over."""
        today = day_of(moment)
        for day in self.folder.glob("????-??-??"):
            if day.name < today:
                shutil.rmtree(day, ignore_errors=True)


@contextmanager
def locked(file: Path) -> Iterator[int]:
    """A file that is appended to, and nobody else's until the block ends, however the process ends."""
    descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)
