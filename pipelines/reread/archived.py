"""The archived bytes behind a capture, every digest verified."""

from nianbao.archive.decoding import decoded_body
from nianbao.archive.errors import Damaged, Missing, OutOfReach, Undecodable
from nianbao.archive.reader import load
from nianbao.domain.capture import Capture
from nianbao.domain.carried import NoSuchPart, article_in


class NotInArchive(Exception):
    """A capture's bytes are not in the archive as they were captured; raised by `archived_body`, with the reason."""


def archived_body(capture: Capture) -> bytes:
    """The document behind a capture, without content encoding; of a list that holds it, the article alone.

    Raises NotInArchive, and OutOfReach where the store fails that should hold it.
    """
    record = capture.record
    try:
        payload = load(record)
        if payload.digest != record.digest:
            raise NotInArchive(
                f"{record.file}: record {record.id} holds other bytes than were captured: {payload.digest}"
            )
        if payload.truncated:
            raise NotInArchive(f"{record.file}: the body of record {record.id} is not whole: {payload.truncated}")
        body = decoded_body(payload.headers, payload.body)
        return article_in(body, record.part) if record.part else body
    except OutOfReach:
        raise
    except (Damaged, Missing, Undecodable, NoSuchPart) as fault:
        raise NotInArchive(str(fault)) from fault
