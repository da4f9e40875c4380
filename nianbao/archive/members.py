"""One compressed record of a WARC file, unpacked with its CRC verified."""

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nianbao.archive.errors import Damaged, Missing, OutOfReach, StoreFailed
from nianbao.archive.places import opened, size_of

LARGEST_RECORD = 256 * 1024 * 1024  # bytes, unpacked: far above any report, well below what a reader can hold
PIECE = 64 * 1024
DEFLATED = b"\x1f\x8b\x08"  # how each member begins


class CutShort(Damaged):
    """The file ends inside a record, as a killed writer leaves it; raised by `read_member`."""


@dataclass(frozen=True, slots=True)
class Member:
    """The bytes of one record, and the offset in the file at which the next one begins."""

    data: bytes
    end: int


def read_member(path: Path, offset: int, record_id: str = "") -> Member:
    """Unpack the gzip member that begins at `offset`. `record_id` is only told in the error.

    Raises Missing where the file or the offset is not there, OutOfReach where the store fails that it lies in, Damaged
    where gzip, its CRC or its length fail.
    """
    if offset >= size_of(path, offset, record_id):
        raise Missing(path, offset, record_id, "the file ends before it")
    try:
        with opened(path, offset, record_id) as file:
            return _unpacked(file, path, offset, record_id)
    except StoreFailed as failure:
        raise OutOfReach(path, offset, record_id, str(failure)) from failure


def _unpacked(file: BinaryIO, path: Path, offset: int, record_id: str) -> Member:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
    pieces: list[bytes] = []
    unpacked = read = 0
    while not unpacker.eof:
        packed = file.read(PIECE)
        if not packed:
            raise CutShort(path, offset, record_id, "the file ends inside it")
        piece = _unpack(unpacker, packed, path, offset, record_id)
        read += len(packed)
        unpacked += len(piece)
        pieces.append(piece)
        if unpacked > LARGEST_RECORD:
            raise Damaged(path, offset, record_id, f"it unpacks to more than {LARGEST_RECORD} bytes")
    return Member(b"".join(pieces), offset + read - len(unpacker.unused_data))


def next_member(file: Path, offset: int) -> int:
    """Where the next whole record begins after a damaged one; the end of the file where there is none."""
    stored = packed_bytes(file, 0, size_of(file))
    while (offset := stored.find(DEFLATED, offset + 1)) >= 0:
        try:
            read_member(file, offset)
        except Damaged:
            continue
        return offset
    return len(stored)


def packed_bytes(file: Path, start: int, end: int) -> bytes:
    """The bytes of a file as stored. Raises Missing and OutOfReach."""
    try:
        with opened(file, start) as readable:
            return readable.read(end - start)
    except StoreFailed as failure:
        raise OutOfReach(file, start, "", str(failure)) from failure


def _unpack(unpacker: "zlib._Decompress", packed: bytes, path: Path, offset: int, record_id: str) -> bytes:
    try:
        return unpacker.decompress(packed)
    except zlib.error as error:
        raise Damaged(path, offset, record_id, f"gzip says {error}") from error
