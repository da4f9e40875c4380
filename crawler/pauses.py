"""How long portals asked to be left alone (Retry-After), as they said it now, or to a crawl that is over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from pathlib import Path

from crawler.addresses import host_of
from crawler.settings import DOWNLOAD_TIMEOUT
from nianbao.archive.errors import Damaged, Missing
from nianbao.archive.http_message import header_value
from nianbao.archive.reader import iter_captures, load
from nianbao.domain.capture import Capture

# The answers with which a portal says `not now`.
NOT_NOW = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
# No portal means years: what is longer is a mistake, and would keep us away for good without a word.
LONGEST_PAUSE = timedelta(days=30)
LONGEST_ANSWER = timedelta(seconds=DOWNLOAD_TIMEOUT)


@dataclass(frozen=True, slots=True)
class Pause:
    """A host is not to be asked before `until`; `status`: that of the answer which said so (429, 503)."""

    until: datetime
    status: int


def pause_asked(status: int, retry_after: str, at: datetime) -> Pause | None:
    """What an answer of that moment asks for, in seconds or as a date; None where it says nothing we understand.

    It is LONGEST_PAUSE at most.
    """
    said = retry_after.strip()
    if status not in NOT_NOW or not said:
        return None
    if said.isdecimal():
        return Pause(at + timedelta(seconds=min(int(said), LONGEST_PAUSE.total_seconds())), status)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return Pause(min(until.astimezone(UTC), at + LONGEST_PAUSE), status)


def recent_archives(folder: Path, now: datetime) -> list[Path]:
    """The archives of a folder that were written to within a day."""
    late = (now - timedelta(days=1)).timestamp()
    return sorted(file for file in folder.glob("*.warc.gz") if file.stat().st_mtime > late)


def pending_pauses(files: Iterable[Path], now: datetime) -> Mapping[str, Pause]:
    """The pauses that these archives hold and that are not over: the longest of each host."""
    found: dict[str, Pause] = {}
    for host, pause in (one for file in files for one in pauses_in(file, now)):
        if pause.until > now and (host not in found or found[host].until < pause.until):
            found[host] = pause
    return found


def pauses_in(file: Path, now: datetime) -> Iterator[tuple[str, Pause]]:
    """Every pause that a portal asked for in one archive, up to where a kill has cut it."""
    try:
        for stored in iter_captures(file):
            if pause := pause_of(stored.capture, now):
                yield host_of(stored.capture.url), pause
    except (Damaged, Missing):
        return


def pause_of(capture: Capture, now: datetime) -> Pause | None:
    """What an archived answer asks for. It came within LONGEST_ANSWER of the moment that an archive says."""
    if capture.status not in NOT_NOW:
        return None
    said = header_value(load(capture.record).headers, "Retry-After")
    came = min(capture.captured_at + LONGEST_ANSWER, now)
    return pause_asked(capture.status, said, came)
