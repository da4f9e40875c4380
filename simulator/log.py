"""Every request that came, with what is needed to count politeness at the portal."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from threading import Lock
from time import monotonic

from simulator.message import Asked


@dataclass(slots=True)
class Logged:
    """One request. `moment`: seconds of a clock that never goes back. `ended`: the same when the answer was sent.

    `connections`: open to this host at that moment, this one included. `at_once`: requests of this host not yet
    answered, this one included. `status`: null where nothing was answered.
    """

    at: datetime
    moment: float
    scheme: str
    host: str
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    connection: int
    connections: int
    at_once: int
    status: int | None = None
    ended: float | None = None

    def end(self) -> None:
        """Enter that its answer has been sent, or given up."""
        self.ended = self.ended or monotonic()

    @property
    def url(self) -> str:
        """The full address."""
        return f"{self.scheme}://{self.host}{self.target}"

    def as_json(self) -> dict[str, object]:
        """For a line of JSON."""
        return {**asdict(self), "at": self.at.isoformat(), "body": self.body.decode("utf-8", "replace")}


class Log:
    """Requests in the order in which they came, and connections that failed (a refused certificate, a reset)."""

    def __init__(self) -> None:
        self.requests: list[Logged] = []
        self.troubles: list[tuple[str, str]] = []
        self._lock = Lock()

    def begin(self, asked: Asked, connection: int, connections: int) -> Logged:
        """Enter a request that has been read."""
        with self._lock:
            open_now = sum(one.ended is None and one.host == asked.host for one in self.requests)
            facts = (asked.scheme, asked.host, asked.method, asked.target, asked.headers, asked.body)
            entry = Logged(datetime.now(UTC), monotonic(), *facts, connection, connections, open_now + 1)
            self.requests.append(entry)
            return entry

    def trouble(self, host: str, told: str) -> None:
        """Enter a connection that failed."""
        with self._lock:
            self.troubles.append((host, told))

    def of(self, host: str) -> list[Logged]:
        """The requests of one host."""
        return [one for one in list(self.requests) if one.host == host]

    def count(self, url: str) -> int:
        """How often an address was asked for, whatever the method."""
        return sum(one.url == url for one in list(self.requests))

    def gaps(self, host: str) -> list[float]:
        """Seconds between the beginnings of requests that follow each other on a host."""
        moments = [one.moment for one in self.of(host)]
        return [later - earlier for earlier, later in pairwise(moments)]

    def most_connections(self, host: str) -> int:
        """The most connections a host saw at once; 0 where it was not asked."""
        return max((one.connections for one in self.of(host)), default=0)

    def most_at_once(self, host: str) -> int:
        """The most requests a host had to answer at once; 0 where it was not asked."""
        return max((one.at_once for one in self.of(host)), default=0)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self.requests.clear()
            self.troubles.clear()
