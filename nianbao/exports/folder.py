"""A folder that is either there whole or not at all, with a digest for every file in it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

SUMS = "SHA256SUMS"


class FolderRefused(Exception):
    """The folder holds what no export wrote, or cannot be one; raised by `made_whole`, before anything is written."""


@contextmanager
def made_whole(folder: Path) -> Iterator[Path]:
    """A folder beside it to write into, which takes its place when the block ends well and is gone when it does not.

    An earlier export there is replaced; a folder with anything else in it is refused. Raises FolderRefused, OSError.
    """
    folder = folder.absolute()
    if not may_be_replaced(folder):
        raise FolderRefused(f"{folder} holds files that no export wrote: name a new folder, or an empty one")
    folder.parent.mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".partial", dir=folder.parent))
    try:
        yield making
        making.chmod(0o777 & ~_umask())
        _put_in_place(making, folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def may_be_replaced(folder: Path) -> bool:
    """Whether nothing is there, nothing is in it, or an export alone: every file is in its own list of digests."""
    if not folder.exists():
        return True
    if folder.is_symlink() or not folder.is_dir():
        return False
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
    sums = folder / SUMS
    return not found or (sums.is_file() and found <= {*_listed(sums), SUMS})


def write_sums(folder: Path) -> dict[Path, str]:
    """SHA256SUMS of every other file of a folder, by name; `sha256sum --check` reads it."""
    digests = {path: digest_of(path) for path in sorted(folder.iterdir()) if path.name != SUMS}
    (folder / SUMS).write_text("".join(f"{digest}  {path.name}\n" for path, digest in digests.items()), "utf-8")
    return digests


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _listed(sums: Path) -> list[str]:
    return [line.partition("  ")[2] for line in sums.read_text("utf-8", errors="replace").splitlines()]


def _put_in_place(making: Path, folder: Path) -> None:
    """What was there before goes only when the new is in its place."""
    before = making.with_suffix(".before")
    if folder.exists():
        folder.rename(before)
    try:
        making.rename(folder)
    except OSError:
        if before.exists():
            before.rename(folder)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
