"""Where an archive file lies: on this machine, or else in the store that NIANBAO_ARCHIVE names."""

import io
import os
import re
from pathlib import Path
from typing import BinaryIO, cast

from nianbao.archive.errors import Missing, OutOfReach, StoreFailed
from nianbao.archive.store import Store
from nianbao.archive.stored import BLOCKS, StoredFile

BUCKET = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[^/\s]+)*")
NO_FILE = "there is no such file"


def archive_store() -> Store | None:
    """The store that NIANBAO_ARCHIVE names, and NIANBAO_ARCHIVE_ENDPOINT where it answers. Raises StoreFailed."""
    address = os.environ.get("NIANBAO_ARCHIVE", "").strip().rstrip("/")
    if not address:
        return None
    if not (BUCKET.fullmatch(address) or ("://" not in address and Path(address).is_absolute())):
        raise StoreFailed(f"NIANBAO_ARCHIVE is {address!r}: give s3://bucket/prefix, or the whole path of a folder")
    return Store(address, os.environ.get("NIANBAO_ARCHIVE_ENDPOINT", "").strip())


def size_of(file: Path, offset: int = 0, record_id: str = "") -> int:
    """How many bytes an archive file has. Raises Missing, OutOfReach; offset and id are told in the error alone."""
    if file.is_file():
        return file.stat().st_size
    return _in_store(file, offset, record_id)[1]


def is_there(file: Path) -> bool:
    """Whether there is such an archive file, here or in the store. Raises OutOfReach."""
    try:
        size_of(file)
    except OutOfReach:
        raise
    except Missing:
        return False
    return True


def written_at(file: Path) -> float:
    """When an archive file was last written to, or came to the store, in seconds since 1970.

    Raises Missing, OutOfReach, StoreFailed.
    """
    if file.is_file():
        return file.stat().st_mtime
    store, _ = _in_store(file, 0, "")
    return store.written_at(file.name)


def opened(file: Path, offset: int = 0, record_id: str = "") -> BinaryIO:
    """An archive file, to be read from `offset` on. Raises Missing, OutOfReach; reading raises StoreFailed."""
    if file.is_file():
        local = file.open("rb")
        local.seek(offset)
        return local
    store, size = _in_store(file, offset, record_id)
    stored = StoredFile(store, file.name, size)
    stored.seek(offset)
    return cast(BinaryIO, io.BufferedReader(stored))


def _in_store(file: Path, offset: int, record_id: str) -> tuple[Store, int]:
    try:
        store = archive_store()
        size = None if store is None else BLOCKS.size(store, file.name)
    except StoreFailed as failure:
        raise OutOfReach(file, offset, record_id, str(failure)) from failure
    if store is None or size is None:
        raise Missing(file, offset, record_id, NO_FILE if store is None else f"it is not in {store.address} either")
    return store, size
