"""A run that asks the portals: one process a host, into an archive of its own, going on after a kill."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from crawler import clock
from crawler.ledger import Ledger, Trouble
from crawler.paused_crawls import forget_paused, paused_archives
from crawler.recording import own_files, shared_recorder
from crawler.registry import sites
from extractors import reader_version
from nianbao.archive.handover import hand_over
from nianbao.archive.store import Store
from nianbao.archive.tails import drop_cut_tail
from nianbao.store.locks import Locks, crawl_lock, host_lock, open_locks, take_all
from nianbao.store.open_crawls import (
    OpenCrawl,
    crawl_started,
    earlier_files,
    forget_captures,
    open_live_crawls,
    untrusted_addresses,
)
from nianbao.store.save import finish_crawl, save_sites, start_crawl
from pipelines.allotting import counting_in, pauses_pending
from pipelines.job import CrawlJob, Watch
from pipelines.pool import ReaderPool
from pipelines.result import CrawlResult, failed_account
from pipelines.revisits import held_back
from pipelines.run import run_and_keep, run_settings
from pipelines.selection import Selection

# Seconds that a crawl waits for a host which another process is asking.
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Portals:
    """How the portals are asked. `contact`: mail or address for their keepers; `folder`: where the archives lie.

    `fresh`: begin anew, whatever was killed. `patience`: seconds to wait for a host that another process is asking;
    `vantage`: what the place is called from which they are asked. `store`: where finished archives are brought;
    `stays`: how long they are here too then, None for good; `tag`: what sets their names apart from other machines'.
    `leaves_views`: the kept views are not made anew.
    """

    contact: str
    folder: Path
    fresh: bool = False
    patience: float = PATIENCE
    vantage: str = ""
    store: Store | None = None
    stays: timedelta | None = None
    tag: str = ""
    leaves_views: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """A crawl that is on record as running. `base`: folder and name of its archive, without ending."""

    crawl_id: int
    base: Path
    progress: Mapping[str, str]


def run_live(
    names: Sequence[str],
    *,
    portals: Portals,
    engine: Engine,
    selection: Selection,
    watch: Watch,
    more: Mapping[str, Any] | None = None,
) -> CrawlResult:
    """Crawl these sites; once a process. Arguments and errors as for `run_crawl`.

    A site whose host another process is asking fails, with a word about who that is; the others are crawled.
    """
    with open_locks(engine) as locks:
        locks.call(f"nianbao crawl, process {os.getpid()} on {platform.node()}")
        left_out = sites_held_elsewhere(locks, names, portals.patience)
        with engine.begin() as connection:
            save_sites(connection, [sites()[name] for name in names])
            begun = begin(connection, locks, names, portals, selection)
            found = {"EARLIER": earlier_files(connection, names), "UNTRUSTED": untrusted_addresses(connection, names)}
            own = held_back(connection, names, selection)
        locks.take(crawl_lock(begun.crawl_id))
        locks.call(f"nianbao crawl {begun.crawl_id}, process {os.getpid()} on {platform.node()}")
        agent = f"nianbao/{version('nianbao')} (+{portals.contact})"
        own |= {name: list(value) for name, value in found.items()}
        paused = () if portals.fresh else paused_archives(portals.folder, names, clock.now())
        own["PAUSED"] = [str(file) for file in paused if file not in own_files(begun.base)]
        own |= {"ARCHIVE": str(begun.base), "USER_AGENT": agent, "PAUSES": pauses_pending(portals.folder, engine)}
        job = CrawlJob(engine, begun.crawl_id, ReaderPool(), reader_version(), watch, progress=begun.progress)
        job.leaves_views = portals.leaves_views
        recording = recorder_closed(begun.base, own["EARLIER"], own["PAUSED"])
        with recording, counting_in(begun.base, engine, locks):
            result = run_and_keep(names, run_settings({**(more or {}), **own}), job, selection, left_out)
        for name, ledger in result.ledgers.items():
            if is_over(ledger):
                forget_paused(portals.folder, name)
        return replace(result, unstored=unstored(portals))


def unstored(portals: Portals) -> tuple[str, ...]:
    """Bring what is finished to the store, where there is one; why something is not there, a line each."""
    if portals.store is None:
        return ()
    return tuple(hand_over(portals.folder, portals.store, stays=portals.stays, now=clock.now()).failed)


def is_over(ledger: Ledger) -> bool:
    """Whether the crawl of a site came to its end: nothing was left for another day."""
    is_waiting = any(shortfall.trouble is Trouble.PAUSED for shortfall in ledger.shortfalls)
    return ledger.ended and not is_waiting and not ledger.left_out


@contextmanager
def recorder_closed(base: Path, *others: Sequence[str]) -> Iterator[None]:
    """Close the archive at the end, however that comes."""
    try:
        yield
    finally:
        shared_recorder(base, *(tuple(map(Path, files)) for files in others)).close()


def sites_held_elsewhere(locks: Locks, names: Sequence[str], patience: float) -> dict[str, Ledger]:
    """Take the hosts of these sites; the accounts of those that could not be had, saying who has them."""
    hosts = {host for name in names for host in sites()[name].hosts}
    holders = take_all(locks, [host_lock(host) for host in hosts], patience)
    return {
        name: failed_account(f"{host} is being asked by {holders[host_lock(host)]}: try again when that has ended")
        for name in names
        for host in sorted(sites()[name].hosts)
        if host_lock(host) in holders
    }


def begin(connection: Connection, locks: Locks, names: Sequence[str], portals: Portals, selection: Selection) -> Begun:
    """Go on with the crawl of this selection that was killed last, or begin one; close those that are over."""
    dead = [crawl for crawl in open_live_crawls(connection) if locks.take(crawl_lock(crawl.crawl_id))]
    alike = [crawl for crawl in dead if is_alike(crawl, names, selection) and crawl.is_young]
    resumed = alike[-1] if alike and not portals.fresh else None
    for crawl in dead:
        drop_cut_tails(connection, base_of(portals, crawl.crawl_id, crawl.started))
        if crawl != resumed and (crawl in alike or not crawl.is_young):
            finish_crawl(connection, crawl.crawl_id, None)
        if crawl != resumed:
            locks.give(crawl_lock(crawl.crawl_id))
    if resumed is not None:
        return Begun(resumed.crawl_id, base_of(portals, resumed.crawl_id, resumed.started), resumed.progress)
    crawl_id = start_crawl(connection, names, "live", selection.as_options(), portals.vantage)
    return Begun(crawl_id, base_of(portals, crawl_id, crawl_started(connection, crawl_id)), {})


def is_alike(crawl: OpenCrawl, names: Sequence[str], selection: Selection) -> bool:
    """Whether a crawl was to do what is asked for now."""
    return crawl.selection == tuple(names) and crawl.options == selection.as_options()


def base_of(portals: Portals, crawl_id: int, started: datetime) -> Path:
    """Where a crawl's archive lies: numbers repeat from database to database, moments do not.

    A crawl that another machine goes on with has one number and moment on both: there the tag differs.
    """
    plain = portals.folder / f"crawl-{crawl_id}-{started.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
    return plain.with_name(f"{plain.name}-{portals.tag}") if portals.tag and not own_files(plain) else plain


def drop_cut_tails(connection: Connection, base: Path) -> None:
    """Take what was left half written off the end of a crawl's files.

    After a kill no capture points there; after a power cut one may.
    """
    for file in own_files(base):
        if drop_cut_tail(file):
            forget_captures(connection, str(file), file.stat().st_size)
