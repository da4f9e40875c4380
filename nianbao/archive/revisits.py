"""A `revisit`: a record that says another one still holds, and where that lies (WARC/1.1 §6.7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nianbao.domain.capture import Capture, RecordRef

NOT_MODIFIED = 304
PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
SAME_BODY = "identical-payload-digest"
SERVER_SAID = "server-not-modified"
# Not of the standard: what a 304 does not say, so that an index needs no second file.
CONFIRMED_TYPE = "Nianbao-Confirmed-Type"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a revisit record refers to. `server_said`: by a 304, whose own status and headers are not the page's."""

    record: RecordRef
    server_said: bool


def warc_date(at: datetime) -> str:
    """WARC-Date: UTC, ISO-8601 with Z; fractions only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def reference(revisit: Path, original: Capture, *, not_modified: bool) -> dict[str, str]:
    """The headers of a revisit in the file `revisit`. Raises ValueError where the original is in another folder.

    Files of one folder are moved together, so the name alone is kept.
    """
    if original.record.file.parent != revisit.parent:
        raise ValueError(f"{original.record.file} is not in the folder of {revisit}")
    return {
        "WARC-Profile": PROFILE + (SERVER_SAID if not_modified else SAME_BODY),
        "WARC-Payload-Digest": original.record.digest,
        "WARC-Refers-To": original.record.id,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": warc_date(original.captured_at),
        "WARC-Refers-To-Filename": original.record.file.name,
        "WARC-Refers-To-File-Offset": str(original.record.offset),
        CONFIRMED_TYPE: original.mime,
    }


def referred(revisit: Path, headers: Mapping[str, str]) -> Reference:
    """What a revisit record in the file `revisit` refers to. Raises ValueError where it does not say where that lies.

    The offset and the file's name are no part of the standard, though common; without them nothing can be looked up.
    """
    name, offset = headers.get("WARC-Refers-To-Filename") or "", headers.get("WARC-Refers-To-File-Offset") or ""
    if not name or Path(name).name != name or not offset.isdecimal():
        raise ValueError("it confirms a record without saying in which file and where that lies")
    digest = headers.get("WARC-Payload-Digest") or ""
    record = RecordRef(revisit.parent / name, int(offset), headers.get("WARC-Refers-To") or "", digest)
    return Reference(record, (headers.get("WARC-Profile") or "").endswith(SERVER_SAID))
