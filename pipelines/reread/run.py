"""Everything held that a version of the reader has not read is read again from the archive, several at a time."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from crawler.registry import Site, sites
from extractors.errors import Refused
from nianbao.archive.errors import OutOfReach
from nianbao.store.query_reread import (
    Content,
    SiteRecord,
    contents_of,
    is_stale,
    pending_by_site,
    portals_on_record,
    record_of,
)
from nianbao.store.views.kept import refresh_views
from pipelines.job import ReadPage
from pipelines.pool import Reads
from pipelines.reread.account import Account, Fault
from pipelines.reread.keeping import keep
from pipelines.reread.reading import Lost, SiteReader
from pipelines.reread.record import KnownOfSite

# Contents under way at a time: enough to keep the reader processes busy while others are stored.
AT_ONCE = 16

Watch = Callable[[Account], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read again. `sites`: null: all; `readers`: what one of them has read is left out; `limit`: at most
    so many contents.
    """

    sites: Collection[str] | None = None
    readers: Collection[str] = ()
    limit: int | None = None


def run_reread(engine: Engine, *, pool: Reads, reader: str, wanted: Wanted, watch: Watch) -> Account:
    """Read again and store where the result differs; `watch` is told after each content.

    A run that is killed leaves whole contents behind, and the next one goes on with the others. Raises SQLAlchemyError
    where the database fails, OutOfReach where the store of archives does.
    """
    rereading = Rereading(engine, pool, reader, wanted, watch, Account(reader))
    asyncio.run(rereading.run())
    if rereading.failure is not None:
        raise rereading.failure
    # Also what a run that was killed has left undone.
    with engine.begin() as connection:
        if is_stale(connection):
            refresh_views(connection)
    return rereading.account


@dataclass
class Rereading:
    """One run. `failure` is the first error of the database or of the store of archives."""

    engine: Engine
    pool: Reads
    reader: str
    wanted: Wanted
    watch: Watch
    account: Account
    failure: SQLAlchemyError | OutOfReach | None = None
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def run(self) -> None:
        """Site by site, without a pause between two."""
        with self.engine.connect() as connection:
            pending = pending_by_site(connection, self.wanted.readers)
            portals = portals_on_record(connection)
        chosen = {site: those for site, those in pending.items() if self.is_wanted(site)}
        self.account.pending = sum(map(len, chosen.values()))
        most = self.account.pending if self.wanted.limit is None else self.wanted.limit
        self.account.left = max(0, self.account.pending - most)
        self.watch(self.account)
        for name, editions in chosen.items():
            if most <= 0 or self.failure is not None:
                break
            contents, record = await asyncio.to_thread(self.load, name, editions[:most])
            await self.read_site(name, portals, record, contents)
            most -= len(contents)
        await asyncio.gather(*self._tasks)

    def is_wanted(self, site: str) -> bool:
        """Whether a site's contents are to be read."""
        return self.wanted.sites is None or site in self.wanted.sites

    def load(self, site: str, editions: Sequence[int]) -> tuple[tuple[Content, ...], SiteRecord]:
        """These contents of a site, and what is on record of it."""
        with self.engine.connect() as connection:
            contents = contents_of(connection, editions)
            return contents, record_of(connection, site, contents)

    async def read_site(
        self, name: str, portals: Mapping[str, Mapping[str, Any]], record: SiteRecord, contents: Collection[Content]
    ) -> None:
        """Begin with every content of a site, as places become free."""
        site = sites().get(name) or (Site(**portals[name]) if name in portals else None)
        if site is None:
            unknown = "its site is neither in the registry nor on record: nobody can say whose it is"
            self.note_lost([Fault(name, content.url, unknown)] for content in contents)
            return
        reader = SiteReader(self.pool, KnownOfSite(site, record), contents)
        for content in contents:
            await self._gate.acquire()
            if self.failure is not None:
                return
            task = asyncio.create_task(self.read(reader, site, content))
            self._tasks.add(task)
            task.add_done_callback(self.end)

    def end(self, task: asyncio.Task[None]) -> None:
        """A content is dealt with."""
        self._tasks.discard(task)
        self._gate.release()
        self.watch(self.account)

    async def read(self, reader: SiteReader, site: Site, content: Content) -> None:
        """Read and store one content; an error of the reader's on it is told, and stops nothing else."""
        [came] = await asyncio.gather(self.reread(reader, site, content), return_exceptions=True)
        match came:
            case None:
                pass
            case Lost():
                self.note_lost([came.faults])
            case Refused():
                self.account.refused.append(Fault(site.name, content.url, f"it was not read: {came}"))
            case SQLAlchemyError() | OutOfReach():
                self.failure = self.failure or came
            case Exception():
                told = f"error while reading or storing: {type(came).__name__}: {came}"
                self.account.refused.append(Fault(site.name, content.url, told))
            case _:
                raise came

    async def reread(self, reader: SiteReader, site: Site, content: Content) -> None:
        """Read one content, store it, and enter what became of it."""
        read, faults = await reader.read(content)
        self.account.missing += faults
        differing = await asyncio.to_thread(self.store, site, content, read)
        if differing is None:
            self.account.same += 1
        else:
            self.account.changed += 1
            self.account.figures += differing

    def store(self, site: Site, content: Content, read: ReadPage) -> int | None:
        """Store what was read; see `keep`."""
        return keep(self.engine, self.reader, site, content, read)

    def note_lost(self, lost: Iterable[Collection[Fault]]) -> None:
        """Enter contents of which no capture could be had."""
        for faults in lost:
            self.account.lost += 1
            self.account.missing += faults
