"""The reader processes of a crawl: pages are read there, with a memory limit and a deadline, never in the reactor."""

import asyncio
import multiprocessing
import os
from concurrent.futures import TimeoutError as DeadlinePassed
from contextlib import ExitStack
from types import TracebackType
from typing import Protocol, Self

from pebble import ProcessExpired, ProcessPool

from extractors.errors import NeedsRoom, Refused
from nianbao.domain.report import Report
from pipelines.limits import (
    ADDRESS_SPACE,
    DEADLINE,
    MOST_PROCESSES,
    PAGES_A_PROCESS,
    ROOMY_ADDRESS_SPACE,
    ROOMY_DEADLINE,
)
from pipelines.reading import READERS, read_report, too_greedy, too_slow, warm_up


class Reads(Protocol):
    """Whatever reads documents: a pool of reader processes."""

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report in these bytes, not yet weighed. Raises Refused."""


class ReaderPool:
    """A pool of reader processes, replaced after a number of pages, killed at the deadline.

    The processes come from a fork server: a child forked from the reactor would inherit its threads' locks.
    """

    def __init__(
        self, workers: int | None = None, *, address_space: int = ADDRESS_SPACE, deadline: float = DEADLINE
    ) -> None:
        context = multiprocessing.get_context("forkserver")
        # Loaded once in the fork server, so that a new process starts with the readers' code in memory.
        context.set_forkserver_preload([*READERS, "pipelines.reading"])
        self.deadline = deadline
        self._closing = ExitStack()

        def pool(most: int, memory: int) -> ProcessPool:
            return ProcessPool(
                max_workers=most, max_tasks=PAGES_A_PROCESS, initializer=warm_up, initargs=(memory,), context=context
            )

        self._pool = pool(workers or min(os.cpu_count() or 1, MOST_PROCESSES), address_space)
        # One process: what a picture takes of memory is taken once. It starts with the first picture.
        self._roomy = pool(1, ROOMY_ADDRESS_SPACE)

    async def read(self, body: bytes, *, url: str = "", year: int | None = None) -> Report:
        """The report in these bytes, not yet weighed. Raises Refused where it cannot be read within the limits."""
        try:
            return await _answer(self._pool, self.deadline, body, url, year, False)
        except NeedsRoom:
            return await _answer(self._roomy, ROOMY_DEADLINE, body, url, year, True)

    def __enter__(self) -> Self:
        self._closing.enter_context(self._pool)
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
