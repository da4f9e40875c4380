"""An exchange without an answer: a `metadata` record beside the request, saying what came instead (WARC/1.1 §6.6)."""

from dataclasses import dataclass
from datetime import datetime

from nianbao.domain.capture import RecordRef

FIELDS = "application/warc-fields"
# Not of the standard, which has no word for it: what kind of failure, and whatever was said of it.
KIND = "fetch-failure"
REASON = "fetch-failure-reason"


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that got no answer at `at`. `kind`: a word of whoever asked; `reason`: one line for people."""

    url: str
    at: datetime
    kind: str
    reason: str
    record: RecordRef


def failure_fields(kind: str, reason: str) -> bytes:
    """The block of the record; white space in `reason`, line ends too, becomes one blank."""
    return f"{KIND}: {kind}\r\n{REASON}: {' '.join(reason.split())}\r\n".encode()


def read_failure(block: bytes) -> tuple[str, str] | None:
    """Kind and reason; None for a block that says something else, as metadata of other programs do."""
    lines = (line.partition(":") for line in block.decode("utf-8", "replace").splitlines())
    said = {name.strip(): value.strip() for name, _, value in lines}
    return (said[KIND], said.get(REASON, "")) if KIND in said else None
