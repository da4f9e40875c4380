"""Turns at a host: one request at a time, and a distance between two, over all sites of this process."""

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from time import monotonic

from crawler.pauses import Pause

# A robots.txt may ask for days; what is longer than this is a way of saying no that we cannot wait for.
LONGEST_DELAY = 30.0
# Seconds. A portal that asks for more wants us to come another day: it is not asked again in this crawl.
LONGEST_WAIT = 120.0


@dataclass(slots=True)
class Host:
    """What is known of one host. `free`: moment (monotonic clock) before which it is not asked; `least`: seconds.

    `closed`: what it asked for where that is longer than we wait.
    """

    free: float
    least: float
    closed: Pause | None = None
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
            await self.until_free(host)
            try:
                yield
            finally:
                known.free = max(known.free, monotonic() + self._distance(known))

    async def until_free(self, host: str) -> None:
        """Wait as long as the host is left alone."""
        known = self._hosts[host]
        while (left := known.free - monotonic()) > 0:
            await asyncio.sleep(left)

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, counted from now."""
        known = self._hosts[host]
        known.free = max(known.free, monotonic() + seconds)

    def slow_down(self, host: str, seconds: float) -> None:
        """Keep at least this distance, as its robots.txt asks, up to LONGEST_DELAY; from now on."""
        known = self._hosts[host]
        known.least = max(self.least, min(seconds, LONGEST_DELAY))
        self.hold(host, known.least)

    def pause(self, host: str, pause: Pause, now: datetime) -> None:
        """Leave the host alone as it asked, or for good where that is longer than LONGEST_WAIT."""
        left = (pause.until - now).total_seconds()
        if left > LONGEST_WAIT:
            self._hosts[host].closed = pause
        elif left > 0:
            self.hold(host, left)

    def closed(self, host: str) -> Pause | None:
        """What the host asked for, where it is not asked again in this crawl."""
        return self._hosts[host].closed

    def _distance(self, host: Host) -> float:
        # Not a security matter: a regular beat is what some brakes look for.
        return random.uniform(host.least, max(host.least, self.most))  # noqa: S311


@cache
def shared_turns(least: float, most: float) -> Turns:
    """The turns of this process: sites that share a host share its turns."""
    return Turns(least, most)
