"""Discoveries in one process: each asks politely, is archived, and reads what it finds; nothing is stored."""

import asyncio
import os
import platform
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from sqlalchemy import Engine

from crawler import clock
from crawler.discovery.data import data_of
from crawler.discovery.fetching import Orders, fetching_spider
from crawler.discovery.places import OpenHosts
from crawler.loader import settings_of
from crawler.recording import shared_recorder
from crawler.registry import Site
from nianbao.store.locks import Locks, host_lock, take_all
from pipelines.allotting import counting_in, pauses_pending
from pipelines.discovery.found import Discovery
from pipelines.pool import ReaderPool
from pipelines.run import run_settings

# Seconds that a discovery waits for a host which another process is asking.
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Room:
    """Who asks (`contact`: mail or address for the portals' keepers), where archives lie, which hosts are taken.

    `engine`: the database in which all machines count their requests.
    """

    contact: str
    folder: Path
    engine: Engine
    locks: Locks


@dataclass(frozen=True, slots=True)
class Asking:
    """What one discovery asks with."""

    process: AsyncCrawlerProcess
    pool: ReaderPool
    orders: Orders
    hosts: OpenHosts


@dataclass(frozen=True, slots=True)
class Task:
    """A discovery that is to be made. `hosts`, `stem`: what it may ask at first; `site`: the row whose certificate may
    be excused, null for a portal that has none; `look`: the discovery itself.
    """

    name: str
    hosts: tuple[str, ...]
    stem: str
    site: Site | None
    look: Callable[[Asking], Awaitable[Discovery]]


def run_discoveries(tasks: Sequence[Task], room: Room) -> list[Discovery]:
    """Make these discoveries side by side; once a process, since a reactor starts once."""
    room.locks.call(f"nianbao discover, process {os.getpid()} on {platform.node()}")
    held = take_all(room.locks, [host_lock(host) for task in tasks for host in task.hosts], PATIENCE)
    base = room.folder / f"discovery-{os.getpid()}-{clock.now().astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
    process = AsyncCrawlerProcess(run_settings(settings_for(room, base)))
    counting = counting_in(base, room.engine, room.locks)
    with closing(shared_recorder(base, (), ())), counting, ReaderPool() as pool:
        loop = asyncio.get_event_loop()
        made = [loop.create_task(begin(task, room, process, pool, held)) for task in tasks]
        process.start()
        return [task.result() for task in made]


def settings_for(room: Room, base: Path) -> dict[str, Any]:
    """What belongs to this run."""
    agent = f"nianbao/{version('nianbao')} (+{room.contact})"
    return {
        "ARCHIVE": str(base),
        "USER_AGENT": agent,
        "ITEM_PIPELINES": {},
        "PAUSES": pauses_pending(room.folder, room.engine),
    }


def begin(
    task: Task, room: Room, process: AsyncCrawlerProcess, pool: ReaderPool, held: Mapping[str, str]
) -> Coroutine[Any, Any, Discovery]:
    """Start the spider of a discovery, so that the process waits for it; what comes of the whole."""
    busy = {host: held[host_lock(host)] for host in task.hosts if host_lock(host) in held}
    hosts = OpenHosts(set(task.hosts) - busy.keys(), task.stem, data_of("words")["bounds"]["hosts"], opener(room.locks))
    hosts.refused |= {host: f"it is being asked by {holder}" for host, holder in busy.items()}
    asking = Asking(process, pool, Orders(), hosts)
    custom = settings_of(task.site, clock.now().date()) if task.site else {}
    process.crawl(fetching_spider(f"discover_{task.name}", hosts, custom), orders=asking.orders)
    return ended(task, asking)


def opener(locks: Locks) -> Callable[[str], str]:
    """What says why a host may not be asked now; empty where it may, and is nobody else's from then on."""
    return lambda host: "" if locks.take(host_lock(host)) else f"it is being asked by {locks.holder(host_lock(host))}"


async def ended(task: Task, asking: Asking) -> Discovery:
    """A discovery to its end; whatever that is, its spider does not wait for more."""
    try:
        return await task.look(asking)
    finally:
        asking.orders.end("the discovery has ended")
