"""This crawl's own archive: what of it answers again, what confirms an earlier page, and where the rest is written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from http import HTTPStatus
from itertools import count
from pathlib import Path

from crawler import clock
from crawler.finals import is_final
from crawler.refusals import ArchiveUnwritable
from crawler.stops import OWN_RECORD, STOPPED, stop_url
from nianbao.archive.digests import labelled_digest
from nianbao.archive.errors import Damaged, Missing, OutOfReach
from nianbao.archive.failures import Failure
from nianbao.archive.index import Index, Key, build_index
from nianbao.archive.places import is_there
from nianbao.archive.reader import Payload, Stored, load
from nianbao.archive.writer import ArchiveWriter, Exchange
from nianbao.domain.capture import Capture

# What an archive should say of itself: how far it is from the bytes on the wire.
INFO = (
    ("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
    ("description", "Bodies are kept as they came, still content-encoded, chunks joined; a body cut short says so."),
    ("headers", "Names in canonical case, those of one name together; Connection and Transfer-Encoding are left out."),
    ("reasons", "The words after a status are those of its registration, not the server's."),
    ("failures", "A request with a metadata record beside it got no answer; where nothing listened it was never sent."),
    (OWN_RECORD, "As a crawl met it, from its first request on: what is not here was not got."),
)
Volatile = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A page that is held already: its capture, what it is, and the response that has its body (itself, or older)."""

    capture: Capture
    payload: Payload
    original: Capture


def own_files(base: Path) -> tuple[Path, ...]:
    """The files of one crawl, first to last: BASE.warc.gz, then BASE-2.warc.gz and so on, one each time it went on."""
    return tuple(numbered_files(base))[:-1]


def numbered_files(base: Path) -> Iterator[Path]:
    """The names that the files of a crawl take, the last of them free."""
    for number in count(1):
        file = base.with_name(f"{base.name}-{number}.warc.gz" if number > 1 else f"{base.name}.warc.gz")
        yield file
        if not file.exists():
            return


class Recorder:
    """Writes exchanges to a new file of this crawl: one that was cut by a kill is never written to again.

    `base`: folder and name of the crawl's files, without ending. `earlier`: archives that may hold earlier captures;
    `paused`: those of crawls that this one goes on with.
    """

    def __init__(self, base: Path, earlier: Sequence[Path], paused: Sequence[Path] = ()) -> None:
        self.base = base
        self._paused = tuple(file for file in paused if file.exists())
        self.own = own_files(base)
        # Those in the store alone too; where that fails, what they hold is asked for anew.
        self._sources = (*known_files(earlier), *self.own)
        self._writer: ArchiveWriter | None = None
        self._broken = ""
        self._steady = clock.Steady()
        self._to_resume: dict[Volatile, Index] = {}
        self._known: dict[Volatile, Index] = {}
        self._continued: dict[Volatile, Index] = {}

    def resumed_answers(self, key: Key, volatile: Volatile, list_key: Key | None) -> Iterator[Held | Capture]:
        """What this crawl got for this key before it was killed: what was not final as captures, then what was.

        Each capture is given once; where nothing was final, the captures are all there is.
        """
        if not self.own:
            return
        if volatile not in self._to_resume:
            self._to_resume[volatile] = build_index(self.own, cut_tail_allowed=True, volatile=volatile)
        index = self._to_resume[volatile]
        while (capture := index.take(key)) is not None:
            held = trusted(capture)
            if held is not None and is_final(held.payload, front_page(index, key, list_key)):
                yield held
                return
            yield capture

    def last_page(self, key: Key, volatile: Volatile, list_key: Key | None) -> Held | None:
        """The last page that was got for this key, by an earlier crawl or this one; None where it cannot be relied on.

        Only one in this crawl's folder counts: a revisit names a file, not a path.
        """
        if volatile not in self._known:
            self._known[volatile] = build_index(self._sources, cut_tail_allowed=True, volatile=volatile)
        return self._last_page(self._known[volatile], key, list_key)

    def continued_page(self, key: Key, volatile: Volatile, list_key: Key | None) -> Held | None:
        """The page that a crawl which our limits ended got for this key; None where it must be asked for."""
        if not self._paused:
            return None
        if volatile not in self._continued:
            self._continued[volatile] = build_index(self._paused, cut_tail_allowed=True, volatile=volatile)
        return self._last_page(self._continued[volatile], key, list_key)

    def _last_page(self, index: Index, key: Key, list_key: Key | None) -> Held | None:
        pages = [capture for capture in index.captures(key) if capture.status == HTTPStatus.OK]
        held = trusted(pages[-1]) if pages else None
        if held is None or held.original.record.file.parent != self.base.parent:
            return None
        return held if is_final(held.payload, front_page(index, key, list_key)) else None

    def write(self, exchange: Exchange, *, truncated: str = "") -> Capture:
        """Write an exchange down. Raises ArchiveUnwritable."""
        with self._writing() as writer:
            return self._known_now(writer.write(exchange, truncated=truncated), exchange)

    def confirm(self, exchange: Exchange, held: Held) -> Capture:
        """Write down that the page held still stands. Raises ArchiveUnwritable."""
        with self._writing() as writer:
            return self._known_now(writer.confirm(exchange, held.original), exchange)

    def fail(self, asked: Exchange, kind: str, reason: str) -> Failure:
        """Write down that a request got no answer. Raises ArchiveUnwritable."""
        with self._writing() as writer:
            return writer.fail(asked, kind, reason)

    def stop(self, site: str, at: datetime, reason: str) -> None:
        """Write down that the crawl of a site was stopped, where anything is on record. Raises ArchiveUnwritable."""
        if self._writer is not None or self.own:
            with self._writing() as writer:
                writer.tell(stop_url(site), at, STOPPED, reason)

    def close(self) -> None:
        """Close the file. Raises ArchiveUnwritable where the disk did not keep it and nothing has said so before."""
        writer, self._writer = self._writer, None
        try:
            if writer is not None:
                writer.__exit__(None, None, None)
        except OSError as error:
            if not self._broken:
                raise self.broken_by(error) from error

    def refuse_if_broken(self) -> None:
        """Raise ArchiveUnwritable where an earlier write has failed: no portal is asked for what cannot be kept."""
        if self._broken:
            raise ArchiveUnwritable(self._broken)

    def refuse_if_misdated(self, at: datetime) -> None:
        """Raise ArchiveUnwritable, now and ever after, where the clock jumped: what follows would be dated wrong."""
        jump = self._steady.jump(at)
        if abs(jump) > clock.TOLERANCE:
            self._broken = self._broken or f"the clock jumped by {told_span(jump)}: nothing is asked for by a wrong one"
        self.refuse_if_broken()

    @contextmanager
    def _writing(self) -> Iterator[ArchiveWriter]:
        self.refuse_if_broken()
        try:
            yield self._opened()
        except OSError as error:
            raise self.broken_by(error) from error

    def broken_by(self, error: OSError) -> ArchiveUnwritable:
        """Note that the archive's folder cannot be written; the error to raise, and to raise ever after."""
        self._broken = f"the archive {self.base.parent} cannot be written: {error}"
        return ArchiveUnwritable(self._broken)

    def _opened(self) -> ArchiveWriter:
        if self._writer is None:
            *_, free = numbered_files(self.base)
            self._writer = ArchiveWriter(free, info=INFO, new=True).__enter__()
        return self._writer

    def _known_now(self, capture: Capture, exchange: Exchange) -> Capture:
        stored = Stored(capture, exchange.method, labelled_digest(exchange.request_body))
        for index in self._known.values():
            index.add(stored)
        return capture


def told_span(span: timedelta) -> str:
    """A span of time, forward or back, for people: `+72.0 hours`."""
    return f"{span.total_seconds() / 3600:+.1f} hours"


def known_files(files: Sequence[Path]) -> Iterator[Path]:
    """Those archives that are here or in the store, as far as that answers."""
    for file in files:
        try:
            if is_there(file):
                yield file
        except OutOfReach:
            return


def trusted(capture: Capture) -> Held | None:
    """A capture with its verified bytes; None where they are lost or damaged, which costs one more request."""
    try:
        payload = load(capture.record)
        if payload.digest != capture.record.digest:
            return None
        if payload.record == capture.record:
            return Held(capture, payload, capture)
        older = load(payload.record)
        original = Capture(older.url, older.captured_at, older.status, capture.mime, older.record)
        return Held(capture, payload, original)
    except (Damaged, Missing):
        return None


def front_page(index: Index, key: Key, list_key: Key | None) -> str:
    """The digest of the list's first page, which some brakes send for any address; empty for that page itself."""
    if list_key is None or key == list_key:
        return ""
    fronts = index.captures(list_key)
    return fronts[-1].record.digest if fronts else ""


def shared_recorder(base: Path, earlier: tuple[Path, ...], paused: tuple[Path, ...] = ()) -> Recorder:
    """The recorder of this process's crawl: all its sites write into one archive."""
    return _recorder(base, earlier, paused)


@cache
def _recorder(base: Path, earlier: tuple[Path, ...], paused: tuple[Path, ...]) -> Recorder:
    return Recorder(base, earlier, paused)
