"""The page that a case is made of: the latest capture of an address, or a file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from crawler.addresses import same_page
from nianbao.archive.decoding import decoded_body
from nianbao.archive.errors import Damaged, Missing, OutOfReach
from nianbao.archive.places import written_at
from nianbao.archive.reader import iter_captures, load
from nianbao.archive.writer import Exchange
from nianbao.domain.capture import Capture


class NotCaptured(Exception):
    """No archive that was looked at holds an answer of status 200 for an address; raised by `captured_page`."""


@dataclass(frozen=True, slots=True)
class CapturedPage:
    """A page's bytes, unpacked. `exchange`: the answer as it came, null of a file that was given."""

    url: str
    body: bytes
    at: datetime | None = None
    exchange: Exchange | None = None


def captured_page(url: str, archives: Iterable[Path]) -> CapturedPage:
    """The latest capture of a page, whatever the scheme, in the archive that was written to last.

    Raises NotCaptured; Damaged and Missing for a record that cannot be trusted; Undecodable.
    """
    for file in sorted(archives, key=written_at, reverse=True):
        found = list(captures_of(url, file))
        if found:
            return page_of(max(found, key=lambda capture: capture.captured_at))
    raise NotCaptured(f"{url} is in no archive that was looked at: crawl it first, or give the file with --url")


def captures_of(url: str, file: Path) -> Iterator[Capture]:
    """Whole answers for an address in one archive, up to where a kill has cut it."""
    try:
        for stored in iter_captures(file):
            capture = stored.capture
            if capture.status == HTTPStatus.OK and same_page(capture.url) == same_page(url):
                yield capture
    except OutOfReach:
        raise
    except (Damaged, Missing):
        return


def page_of(capture: Capture) -> CapturedPage:
    """The page behind a capture, every digest verified."""
    payload = load(capture.record)
    ok = HTTPStatus(payload.status)
    exchange = Exchange(
        payload.url, "GET", (), b"", ok.value, ok.phrase, payload.headers, payload.body, payload.captured_at
    )
    return CapturedPage(payload.url, decoded_body(payload.headers, payload.body), payload.captured_at, exchange)
