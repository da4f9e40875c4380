"""One process at a time may start or stop a home's server."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from nianbao.store.embedded_errors import EmbeddedFailed


@contextmanager
def locked(file: Path, patience: float = 120) -> Iterator[None]:
    """Hold the lock file, made where it is missing; the kernel frees it when its holder dies, however that was."""
    until = time.monotonic() + patience
    with file.open("a") as opened:
        while not _taken(opened):
            if time.monotonic() > until:
                raise EmbeddedFailed(f"another nianbao has held {file} for {patience:.0f} s: end it, then try again")
            time.sleep(0.05)
        yield


def _taken(opened: IO[str]) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
