"""The archived bytes that the reading shown of a report was made from, every digest verified."""

from dataclasses import dataclass

from nianbao.archive.decoding import decoded_body
from nianbao.archive.errors import Damaged, Missing, Undecodable
from nianbao.archive.reader import Payload, load
from nianbao.domain.carried import NoSuchPart, article_in
from nianbao.store.queries import Source


class NotOpened(Exception):
    """The archived bytes cannot be had: gone, damaged, or not coded as they say; raised by `open_archived`."""


@dataclass(frozen=True, slots=True)
class Archived:
    """A record as it lies in its file; `body` is free of its coding and, of a record with parts, the part alone."""

    source: Source
    payload: Payload
    body: bytes

    @property
    def altered(self) -> str:
        """A sentence where the record's digest is not the one that was noted when it was crawled; else none."""
        record = self.source.capture.record
        if self.payload.digest == record.digest:
            return ""
        return (
            f"{record.file}: record {record.id} states {self.payload.digest}, but the capture row holds another "
            f"digest, {record.digest}: the archive was changed after it was crawled"
        )


def open_archived(source: Source) -> Archived:
    """The record of a capture. Raises NotOpened."""
    record = source.capture.record
    try:
        payload = load(record)
        body = decoded_body(payload.headers, payload.body)
        return Archived(source, payload, article_in(body, record.part) if record.part else body)
    except (Damaged, Missing) as error:
        raise NotOpened(str(error)) from error
    except (Undecodable, NoSuchPart) as error:
        raise NotOpened(f"{record.file}: {source.capture.url}: {error}") from error
