"""How much the packed streams of a PDF unpack to, found out before the library unpacks them all at once."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from extractors.errors import Refused

MAX_CONTENT = 8 * 1024 * 1024  # bytes of one stream of drawing operators; a dense page has about 200 kB
MAX_BINARY = 64 * 1024 * 1024  # bytes of one font or picture; a whole Chinese font has about 16 MB
MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all streams
MAX_STREAMS = 20_000
MAX_DRAWN = 10_000  # forms drawn within forms
_STREAM = re.compile(rb"stream\r?\n")
_BINARY = re.compile(rb"/Subtype\s*/Image|/Length1|/FontFile|/CIDFontType0C|/Type1C|/OpenType")
_FORM = re.compile(rb"/Subtype\s*/Form")
_DRAWS = re.compile(rb"\bDo\b")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_CHUNK, _STEP = 64 * 1024, 1024 * 1024  # bytes taken in, and given out at most, at a time


@dataclass(frozen=True, slots=True)
class _Stream:
    """A packed stream: the dictionary ahead of it, how far it unpacks, and how often it draws something else."""

    entries: bytes
    size: int
    draws: int


def check_streams(body: bytes) -> None:
    """Raises Refused where the streams unpack to more than any report holds, or draw each other without end."""
    unpacked = 0
    drawn: list[int] = []
    for count, stream in enumerate(_streams(body)):
        unpacked += stream.size
        if count > MAX_STREAMS or unpacked > MAX_UNPACKED:
            raise Refused(f"this PDF unpacks to more than {unpacked:,} bytes in {count:,} streams: refused as a bomb")
        if stream.draws > 1 and _FORM.search(stream.entries):
            drawn.append(stream.draws)
    if prod(drawn) > MAX_DRAWN:
        raise Refused(f"{len(drawn)} forms of this PDF draw each other {prod(drawn):,} times: refused as a bomb")


def _streams(body: bytes) -> Iterator[_Stream]:
    for match in _STREAM.finditer(body):
        if body[match.start() - 3 : match.start()] == b"end":
            continue
        entries = body[max(0, body.rfind(b"obj", 0, match.start())) : match.start()]
        if _ZLIB.match(body, match.end()):
            yield _unpacked(entries, body, match.end())
        else:
            _check_plain(body, match.end())


def _check_plain(body: bytes, start: int) -> None:
    """A stream that is not packed: operators, which are text, or a picture in a format of its own."""
    end = body.find(b"endstream", start)
    size = (end if end >= 0 else len(body)) - start
    if size > MAX_CONTENT and body[start : start + 4096].isascii():
        raise Refused(f"a stream of {size:,} bytes of drawing operators: refused as a bomb")


def _unpacked(entries: bytes, body: bytes, start: int) -> _Stream:
    """Unpacks a stream piece by piece and keeps none of them."""
    size, draws, limit = 0, 0, 0
    for piece in _pieces(memoryview(body)[start:]):
        if not size:
            limit = _limit(entries, piece)
        size += len(piece)
        draws += len(_DRAWS.findall(piece)) if limit == MAX_CONTENT else 0
        if size > limit:
            raise Refused(f"a stream of this PDF unpacks to more than {limit:,} bytes: refused as a bomb")
    return _Stream(entries, size, draws)


def _limit(entries: bytes, first: bytes) -> int:
    if _ZLIB.match(first) and next(_pieces(memoryview(first)), b""):
        raise Refused("a stream of this PDF is packed twice: refused as a bomb")
    # Operators are text: a dictionary that calls them a picture is not believed.
    return MAX_BINARY if _BINARY.search(entries) and not first[:4096].isascii() else MAX_CONTENT


def _pieces(packed: memoryview) -> Iterator[bytes]:
    """What a stream unpacks to, a step at a time; ends where it is damaged, as the library's own reading does."""
    unpacker = zlib.decompressobj()
    try:
        for start in range(0, len(packed), _CHUNK):
            left = bytes(packed[start : start + _CHUNK])
            while left and not unpacker.eof:
                if piece := unpacker.decompress(left, _STEP):
                    yield piece
                left = unpacker.unconsumed_tail
            if unpacker.eof:
                return
    except zlib.error:
        return
