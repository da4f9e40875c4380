"""A batch of a plan is crawled in child processes, and what became of each of its sites is written down."""

import asyncio
import logging
import os
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from crawler import clock
from crawler.registry import sites
from nianbao.jobs.child import Ended, How, run_child
from nianbao.jobs.retrying import TryAgain, back_off
from nianbao.jobs.settling import Settling
from nianbao.jobs.words import options_of, words_of
from nianbao.store.locks import Locks, host_lock, open_locks
from nianbao.store.nights import NightRow, SiteRow, begin_sites, end_open, ended_crawl, night_of, open_sites, put_back

log = logging.getLogger(__name__)
# Seconds until a batch asks again for a host that another process is asking.
BUSY = 60.0
WORKER = f"process {os.getpid()} on {platform.node()}"


def job_lock(job_id: int) -> str:
    """The name of the lock by which a job is known to be worked on: it goes with whoever holds it."""
    return f"nianbao job {job_id}"


async def crawl_batch(
    engine: Engine, job_id: int, night_id: int, batch: int, stopping: asyncio.Event, grace: float
) -> None:
    """Crawl what is open of a batch. Raises TryAgain while something is left of it."""
    with open_locks(engine) as locks:
        if not locks.take(job_lock(job_id)):
            raise TryAgain("another worker still has it", BUSY)
        locks.call(f"nianbao job {job_id}, {WORKER}")
        with engine.begin() as connection:
            night = night_of(connection, night_id)
        if night is not None:
            await Crawling(engine, locks, night, batch, stopping, grace).run()


@dataclass
class Crawling:
    """The work on one batch. `tried`: sites for which a process was started this time."""

    engine: Engine
    locks: Locks
    night: NightRow
    batch: int
    stopping: asyncio.Event
    grace: float
    tried: set[str] = field(default_factory=set)

    async def run(self) -> None:
        """Crawl group after group, then say what is left. Raises TryAgain."""
        self.take_over()
        while group := self.next_group():
            await self.crawl(group)
        if left := self.open_sites():
            attempts = max((row.attempts for row in left if row.site in self.tried), default=0)
            raise TryAgain(f"{len(left)} sites are left", back_off(attempts) if attempts else BUSY)

    def open_sites(self) -> tuple[SiteRow, ...]:
        """What has come to no end yet."""
        with self.engine.begin() as connection:
            return open_sites(connection, self.night.night_id, self.batch)

    def take_over(self) -> None:
        """See to what a worker left that was killed: what its crawl ended with holds, the rest is planned again."""
        left = [row for row in self.open_sites() if row.state == "running"]
        if not left:
            return
        names, began = [row.site for row in left], min(row.began or self.night.planned_at for row in left)
        with self.engine.begin() as connection:
            account = ended_crawl(connection, names, options_of(left, self.night), began)
            if account is None:
                put_back(connection, self.night.night_id, self.batch, "the worker that had it was killed")
        if account is not None:
            self.settle(left, Ended(How.ENDED, 0, account, ()))

    def next_group(self) -> tuple[SiteRow, ...]:
        """The sites that the next process crawls; none where nothing is left that can be crawled now.

        Sites whose crawl was killed come together again: it goes on where just these are asked for.
        """
        if clock.now() >= self.night.deadline:
            self.miss_the_rest()
            return ()
        rows = self.without_busy([row for row in self.open_sites() if row.site not in self.tried])
        most = max((row.attempts for row in rows), default=0)
        return tuple(row for row in rows if row.attempts == most)

    def miss_the_rest(self) -> None:
        """The deadline has come."""
        with self.engine.begin() as connection:
            missed = end_open(connection, self.night.night_id, self.batch, "missed", clock.now())
        if missed:
            log.warning("night %s batch %s: %s sites missed its deadline", self.night.night_id, self.batch, missed)

    def without_busy(self, rows: Sequence[SiteRow]) -> list[SiteRow]:
        """Those whose hosts nobody else is asking."""
        hosts = {host for row in rows if row.site in sites() for host in sites()[row.site].hosts}
        busy = {host for host in sorted(hosts) if not is_free(self.locks, host_lock(host))}
        return [row for row in rows if row.site not in sites() or not busy & set(sites()[row.site].hosts)]

    async def crawl(self, group: Sequence[SiteRow]) -> None:
        """Crawl these sites in one process. Raises TryAgain where this worker is to stop."""
        if self.stopping.is_set():
            raise TryAgain("handed back", 0)
        names = [row.site for row in group]
        self.tried |= set(names)
        now = clock.now()
        with self.engine.begin() as connection:
            begin_sites(connection, self.night.night_id, names, WORKER, now)
        seconds = (self.night.deadline - now).total_seconds()
        words = words_of(group, self.night)
        ended = await run_child(words, seconds=seconds, stopping=self.stopping, grace=self.grace)
        if ended.how is How.STOPPED:
            with self.engine.begin() as connection:
                put_back(connection, self.night.night_id, self.batch, "handed back by a worker that was stopped")
            raise TryAgain("handed back", 0)
        self.settle(group, ended)
        self.tell(ended, now)

    def settle(self, group: Sequence[SiteRow], ended: Ended) -> None:
        """Write down what became of each site."""
        with self.engine.begin() as connection:
            Settling(connection, self.night.night_id, self.batch, ended).all(group)

    def tell(self, ended: Ended, began: datetime) -> None:
        """A line for whoever watches."""
        states = Counter(site["state"] for site in (ended.account or {}).get("sites", ()))
        told = ", ".join(f"{count} {state}" for state, count in sorted(states.items())) or ended.last_line
        seconds = (clock.now() - began).total_seconds()
        log.info("night %s batch %s: %s in %.0f s", self.night.night_id, self.batch, told, seconds)


def is_free(locks: Locks, name: str) -> bool:
    """Whether nobody holds a lock at this moment."""
    free = locks.take(name)
    if free:
        locks.give(name)
    return free
