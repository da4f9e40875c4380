"""What gzip writes around a record and no checksum covers: most of its header, and the bits behind the stream's end."""

import zlib

# Magic number, method, no flags, no time (RFC 1952 §2.3): what zlib writes. Two more bytes say which zlib, where.
BEGINS = b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
HEADER, TRAILER = 10, 8
OURS = b"\r\nsoftware: nianbao\r\n"


def is_ours(first_record: bytes) -> bool:
    """Whether a file's first record says that we wrote it; of others' packing nothing is known."""
    return b"\r\nWARC-Type: warcinfo\r\n" in first_record and OURS in first_record


def packing_fault(stored: bytes, first: bytes) -> str:
    """What is wrong with the packing of one whole record as stored; empty where nothing is.

    `first`: the first bytes of the file, at least HEADER.
    """
    if not stored.startswith(BEGINS) or stored[:HEADER] != first[:HEADER]:
        return "its gzip header is not the one that was written"
    return "bits are set behind the end of its packed bytes" if has_bits_behind(stored) else ""


def has_bits_behind(stored: bytes) -> bool:
    """Whether the last packed byte has a bit set that means nothing: without it the record unpacks to the same."""
    last = stored[-TRAILER - 1]
    if last == 0:
        return False
    unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
    highest = 1 << (last.bit_length() - 1)
    try:
        unpacker.decompress(stored[: -TRAILER - 1])
        unpacker.decompress(bytes([last & ~highest]) + stored[-TRAILER:])
    except zlib.error:
        return False
    return unpacker.eof
