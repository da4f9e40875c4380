"""Every digest of every record of a WARC file."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord

from nianbao.archive.digests import agrees
from nianbao.archive.errors import Damaged, Missing, OutOfReach
from nianbao.archive.members import Member, next_member, packed_bytes, read_member
from nianbao.archive.packing import HEADER, is_ours, packing_fault
from nianbao.archive.places import size_of
from nianbao.archive.reader import ANSWERS, load
from nianbao.domain.capture import RecordRef


def verify(path: Path) -> Iterator[Damaged | Missing]:
    """Each fault found, in file order; nothing where the file is whole. Raises Missing where it is not there.

    A revisit is at fault where what it confirms is lost or damaged. After a record that cannot be unpacked the next one
    is searched for, so that one fault does not hide another. In a file of ours no bit may change at all, not even one
    that gzip does not care about. A file that is not here is read from the store; raises OutOfReach where that fails.
    """
    file = path.absolute()
    size = size_of(file)
    offset, ours = 0, False
    while offset < size:
        try:
            member = read_member(file, offset)
        except Damaged as damage:
            yield damage
            offset = next_member(file, offset)
        else:
            ours = ours or (offset == 0 and is_ours(member.data))
            yield from faults_of(file, offset, member.data)
            yield from faults_of_packing(file, offset, member) if ours else ()
            offset = member.end


def faults_of_packing(file: Path, offset: int, member: Member) -> Iterator[Damaged]:
    """The fault of a whole record's packing."""
    fault = packing_fault(packed_bytes(file, offset, member.end), packed_bytes(file, 0, HEADER))
    if fault:
        yield Damaged(file, offset, "", fault)


def faults_of(file: Path, offset: int, data: bytes) -> Iterator[Damaged | Missing]:
    """The faults of one unpacked record."""
    record = next(iter(ArchiveIterator(BytesIO(data), parse_http=False)), None)
    if record is None:
        yield Damaged(file, offset, "", "it holds no WARC record")
        return
    record_id = record.headers.get("WARC-Record-ID") or ""
    if record.record_type in ANSWERS:
        yield from faults_of_answer(RecordRef(file, offset, record_id, ""))
    elif not block_holds(record):
        yield Damaged(file, offset, record_id, "its content is not that of its block digest")


def block_holds(record: WarcRecord) -> bool:
    """Whether a record's block is that of its digest and length; one without a digest is held to its length."""
    block = record.reader.read()
    stated = record.headers.get("WARC-Block-Digest") or ""
    return len(block) == record.content_length and (not stated or agrees(stated, block))


def faults_of_answer(record: RecordRef) -> Iterator[Damaged | Missing]:
    """The faults of a response or a revisit."""
    try:
        payload = load(record)
    except OutOfReach:
        raise
    except (Damaged, Missing) as fault:
        yield fault
        return
    if not payload.block_intact:
        yield Damaged(record.file, record.offset, record.id, "its HTTP headers are not those of its block digest")
