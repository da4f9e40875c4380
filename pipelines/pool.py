"""The reader processes of a crawl: pages are read there, with a memory limit and a deadline, never in the reactor."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as DeadlinePassed
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from extractors.errors import NeedsRoom, Refused
from nianbao.domain.report import Report
from pipelines.limits import (
    ADDRESS_SPACE,
    BATCHES_A_PROCESS,
    DEADLINE,
    MOST_PROCESSES,
    PAGES_A_PROCESS,
    ROOMY_ADDRESS_SPACE,
    ROOMY_DEADLINE,
)
from pipelines.reading import READERS, read_report, too_greedy, too_slow, warm_up

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class Reads(Protocol):
    """Whatever reads documents: a pool of reader processes."""

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report in these bytes, not yet weighed. Raises Refused."""


class ReaderPool:
    """A pool of reader processes, replaced after a number of pages, killed at the deadline.

    The processes come from a fork server: a child forked from the reactor would inherit its threads' locks.
    """

    def __init__(
        self,
        workers: int | None = None,
        *,
        address_space: int = ADDRESS_SPACE,
        deadline: float = DEADLINE,
        preload: Sequence[str] = (),
    ) -> None:
        """`preload`: modules besides the readers' that what is asked of the processes needs."""
        context = multiprocessing.get_context("forkserver")
        # Loaded once in the fork server, so that a new process starts with the readers' code in memory.
        context.set_forkserver_preload([*READERS, "pipelines.reading", *preload, "pipelines.preloaded"])
        self.deadline = deadline
        self.workers = workers or min(os.cpu_count() or 1, MOST_PROCESSES)
        self._closing = ExitStack()

        def pool(most: int, memory: int, tasks: int = PAGES_A_PROCESS) -> ProcessPool:
            return ProcessPool(
                max_workers=most, max_tasks=tasks, initializer=warm_up, initargs=(memory,), context=context
            )

        self._pool = pool(self.workers, address_space)
        # One process: what a picture takes of memory is taken once. It starts with the first picture.
        self._roomy = pool(1, ROOMY_ADDRESS_SPACE)
        # Each start with the first task, so that those that nobody asks for are never there.
        self._many = pool(self.workers, address_space, BATCHES_A_PROCESS)

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report in these bytes, not yet weighed. Raises Refused where it cannot be read within the limits."""
        try:
            return await _answer(self._pool, self.deadline, body, url, year, False)
        except NeedsRoom:
            return await _answer(self._roomy, ROOMY_DEADLINE, body, url, year, True)

    async def batch(self, work: Callable[[Argument], Result], argument: Argument) -> Result:
        """What `work`, a function of a module, makes of an argument in a reader process: many documents at once.

        Raises TimeoutError where it is not done within the deadline of one document, pebble's ProcessExpired where the
        process died of it, and what `work` raises.
        """
        future = self._many.schedule(work, args=(argument,), timeout=self.deadline)
        return await asyncio.wrap_future(future)

    def __enter__(self) -> Self:
        self._closing.enter_context(self._pool)
        self._closing.enter_context(self._many)
        self._closing.enter_context(self._roomy)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Wait for what is being read, then end the processes."""
        self._closing.close()


async def _answer(pool: ProcessPool, deadline: float, body: bytes, url: str, year: int | None, room: bool) -> Report:
    future = pool.schedule(read_report, args=(body, url, year, room), timeout=deadline)
    try:
        return await asyncio.wrap_future(future)
    except DeadlinePassed as error:
        raise Refused(too_slow(deadline)) from error
    except ProcessExpired as error:
        raise Refused(too_greedy()) from error
