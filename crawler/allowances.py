"""Whether a host may be asked now: inside its hours, and as long as its day has requests left."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crawler.asked import AskedCount
from crawler.limits import Limit, limit_of


@dataclass(frozen=True, slots=True)
class Wait:
    """A host is left alone until then; `why`: words for the account."""

    until: datetime
    why: str

    def told(self, host: str) -> str:
        """One line for people."""
        return f"paused until {self.until:%Y-%m-%dT%H:%M:%SZ}: {self.why} of {host}: not asked"


class Allowances:
    """What hosts have left. `folder`: that of the archive; `daily`, `window`: what the settings say."""

    def __init__(self, folder: Path, daily: int, window: str) -> None:
        self.asked = AskedCount(folder)
        self.daily, self.window = daily, window
        self._limits: dict[str, Limit] = {}

    def wait(self, host: str, now: datetime) -> Wait | None:
        """What keeps a host from being asked now; None where nothing does. Counts nothing."""
        limit = self.limit(host)
        opening = limit.next_open(now)
        if opening > now:
            return Wait(opening, "it lies outside the hours")
        return self.spent(limit, now) if self.asked.count(host, now) >= limit.daily else None

    def take(self, host: str, now: datetime) -> Wait | None:
        """Count a request that is about to be made; what keeps it from being made, where something does."""
        waiting = self.wait(host, now)
        if waiting is not None:
            return waiting
        limit = self.limit(host)
        return None if self.asked.take(host, now, limit.daily) else self.spent(limit, now)

    def spent(self, limit: Limit, now: datetime) -> Wait:
        """A day's requests are used up."""
        return Wait(limit.next_day(now), f"these were the {limit.daily} requests a day")

    def limit(self, host: str) -> Limit:
        """The limit of a host, looked up once."""
        if host not in self._limits:
            self._limits[host] = limit_of(host, self.daily, self.window)
        return self._limits[host]
