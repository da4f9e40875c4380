"""Everything held that a version of the reader has not read is read again from the archive, several at a time."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from crawler.registry import Site, sites
from nianbao.store.query_reread import contents_of, is_stale, pending_by_site, portals_on_record, records_of
from nianbao.store.views.kept import refresh_views
from pipelines.limits import BATCH
from pipelines.pool import Reads
from pipelines.reread.account import Account, Fault
from pipelines.reread.elsewhere import Unit
from pipelines.reread.entering import Batches, Entering
from pipelines.reread.groups import divided, groups
from pipelines.reread.record import KnownOfSite

Watch = Callable[[Account], None]
Portals = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read again. `sites`: null: all; `readers`: what one of them has read is left out; `limit`: at most
    so many contents; `leaves_views`: whoever asks makes the kept views anew.
    """

    sites: Collection[str] | None = None
    readers: Collection[str] = ()
    limit: int | None = None
    leaves_views: bool = False


def run_reread(
    engine: Engine, *, pool: Reads, reader: str, wanted: Wanted, watch: Watch, batches: Batches | None = None
) -> Account:
    """Read again and store where the result differs; `watch` is told after each group of contents.

    `batches`: processes that read many contents at once; without them each is read by `pool`, and comes to the same.
    A run that is killed leaves whole contents behind, and the next one goes on with the others. Raises SQLAlchemyError
    where the database fails, OutOfReach where the store of archives does.
    """
    entering = Entering(engine, pool, batches, reader, Account(reader))
    asyncio.run(Rereading(entering, wanted, watch).run())
    if entering.failure is not None:
        raise entering.failure
    # Also what a run that was killed has left undone.
    with engine.begin() as connection:
        if not wanted.leaves_views and is_stale(connection):
            refresh_views(connection)
    return entering.account


@dataclass
class Rereading:
    """One run: a group of contents after the other, as many under way as keep the reader processes busy."""

    entering: Entering
    wanted: Wanted
    watch: Watch
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        workers = self.entering.batches.workers if self.entering.batches else 1
        self._gate = asyncio.Semaphore(2 * workers + 1)

    async def run(self) -> None:
        """All groups, without a pause between two."""
        with self.entering.engine.connect() as connection:
            pending = pending_by_site(connection, self.wanted.readers)
            portals = portals_on_record(connection)
        chosen = {site: those for site, those in pending.items() if self.is_wanted(site)}
        account = self.entering.account
        account.pending = sum(map(len, chosen.values()))
        most = account.pending if self.wanted.limit is None else self.wanted.limit
        account.left = max(0, account.pending - most)
        self.watch(account)
        for group in groups(chosen, most, BATCH):
            await self._gate.acquire()
            if self.entering.failure is not None:
                break
            units = await asyncio.to_thread(self.load, group, portals)
            task = asyncio.create_task(self.entering.deal_with(units))
            self._tasks.add(task)
            task.add_done_callback(self.end)
        await asyncio.gather(*self._tasks)

    def is_wanted(self, site: str) -> bool:
        """Whether a site's contents are to be read."""
        return self.wanted.sites is None or site in self.wanted.sites

    def end(self, task: asyncio.Task[None]) -> None:
        """A group is dealt with."""
        if not task.cancelled() and task.exception() is None:
            self._tasks.discard(task)
        self._gate.release()
        self.watch(self.entering.account)

    def load(self, group: Mapping[str, Sequence[int]], portals: Portals) -> list[Unit]:
        """These contents by site, and what is on record of it; those of a site that nobody knows are lost."""
        with self.entering.engine.connect() as connection:
            read = contents_of(connection, [edition for those in group.values() for edition in those])
            of_site = dict(zip(group, divided(read, map(len, group.values())), strict=True))
            records = records_of(connection, of_site)
        known = {name: (site_of(name, portals), contents) for name, contents in of_site.items()}
        for name in [name for name, (site, _) in known.items() if site is None]:
            unknown = "its site is neither in the registry nor on record: nobody can say whose it is"
            self.entering.note_lost([Fault(name, content.url, unknown)] for content in of_site[name])
        return [Unit(KnownOfSite(site, records[name]), those) for name, (site, those) in known.items() if site]


def site_of(name: str, portals: Portals) -> Site | None:
    """A site's row of the registry, else as it was at its last crawl."""
    return sites().get(name) or (Site(**portals[name]) if name in portals else None)
