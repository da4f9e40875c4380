"""Which record answers a request again: the key, and the order in which its captures are given out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from nianbao.archive.digests import labelled_digest
from nianbao.archive.errors import Damaged, OutOfReach
from nianbao.archive.failures import Failure
from nianbao.archive.reader import Stored, Unanswered, iter_exchanges
from nianbao.domain.capture import Capture, RecordRef

DEFAULT_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Key:
    """What makes two requests the same: method, canonical URL, digest of the body (lists are paged by POST too)."""

    method: str
    url: str
    body_digest: str


def request_key(method: str, url: str, body: bytes = b"", volatile: Collection[str] = ()) -> Key:
    """The key of a request that is about to be made; `volatile` as for `canonical_url`."""
    return Key(method.upper(), canonical_url(url, volatile), labelled_digest(body))


def canonical_url(url: str, volatile: Collection[str] = ()) -> str:
    """Scheme and host in lower case, no default port, no trailing dot of the host, no fragment, `/` for no path.

    `volatile`: names of query parameters that are another at every request and mean nothing; they are left out.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    port = "" if parts.port in (None, DEFAULT_PORT.get(parts.scheme.lower())) else f":{parts.port}"
    query = without(parts.query, volatile) if volatile else parts.query
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", query, ""))


def without(query: str, names: Collection[str]) -> str:
    """A query less the parameters of these names, what is left as it stood."""
    kept = (part for part in query.split("&") if unquote_plus(part.partition("=")[0]) not in names)
    return "&".join(kept)


@dataclass(slots=True)
class Index:
    """Captures and failures by key, in the order of the files given. `damaged` holds what could not be read, named.

    `volatile`: query parameters left out of the keys; whoever asks must leave out the same.
    """

    damaged: list[Damaged | OutOfReach] = field(default_factory=list)
    volatile: Collection[str] = ()
    _held: dict[Key, list[Capture | Failure]] = field(default_factory=dict)
    _given: dict[Key, int] = field(default_factory=dict)

    def add(self, stored: Stored | Unanswered) -> None:
        """Take in one more exchange."""
        answer = stored.failure if isinstance(stored, Unanswered) else stored.capture
        key = Key(stored.method, canonical_url(answer.url, self.volatile), stored.request_digest)
        self._held.setdefault(key, []).append(answer)

    def captures(self, key: Key) -> tuple[Capture, ...]:
        """All captures of a key, oldest in the files first."""
        return tuple(answer for answer in self._held.get(key, ()) if isinstance(answer, Capture))

    def knows(self, key: Key) -> bool:
        """Whether this was ever asked, answered or not."""
        return key in self._held

    def next_answer(self, key: Key) -> Capture | Failure | None:
        """What came of this key next, then the last again and again; None where the archive has never seen it."""
        held = self._held.get(key)
        if not held:
            return None
        place = min(self._given.get(key, 0), len(held) - 1)
        self._given[key] = place + 1
        return held[place]

    def has_more(self, key: Key) -> bool:
        """Whether `next_answer` would give one that it has not given yet."""
        return self._given.get(key, 0) < len(self._held.get(key, ()))

    def next_capture(self, key: Key) -> Capture | None:
        """The next capture of this key, failures passed over, then its last again; None where none is left."""
        while isinstance(answer := self.next_answer(key), Failure):
            if not self.has_more(key):
                return None
        return answer

    def take(self, key: Key) -> Capture | None:
        """The next capture of this key, each once; None where all were taken."""
        return self.next_capture(key) if self.has_more(key) else None

    def next(self, key: Key) -> RecordRef | None:
        """The record of `next_capture`."""
        capture = self.next_capture(key)
        return capture.record if capture else None

    def __len__(self) -> int:
        return sum(len(answers) for answers in self._held.values())


def build_index(paths: Sequence[Path], *, cut_tail_allowed: bool = False, volatile: Collection[str] = ()) -> Index:
    """One pass over the files. Raises Missing, and Damaged unless `cut_tail_allowed` (a killed crawl leaves one).

    Then what the store does not give is noted too, as far as the first such file: whoever allows that asks a portal.
    """
    index = Index(volatile=volatile)
    for path in paths:
        try:
            for stored in iter_exchanges(path):
                index.add(stored)
        except Damaged as damage:
            if not cut_tail_allowed:
                raise
            index.damaged.append(damage)
        except OutOfReach as failure:
            if not cut_tail_allowed:
                raise
            index.damaged.append(failure)
            break
    return index
