"""Finished archives brought to the store: each compared by digest afterwards, noted, and never put over another."""

import fcntl
import hashlib
import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

from nianbao.archive.errors import AlreadyThere, StoreFailed
from nianbao.archive.store import Store, synced
from nianbao.archive.tails import cut_at

# Below the folder of the archive, a file for each archive that the store has.
NOTES = "stored"


@dataclass(slots=True)
class HandedOver:
    """What became of a folder's archives. `stored` and `removed`: names; `failed`: a line each, or one for all."""

    stored: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def hand_over(folder: Path, store: Store, *, stays: timedelta | None, now: datetime) -> HandedOver:
    """Bring every finished archive of a folder to the store; go on with what an earlier call has left.

    `stays`: how long an archive that is stored stays here too after it was last written to; None: for good. What cannot
    be stored stays, and is told of.
    """
    account, left = HandedOver(), unstored(folder, store)
    try:
        left = unstored(folder, store, store.sizes())
        for file in left:
            hand_over_one(file, store, account)
        remove_old(folder, store, stays, now, account)
    except StoreFailed as failure:
        count = len(left) - len(account.stored)
        account.failed.append(f"{failure}; {count} archives wait in {folder}: the next run brings them there")
    except OSError as error:
        account.failed.append(f"{folder} cannot be written: {error}; make room, the next run goes on")
    return account


def unstored(folder: Path, store: Store, there: Collection[str] | None = None) -> list[Path]:
    """The archives of a folder that are not noted as stored there; empty files and those still written to left out.

    `there`: the names that the store lists, where it was asked: what it has lost is brought again.
    """
    lost = set() if there is None else {name for name in noted(folder, store) if name not in there}
    files = (file for file in sorted(folder.glob("*.warc.gz")) if file.name in lost or not is_noted(file, store))
    return [file for file in files if file.stat().st_size and not is_written_to(file)]


def hand_over_one(file: Path, store: Store, account: HandedOver) -> None:
    """Bring one archive there and note it. Raises StoreFailed."""
    if cut_at(file) is not None:
        account.failed.append(f"{file}: its end is cut short: the next crawl mends it, and the run after stores it")
        return
    digest = sha256_of(file)
    # It may be there by a run that was killed ahead of its note; or it is another file.
    with suppress(AlreadyThere):
        store.put(file)
    if store.sha256(file.name) != digest:
        account.failed.append(
            f"{store.where(file.name)} holds other bytes than {file}: neither is touched; move one of them away"
        )
        return
    note(file, store, digest)
    account.stored.append(file.name)


def remove_old(folder: Path, store: Store, stays: timedelta | None, now: datetime, account: HandedOver) -> None:
    """Remove archives that have been here long enough and are in the store beyond doubt. Raises StoreFailed."""
    if stays is None:
        return
    for file in sorted(folder.glob("*.warc.gz")):
        is_old = file.stat().st_mtime < (now - stays).timestamp()
        if is_old and is_noted(file, store) and store.size(file.name) == file.stat().st_size:
            file.unlink()
            account.removed.append(file.name)


def noted(folder: Path, store: Store) -> Iterator[str]:
    """The names of the archives of a folder, here or not any more, that are noted as stored there."""
    for told_in in sorted((folder / NOTES).glob("*.json")):
        if json.loads(told_in.read_text("utf-8"))["store"] == store.address:
            yield told_in.name.removesuffix(".json")


def machine_tag(folder: Path) -> str:
    """Eight hex digits that are this folder's own, drawn once: no two machines give an archive the same name.

    Raises OSError where the folder cannot be written.
    """
    told_in = folder / NOTES / "machine"
    told_in.parent.mkdir(parents=True, exist_ok=True)
    part = told_in.with_suffix(f".{os.getpid()}.part")
    part.write_text(token_hex(4) + "\n", encoding="utf-8")
    synced(part)
    with suppress(FileExistsError):
        told_in.hardlink_to(part)
    part.unlink()
    return told_in.read_text("utf-8").strip()


def is_noted(file: Path, store: Store) -> bool:
    """Whether this archive, as large as it is, is noted as stored there."""
    told_in = note_of(file)
    if not told_in.exists():
        return False
    told = json.loads(told_in.read_text("utf-8"))
    return bool(told["store"] == store.address and told["size"] == file.stat().st_size)


def note(file: Path, store: Store, digest: str) -> None:
    """Note that the store has an archive, on disk before this returns."""
    told_in = note_of(file)
    told_in.parent.mkdir(exist_ok=True)
    told = {"store": store.address, "size": file.stat().st_size, "sha256": digest}
    part = told_in.with_suffix(f".{os.getpid()}.part")
    part.write_text(json.dumps(told) + "\n", encoding="utf-8")
    synced(part)
    part.replace(told_in)


def note_of(file: Path) -> Path:
    """Where it is noted that an archive is stored."""
    return file.parent / NOTES / f"{file.name}.json"


def is_written_to(file: Path) -> bool:
    """Whether a process has an archive open to write to it."""
    with file.open("rb") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def sha256_of(file: Path) -> str:
    """The digest of a file, in hex."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
