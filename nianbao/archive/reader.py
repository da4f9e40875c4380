"""Captures of a WARC file: all of them in order, or one at its offset with every digest verified."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from nianbao.archive.digests import agrees, labelled_digest
from nianbao.archive.errors import Damaged, Missing
from nianbao.archive.failures import Failure, read_failure
from nianbao.archive.http_message import HttpMessage, header_value, parse_message, split_message
from nianbao.archive.members import read_member
from nianbao.archive.places import size_of
from nianbao.archive.revisits import CONFIRMED_TYPE, NOT_MODIFIED, referred
from nianbao.domain.capture import Capture, RecordRef

ANSWERS = (WarcRecordType.response, WarcRecordType.revisit)


@dataclass(frozen=True, slots=True)
class Stored:
    """A capture with what was asked: `request_digest` is that of the request's body (that of no bytes for a GET)."""

    capture: Capture
    method: str
    request_digest: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that failed, with what was asked, as for `Stored`."""

    failure: Failure
    method: str
    request_digest: str


@dataclass(frozen=True, slots=True)
class Payload:
    """An answer as it came: `body` still content-encoded, `digest` as the record's header states it (verified).

    `block_intact` is False where the record's block digest, which also covers the HTTP headers, does not hold
    although the payload's does: the body is proven, its HTTP headers are not. `truncated`: why the body is not whole,
    empty where it is. `record`: where the body lies: the record asked for, or the one that it confirms.
    """

    url: str
    captured_at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    digest: str
    block_intact: bool
    truncated: str
    record: RecordRef


@dataclass(frozen=True, slots=True)
class _Asked:
    method: str
    request_digest: str
    offset: int


def info_of(path: Path) -> Mapping[str, str]:
    """What a file says of itself in a `warcinfo` record at its head: field -> value; nothing where it has none."""
    first = next((record for _, record in _records(path)), None)
    if first is None or first.record_type != WarcRecordType.warcinfo:
        return {}
    lines = (line.partition(":") for line in first.reader.read().decode("utf-8", "replace").splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def iter_captures(path: Path) -> Iterator[Stored]:
    """Responses and revisits in file order. Raises Missing, OutOfReach, or Damaged after the last whole record."""
    yield from (one for one in iter_exchanges(path) if isinstance(one, Stored))


def iter_exchanges(path: Path) -> Iterator[Stored | Unanswered]:
    """The same, and requests that failed among them."""
    file = path.absolute()
    answers: list[Capture | Failure] = []
    asked: dict[str, _Asked] = {}
    damage = _scan(file, answers, asked)
    for answer in answers:
        request = asked.get(answer.record.id, _Asked("GET", labelled_digest(b""), -1))
        # Where the request is in the part that is lost, what the answer belongs to is not known.
        if damage is None or (0 <= request.offset < damage.offset and answer.record.offset < damage.offset):
            yield _exchange(answer, request)
    if damage is not None:
        raise damage


def _exchange(answer: Capture | Failure, asked: _Asked) -> Stored | Unanswered:
    match answer:
        case Failure():
            return Unanswered(answer, asked.method, asked.request_digest)
        case Capture():
            return Stored(answer, asked.method, asked.request_digest)


def _scan(file: Path, answers: list[Capture | Failure], asked: dict[str, _Asked]) -> Damaged | None:
    last = 0
    try:
        for last, record in _records(file):
            if record.record_type in ANSWERS:
                answers.append(_capture(file, last, record))
            elif record.record_type == WarcRecordType.metadata:
                answers += _failures(file, last, record)
            elif record.record_type == WarcRecordType.request:
                asked[record.headers.get("WARC-Concurrent-To") or ""] = _request(last, record)
    except Damaged as damage:
        return damage
    except (OSError, ValueError, IndexError) as error:
        return _first_damage(file, last) or Damaged(file, last, "", str(error))
    return _first_damage(file, last)


def _records(file: Path) -> Iterator[tuple[int, WarcRecord]]:
    """Each record with its offset. Raises Missing, OutOfReach and, of a file in the store, Damaged."""
    size = size_of(file)
    if file.is_file():
        records = ArchiveIterator(str(file), parse_http=False, fsspec_args=False)
        yield from ((record.stream_pos, record) for record in records)
        return
    # One by one: fastwarc would take a store that fails half-way for the end of the file.
    offset = 0
    while offset < size:
        member = read_member(file, offset)
        yield from ((offset, record) for record in ArchiveIterator(BytesIO(member.data), parse_http=False))
        offset = member.end


def _first_damage(file: Path, offset: int) -> Damaged | None:
    # fastwarc ends in silence where a file is cut short, so its last record is unpacked once more, to the file's end.
    size = size_of(file)
    while offset < size:
        try:
            offset = read_member(file, offset).end
        except Damaged as damage:
            return damage
    return None


def _capture(file: Path, offset: int, record: WarcRecord) -> Capture:
    first_line, headers, rest = split_message(record.reader.read())
    digest = record.headers.get("WARC-Payload-Digest") or labelled_digest(rest)
    ref = RecordRef(file, offset, record.headers.get("WARC-Record-ID") or "", digest)
    at = datetime.fromisoformat(record.headers.get("WARC-Date") or "")
    status, mime = _status(first_line), _mime(headers)
    if record.record_type == WarcRecordType.revisit and status == NOT_MODIFIED:
        # It stands for the page it confirms.
        status, mime = 200, record.headers.get(CONFIRMED_TYPE) or ""
    return Capture(record.headers.get("WARC-Target-URI") or "", at, status, mime, ref)


def _failures(file: Path, offset: int, record: WarcRecord) -> Iterator[Failure]:
    told = read_failure(record.reader.read())
    if told is not None:
        ref = RecordRef(file, offset, record.headers.get("WARC-Record-ID") or "", "")
        at = datetime.fromisoformat(record.headers.get("WARC-Date") or "")
        yield Failure(record.headers.get("WARC-Target-URI") or "", at, *told, ref)


def _request(offset: int, record: WarcRecord) -> _Asked:
    first_line, _, body = split_message(record.reader.read())
    return _Asked(first_line.partition(" ")[0].upper(), labelled_digest(body), offset)


def _status(first_line: str) -> int:
    return int(first_line.split(" ", 2)[1])


def _mime(headers: tuple[tuple[str, str], ...]) -> str:
    return header_value(headers, "Content-Type").partition(";")[0].strip().lower()


def load(record: RecordRef) -> Payload:
    """The answer in this record, its CRC and the digest in its own header verified; a revisit's with what it confirms.

    The caller compares `Payload.digest` with `record.digest`: a mended header is whole in itself.
    Raises Missing (no file, no record there, another record there) and Damaged (naming file, offset and record id).
    """
    return _loaded(record, ANSWERS)


def _loaded(record: RecordRef, kinds: Collection[WarcRecordType]) -> Payload:
    member = read_member(record.file, record.offset, record.id)
    try:
        stored = next(iter(ArchiveIterator(BytesIO(member.data), parse_http=False)), None)
        if stored is None:
            raise Damaged(record.file, record.offset, record.id, "it holds no WARC record")
        if stored.headers.get("WARC-Record-ID") != record.id or stored.record_type not in kinds:
            raise Missing(record.file, record.offset, record.id, f"{stored.headers.get('WARC-Record-ID')} stands there")
        block = stored.reader.read()
        if len(block) != stored.content_length:
            raise Damaged(record.file, record.offset, record.id, "it is shorter than its Content-Length")
        if stored.record_type == WarcRecordType.revisit:
            return _confirmed(record, stored, block)
        return _verified(record, stored, block)
    except (OSError, ValueError, IndexError) as error:
        raise Damaged(record.file, record.offset, record.id, str(error)) from error


def _verified(record: RecordRef, stored: WarcRecord, block: bytes) -> Payload:
    message = parse_message(block)
    block_intact = agrees(stored.headers.get("WARC-Block-Digest") or labelled_digest(block), block)
    digest = _verified_digest(record, stored.headers.get("WARC-Payload-Digest") or "", block, message, block_intact)
    return Payload(
        url=stored.headers.get("WARC-Target-URI") or "",
        captured_at=datetime.fromisoformat(stored.headers.get("WARC-Date") or ""),
        status=_status(message.first_line),
        headers=message.headers,
        body=message.body,
        digest=digest,
        block_intact=block_intact,
        truncated=stored.headers.get("WARC-Truncated") or "",
        record=record,
    )


def _confirmed(record: RecordRef, stored: WarcRecord, block: bytes) -> Payload:
    meant = referred(record.file, dict(stored.headers))
    # A response alone: revisits that confirm each other would have no body.
    original = _loaded(meant.record, (WarcRecordType.response,))
    if meant.record.digest not in ("", original.digest):
        raise Damaged(record.file, record.offset, record.id, f"what it confirms has another digest: {original.digest}")
    first_line, headers, _ = split_message(block)
    own_answer = None if meant.server_said else (_status(first_line), headers)
    status, headers = own_answer or (original.status, original.headers)
    block_intact = agrees(stored.headers.get("WARC-Block-Digest") or labelled_digest(block), block)
    return replace(
        original,
        url=stored.headers.get("WARC-Target-URI") or "",
        captured_at=datetime.fromisoformat(stored.headers.get("WARC-Date") or ""),
        status=status,
        headers=headers,
        block_intact=block_intact and original.block_intact,
    )


def _verified_digest(record: RecordRef, stated: str, block: bytes, message: HttpMessage, block_intact: bool) -> str:
    stored_payload = split_message(block)[2]
    # A foreign writer may have digested the chunks or what they carry.
    if stated and not (agrees(stated, stored_payload) or agrees(stated, message.body)):
        raise Damaged(record.file, record.offset, record.id, f"its content is not that of its digest {stated}")
    if not stated and not block_intact:
        raise Damaged(record.file, record.offset, record.id, "its content is not that of its block digest")
    return stated or labelled_digest(stored_payload)
