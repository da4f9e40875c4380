"""Every digest of every record of a WARC file."""

from collections.abc import Iterator
from pathlib import Path

from nianbao.archive.errors import Damaged, Missing
from nianbao.archive.reader import iter_captures, load
from nianbao.domain.capture import RecordRef


def verify(path: Path) -> Iterator[Damaged | Missing]:
    """Each damage found, in file order; nothing where the file is whole. Raises Missing where it is not there."""
    try:
        for stored in iter_captures(path):
            yield from _faults(stored.capture.record)
    except Damaged as damage:
        yield damage


def _faults(record: RecordRef) -> Iterator[Damaged | Missing]:
    try:
        payload = load(record)
    except (Damaged, Missing) as fault:
        yield fault
        return
    if not payload.block_intact:
        yield Damaged(record.file, record.offset, record.id, "its HTTP headers are not those of its block digest")
