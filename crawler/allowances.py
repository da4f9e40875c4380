"""Whether a host may be asked now: inside its hours, and as long as its day has requests left."""

from datetime import datetime
from pathlib import Path

from crawler import clock
from crawler.allotments import Allotments
from crawler.asked import AskedCount
from crawler.limits import Limit, Wait, limit_of
from crawler.pauses import Pause


class Allowances:
    """What hosts have left. `folder`: that of the archive; `daily`, `window`: what the settings say.

    `allotments`: what they have left over all machines, where these share a database; both must allow a request.
    """

    def __init__(self, folder: Path, daily: int, window: str, allotments: Allotments | None = None) -> None:
        self.asked = AskedCount(folder)
        self.daily, self.window = daily, window
        self.allotments = allotments
        self._limits: dict[str, Limit] = {}

    def wait(self, host: str, now: datetime) -> Wait | None:
        """What is known here to keep a host from being asked now; None where nothing is. Counts nothing."""
        limit = self.limit(host)
        opening = limit.next_open(now)
        if opening > now:
            return Wait(opening, "it lies outside the hours")
        if self.asked.count(host, now) >= limit.daily:
            return limit.spent(now)
        return self.allotments.wait(host, now) if self.allotments else None

    def take(self, host: str, now: datetime) -> Wait | None:
        """Count here a request that is about to be made; what keeps it from being made, where something does."""
        waiting = self.wait(host, now)
        if waiting is not None:
            return waiting
        limit = self.limit(host)
        return None if self.asked.take(host, now, limit.daily) else limit.spent(now)

    async def take_everywhere(self, host: str) -> Wait | Pause | None:
        """Count a request over all machines, then here; a Pause where the host asked another one for that."""
        if self.allotments is None:
            return self.take(host, clock.now())
        waiting = self.wait(host, now := clock.now())
        if waiting is not None:
            return waiting
        told = await self.allotments.take(host, self.limit(host), self.asked.count(host, now))
        if told is not None:
            return told
        # The hours may be over by now.
        waiting = self.take(host, clock.now())
        if waiting is not None:
            self.allotments.put_back(host)
        return waiting

    def limit(self, host: str) -> Limit:
        """The limit of a host, looked up once."""
        if host not in self._limits:
            self._limits[host] = limit_of(host, self.daily, self.window)
        return self._limits[host]
