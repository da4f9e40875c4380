"""What hosts have left of their day over all machines: asked for a few requests ahead, off the reactor's thread."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Protocol, TypeVar

from crawler import clock
from crawler.limits import Limit, Wait
from crawler.pauses import Pause
from crawler.windows import day_of

log = logging.getLogger(__name__)
T = TypeVar("T")
# Of a day's number this part is taken at once, at least one request and at most so many: a process that is killed loses
# no more than that.
PART, MOST = 50, 20
# Seconds for which whoever counts is waited for, and between two tries.
PATIENCE, BETWEEN = 20.0, 2.0
# How long it is not asked again then: a site may have hundreds of requests waiting.
AWAY = timedelta(minutes=1)


class NotAllotted(Exception):
    """Whoever counts over all machines did not answer; raised by an Allotter."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Requests that are wanted for a host on a day in China: `most` at once, `daily` in all.

    `asked_here`: how many this machine knows of; `now`: by its clock.
    """

    host: str
    day: date
    most: int
    daily: int
    asked_here: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Allotted:
    """So many may be made, and count as made; or the host asked some machine to leave it alone, or another process has
    it (`holder`).
    """

    requests: int
    pause: Pause | None = None
    holder: str = ""


class Allotter(Protocol):
    """Counts over all machines. Each call ends when what it changes cannot be lost any more, and may take its time."""

    def allot(self, wanted: Wanted) -> Allotted:
        """Count as many requests as there are left. Raises NotAllotted."""

    def give_back(self, unused: Mapping[tuple[date, str], int]) -> None:
        """Requests that were counted, by day and host, and not made. Raises NotAllotted."""

    def note_pauses(self, pauses: Mapping[str, Pause]) -> None:
        """What hosts asked for. Raises NotAllotted."""


@dataclass(slots=True)
class Share:
    """What is left of the requests that were allotted for a day."""

    day: date
    left: int


class Allotments:
    """What was allotted to this process. Of one host one request at a time is counted, in its turn."""

    def __init__(self, allotter: Allotter) -> None:
        self._allotter = allotter
        self._shares: dict[str, Share] = {}
        self._waits: dict[str, Wait] = {}
        self._untold: dict[str, Pause] = {}
        self._asking = asyncio.Lock()
        self._away_until: datetime | None = None

    def wait(self, host: str, now: datetime) -> Wait | None:
        """What is known to keep a host from being asked, without asking anybody."""
        if self._left(host, now):
            return None
        known = self._waits.get(host)
        return known if known is not None and now < known.until else self._away(now)

    async def take(self, host: str, limit: Limit, asked_here: int) -> Wait | Pause | None:
        """Count one request; what keeps it from being made, where something does."""
        while not self._left(host, clock.now()):
            told = await self._more(host, limit, asked_here)
            if told is not None:
                return told
        self._shares[host].left -= 1
        return None

    def put_back(self, host: str) -> None:
        """The request that was counted last was not made."""
        self._shares[host].left += 1

    async def tell(self, host: str, pause: Pause) -> None:
        """Let other machines know what a host asked for, now or when this run ends."""
        self._untold[host] = pause
        try:
            await self._answer(partial(self._allotter.note_pauses, {host: pause}))
        except NotAllotted:
            return
        del self._untold[host]

    def settle(self) -> None:
        """Give back what was not used, at the end of the run; what cannot be given back counts as asked."""
        unused = {(share.day, host): share.left for host, share in self._shares.items() if share.left}
        self._shares.clear()
        try:
            if self._untold:
                self._allotter.note_pauses(self._untold)
            if unused:
                self._allotter.give_back(unused)
        except NotAllotted as error:
            log.warning("what hosts have left today was not given back: %s", error)

    def _left(self, host: str, now: datetime) -> int:
        share = self._shares.get(host)
        return share.left if share is not None and share.day == today(now) else 0

    async def _more(self, host: str, limit: Limit, asked_here: int) -> Wait | Pause | None:
        now = clock.now()
        wanted = Wanted(host, today(now), portion(limit.daily), limit.daily, asked_here, now)
        try:
            allotted = await self._answer(partial(self._allotter.allot, wanted))
        except NotAllotted:
            return self._away(now) or away(now)
        if allotted.requests:
            self._shares[host] = Share(wanted.day, allotted.requests)
            return None
        if allotted.pause is not None:
            return allotted.pause
        taken_over = Wait(now + AWAY, f"{allotted.holder} has taken over the requests")
        self._waits[host] = taken_over if allotted.holder else limit.spent(now, "over all machines ")
        return self._waits[host]

    def _away(self, now: datetime) -> Wait | None:
        return away(self._away_until) if self._away_until and now < self._away_until else None

    async def _answer(self, question: Callable[[], T]) -> T:
        """What the allotter says, one question at a time. Raises NotAllotted, at once where it was silent of late."""
        async with self._asking:
            if self._away(clock.now()):
                raise NotAllotted("it did not answer of late")
            until = monotonic() + PATIENCE
            while True:
                try:
                    async with asyncio.timeout(max(until - monotonic(), BETWEEN)):
                        return await asyncio.to_thread(question)
                except (NotAllotted, TimeoutError) as error:
                    if monotonic() + BETWEEN >= until:
                        self._away_until = clock.now() + AWAY
                        raise NotAllotted(str(error)) from error
                await asyncio.sleep(BETWEEN)


def today(now: datetime) -> date:
    """The day in China of a moment."""
    return date.fromisoformat(day_of(now))


def portion(daily: int) -> int:
    """How many requests of a day's number are taken at once."""
    return max(1, min(daily // PART, MOST))


def away(until: datetime) -> Wait:
    """Nobody counts: nothing is asked."""
    return Wait(until, "the database did not answer, which counts the requests")


_OF_ARCHIVE: dict[Path, Allotments] = {}


def allotments_of(base: Path) -> Allotments | None:
    """The allotments of the run that writes this archive (folder and name); None where nobody counts for it."""
    return _OF_ARCHIVE.get(base)


@contextmanager
def allotting(base: Path, allotter: Allotter) -> Iterator[None]:
    """Let an allotter count for the run that writes this archive; at the end what is left is given back."""
    allotments = _OF_ARCHIVE[base] = Allotments(allotter)
    try:
        yield
    finally:
        del _OF_ARCHIVE[base]
        allotments.settle()
