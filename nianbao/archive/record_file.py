"""A file that records are added to: each wholly, or not at all where the disk refuses it."""

import fcntl
import os
from pathlib import Path


class RecordFile:
    """An archive that is open to be written. `mode`: `ab` adds to what is there, `xb` raises FileExistsError for it.

    Every method raises OSError where the disk does. It is locked as long as it is open, also by a process that is then
    killed: what is locked is not finished.
    """

    def __init__(self, path: Path, mode: str) -> None:
        self._file = path.open(mode, buffering=0)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._end = os.fstat(self._file.fileno()).st_size
        self._pending = bytearray()

    def tell(self) -> int:
        """Where the next byte goes."""
        return self._end + len(self._pending)

    def write(self, data: bytes) -> int:
        """Take in a part of a record."""
        self._pending += data
        return len(data)

    def flush(self) -> None:
        """Nothing: a record is kept when it is whole."""

    def keep(self) -> None:
        """Hand what was taken in to the system; where that fails, the file is as it was before."""
        left = memoryview(bytes(self._pending))
        self._pending.clear()
        try:
            while left:
                # A full disk takes a part without complaint, and nothing the next time.
                left = left[self._file.write(left) or 0 :]
        except OSError:
            self._file.truncate(self._end)
            raise
        self._end = os.fstat(self._file.fileno()).st_size

    def close(self) -> None:
        """Have the disk keep the file, and close it."""
        with self._file:
            os.fsync(self._file.fileno())
