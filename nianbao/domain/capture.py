"""Where bytes came from: one exchange with a portal, as a record in a WARC file."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A WARC record. `file` is absolute, `offset` that of the compressed record, `digest` its WARC-Payload-Digest.

    `part`: of a record of JSON that holds several documents, the one that is meant, as a JSON pointer (RFC 6901); empty
    where all of it is.
    """

    file: Path
    offset: int
    id: str
    digest: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a portal. `captured_at` is the WARC-Date (UTC); `status` the HTTP status; `mime` as declared.

    Of a part of an answer `url` is the address that the answer gives it, not the one that was asked for.
    """

    url: str
    captured_at: datetime
    status: int
    mime: str
    record: RecordRef
