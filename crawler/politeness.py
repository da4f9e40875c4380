"""Turns at a host: one request at a time, and a distance between two, over all sites of this process."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from time import monotonic

# A robots.txt may ask for days; what is longer than this is a way of saying no that we cannot wait for.
LONGEST_DELAY = 30.0


@dataclass(slots=True)
class Host:
    """What is known of one host. `free`: moment (monotonic clock) before which it is not asked; `least`: seconds."""

    free: float
    least: float
    busy: asyncio.Lock = field(default_factory=asyncio.Lock)


class Turns:
    """Hands out turns. Distances are in seconds, from the end of an answer to the next request.

    A host that was never asked is first asked `least` after this was made: whoever asked it before, another run of ours
    that was killed, may have done so a moment ago.
    """

    def __init__(self, least: float, most: float) -> None:
        self.least, self.most = least, most
        begun = monotonic()
        self._hosts: defaultdict[str, Host] = defaultdict(lambda: Host(begun + least, least))

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until the host may be asked; it is nobody else's until the block ends."""
        known = self._hosts[host]
        async with known.busy:
            while (left := known.free - monotonic()) > 0:
                await asyncio.sleep(left)
            try:
                yield
            finally:
                known.free = max(known.free, monotonic() + self._distance(known))

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, counted from now."""
        known = self._hosts[host]
        known.free = max(known.free, monotonic() + seconds)

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep at least this distance, as its robots.txt asks, up to LONGEST_DELAY."""
        self._hosts[host].least = max(self.least, min(seconds, LONGEST_DELAY))

    def _distance(self, host: Host) -> float:
        # Not a security matter: a regular beat is what some brakes look for.
        return random.uniform(host.least, max(host.least, self.most))  # noqa: S311


@cache
def shared_turns(least: float, most: float) -> Turns:
    """The turns of this process: sites that share a host share its turns."""
    return Turns(least, most)
