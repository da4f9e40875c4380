"""Contents go through reading and storing, many at once or one alone, into the account of a run."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pebble import ProcessExpired
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from crawler.registry import Site
from extractors.errors import Refused
from nianbao.archive.errors import OutOfReach
from nianbao.store.as_before import AsBefore, note_same
from nianbao.store.query_reread import Content
from pipelines.job import ReadPage
from pipelines.pool import Reads
from pipelines.reread.account import Account, Fault
from pipelines.reread.elsewhere import Again, Unit, read_units
from pipelines.reread.keeping import keep, keep_judged
from pipelines.reread.reading import Lost, SiteReader

# Contents under way at a time where each is read alone: the reader processes are kept busy while others are stored.
AT_ONCE = 16
Argument = TypeVar("Argument")
Result = TypeVar("Result")


class Batches(Protocol):
    """Reader processes that are given many documents at once."""

    workers: int

    async def batch(self, work: Callable[[Argument], Result], argument: Argument) -> Result:
        """What `work` makes of an argument there; see `ReaderPool.batch`."""


@dataclass
class Entering:
    """One run's contents. `failure` is the first error of the database or of the store of archives."""

    engine: Engine
    pool: Reads
    batches: Batches | None
    reader: str
    account: Account
    failure: SQLAlchemyError | OutOfReach | None = None
    _gate: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def deal_with(self, units: Sequence[Unit]) -> None:
        """Read a group: at once where there are processes for that, and alone what could not be read so."""
        found = await self.read_at_once(self.batches, units) if self.batches is not None else []
        done = await self.keep_at_once(units, found)
        for unit in units:
            reader = SiteReader(self.pool, unit.known, unit.contents)
            left = [content for content in unit.contents if content.edition_id not in done]
            alone = (self.enter(unit.known.site, one, self.read_alone(reader, unit.known.site, one)) for one in left)
            await asyncio.gather(*alone)

    async def read_at_once(self, batches: Batches, units: Sequence[Unit]) -> list[Again]:
        """What a reader process makes of a group; nothing where one of its documents is too slow or too greedy."""
        try:
            return await batches.batch(read_units, units)
        except (TimeoutError, ProcessExpired, MemoryError):
            # Alone it is told which.
            return []

    async def keep_at_once(self, units: Sequence[Unit], found: Sequence[Again]) -> frozenset[int]:
        """Store what was read; the numbers of the contents that are dealt with."""
        standing = await self.note_same([one.read for one in found if isinstance(one.read, AsBefore)])
        self.account.same += len(standing)
        new = {one.edition_id: one.read for one in found if isinstance(one.read, ReadPage)}
        known = {content.edition_id: (unit.known.site, content) for unit in units for content in unit.contents}
        kept = (self.enter(*known[number], self.keep_alone(known[number][1], read)) for number, read in new.items())
        await asyncio.gather(*kept)
        done = standing | new.keys()
        for one in found:
            self.account.missing += one.faults if one.edition_id in done else ()
        return done

    async def note_same(self, same: Sequence[AsBefore]) -> frozenset[int]:
        """Store that contents are read as before; see `as_before.note_same`."""
        try:
            return await asyncio.to_thread(self._note_same, same) if same else frozenset()
        except SQLAlchemyError as error:
            self.failure = self.failure or error
            return frozenset()

    def _note_same(self, same: Sequence[AsBefore]) -> frozenset[int]:
        with self.engine.begin() as connection:
            return note_same(connection, self.reader, same)

    async def keep_alone(self, content: Content, read: ReadPage) -> int | None:
        """Store one report that was read in a group."""
        return await asyncio.to_thread(keep_judged, self.engine, self.reader, content, read)

    async def read_alone(self, reader: SiteReader, site: Site, content: Content) -> int | None:
        """Read one content and store it; in how many figures it differs, null where in nothing."""
        read, faults = await reader.read(content)
        self.account.missing += faults
        return await asyncio.to_thread(keep, self.engine, self.reader, site, content, read)

    async def enter(self, site: Site, content: Content, differing: Awaitable[int | None]) -> None:
        """Enter what becomes of one content; an error of the reader's on it is told, and stops nothing else."""
        async with self._gate:
            [came] = await asyncio.gather(differing, return_exceptions=True)
        match came:
            case None:
                self.account.same += 1
            case int():
                self.account.changed += 1
                self.account.figures += came
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

    def note_lost(self, lost: Iterable[Collection[Fault]]) -> None:
        """Enter contents of which no capture could be had."""
        for faults in lost:
            self.account.lost += 1
            self.account.missing += faults
