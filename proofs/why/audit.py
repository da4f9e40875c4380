"""A stranger with one page: twenty cells, what `nianbao why` prints of each, and what can be checked with that alone.

The check uses other libraries than the program: warcio instead of fastwarc, hashlib, and plain string search in the
page; the sums are added up from the printed line.
"""

import base64
import hashlib
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import unescape
from pathlib import Path

from sqlalchemy import Connection
from warcio.archiveiterator import ArchiveIterator

from nianbao.cli.why_text import lines_of
from nianbao.explorer.cell import cell_facts, held_report

LONGEST = 45  # lines; what one looks at without scrolling twice
NEEDED = ("cell", "report", "printed", "value", "place", "page", "record", "reader", "sums", "before", "after", "prose")
RECORD = re.compile(r"^record +(?P<file>\S.*) at (?P<offset>\d+)$\n^ +(?P<id><urn:uuid:\S+>)  (?P<digest>\S+)$", re.M)
SUM = re.compile(r"^(?:sums)? +[A-Z]\w*\.\w+ +(?P<left>[^=≤≥≠]+?) (?P<sign>=|≤|≥) (?P<right>[^=≤≥≠✓]+?) ✓")
NUMBER = re.compile(r"(−\s?)?(\d+(?:\.\d+)?)")
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Audit:
    """A cell, the faults a stranger would find with its page, and how long making and checking it took (seconds)."""

    cell_id: str
    faults: tuple[str, ...]
    seconds: float


def audit(connection: Connection, report_id: str, key: str) -> Audit:
    """Print the page of a cell and check it."""
    begun = time.perf_counter()
    cell = cell_facts(connection, held_report(connection, report_id), key)
    faults = tuple(faults_of(list(lines_of(cell))))
    return Audit(cell.cell_id, faults, round(time.perf_counter() - begun, 3))


def faults_of(lines: Sequence[str]) -> Iterator[str]:
    """What is missing or wrong on a page, by what stands on it and in the archive that it names."""
    page = "\n".join(lines)
    words = {line[:10].strip() for line in lines}
    yield from (f"no line {word!r}" for word in (*NEEDED, "edition", "cite") if word not in words)
    if len(lines) > LONGEST:
        yield f"{len(lines)} lines"
    matches = (SUM.match(line) for line in lines)
    yield from (f"sum does not add up: {match[0]}" for match in matches if match and not _adds_up(match))
    record = RECORD.search(page)
    if record is None:
        yield "the record is not told"
        return
    body = _body_of(Path(record["file"]), int(record["offset"]), record["id"])
    if body is None:
        yield "no such record at that place"
        return
    if record["digest"] != "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode():
        yield "the digest is not that of the bytes"
    yield from _not_printed(page, body)


def _not_printed(page: str, body: bytes) -> Iterator[str]:
    """Of a text or a page: the heads of row and column, and the whole row, stand in its bytes."""
    text = _plain(body)
    if text is None:
        return
    for word in ("row", "column"):
        line = re.search(rf"^{word} +(.*)$", page, re.M)
        heads = line[1].split(" › ") if line else []
        yield from (f"{word} head not in the page: {head}" for head in heads if _squeezed(head) not in text)
    line = re.search(r"^table +(.*)$", page, re.M)
    if line is None:  # it stands in running text, whose line is told
        return
    pieces = [piece.strip().removeprefix("[").removesuffix("]") for piece in line[1].split(" | ")]
    row = "".join(_squeezed(piece) for piece in pieces if piece != "·")
    if row not in text:
        yield f"the row does not stand in the page: {row}"


def _plain(body: bytes) -> str | None:
    """A page's or a text's print without white space, tags, bars; null for other formats and other encodings."""
    try:
        source = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if body.startswith(b"%PDF"):
        return None
    return _squeezed(unescape(TAG.sub("", re.sub(r"<!--.*?-->", "", source, flags=re.S))))


def _squeezed(text: str) -> str:
    return "".join(text.replace("|", " ").split())


def _body_of(file: Path, offset: int, record_id: str) -> bytes | None:
    with file.open("rb") as opened:
        opened.seek(offset)
        record = next(iter(ArchiveIterator(opened)), None)
        if record is None or record.rec_headers.get_header("WARC-Record-ID") != record_id:
            return None
        content: bytes = record.content_stream().read()
        return content


def _adds_up(match: re.Match[str]) -> bool:
    left, right = (_added(match[side]) for side in ("left", "right"))
    return {"=": left == right, "≤": left <= right, "≥": left >= right}[match["sign"]]


def _added(side: str) -> Decimal:
    """The numbers of one side with their signs; what stands in brackets are words."""
    plain = re.sub(r"\([^)]*\)", "", side) if "max(" not in side else side
    numbers = [Decimal(f"{'-' if sign else ''}{digits}") for sign, digits in NUMBER.findall(plain)]
    return max(numbers) if "max(" in side else sum(numbers, Decimal(0))
