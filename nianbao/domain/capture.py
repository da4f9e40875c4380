"""Where bytes came from: one exchange with a portal, as a record in a WARC file."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A WARC record. `file` is absolute, `offset` that of the compressed record, `digest` its WARC-Payload-Digest."""

    file: Path
    offset: int
    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a portal. `captured_at` is the WARC-Date (UTC); `status` the HTTP status; `mime` as declared."""

    url: str
    captured_at: datetime
    status: int
    mime: str
    record: RecordRef
