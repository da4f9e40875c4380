"""The end of a file whose writer was killed."""

from pathlib import Path

from nianbao.archive.errors import Damaged
from nianbao.archive.members import CutShort, next_member, read_member


def drop_cut_tail(path: Path) -> int:
    """Take a record that the end of the file cuts short off it; gives how many bytes that were.

    Nothing whole is lost by that: only a record that the file's own end breaks off is dropped, never one that is
    damaged inside, and never what stands before or behind such a one.
    """
    size, cut = path.stat().st_size, cut_at(path)
    if cut is None:
        return 0
    with path.open("r+b") as file:
        file.truncate(cut)
    return size - cut


def cut_at(path: Path) -> int | None:
    """Where a record begins that the end of the file cuts short; None where none is."""
    size = path.stat().st_size
    offset = 0
    try:
        while offset < size:
            offset = read_member(path, offset).end
    except CutShort:
        # Damaged inside, it unpacks into its neighbours.
        return offset if next_member(path, offset) >= size else None
    except Damaged:
        return None
    return None
