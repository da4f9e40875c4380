"""A crawl that is killed again and again, until it has come to its end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from nianbao.archive.errors import Damaged
from nianbao.archive.members import read_member
from proofs.world import FINAL, Asked, World, exchanges


@dataclass(slots=True)
class Killed:
    """What became of a crawl that was killed.

    `inside`: of the kills, those that met a write into the archive; `cut`: those after which the last record was cut;
    `ended`: the last kill met a process whose crawl was over and on record as that;
    `asked_again`: requests of a run for what the archive held a final answer to when it began.
    """

    kills: int = 0
    inside: int = 0
    cut: int = 0
    ended: bool = False
    asked_again: list[Asked] = field(default_factory=list)
    done: "subprocess.CompletedProcess[str] | None" = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so many seconds after the start; with `in_write` at the first write into the archive after that.

    `cut`: the share of the last record that is cut off afterwards, as a power cut may do it.
    """

    after: float
    in_write: bool = False
    cut: float = 0.0


def killed_crawl(world: World, words: Sequence[str], moments: Sequence[Moment]) -> Killed:
    """Run a command, kill it at each of the moments in turn, then let it end."""
    account = Killed()
    for moment in [*moments, None]:
        held = answered(world)
        first = len(world.simulator.log.requests)
        running = world.start(*words)
        is_killed = moment is not None and kill_at(running, moment, world)
        said, told = running.communicate(timeout=300)
        asked = [(one.method, one.url, one.body) for one in world.simulator.log.requests[first:]]
        account.asked_again += [one for one in asked if one in held]
        if moment is None or not is_killed:
            account.done = subprocess.CompletedProcess(running.args, running.returncode, said, told)
            break
        if not is_running(world):
            account.ended = True
            break
        account.kills += 1
        account.inside += bool(world.archives) and is_unfinished(world.archives[-1])
        if moment.cut and world.archives:
            cut_last_record(world.archives[-1], moment.cut)
            account.cut += 1
    return account


def kill_at(running: "subprocess.Popen[str]", moment: Moment, world: World) -> bool:
    """Kill a process without warning; whether it was still running then."""
    with suppress(subprocess.TimeoutExpired):
        running.wait(moment.after)
    if moment.in_write:
        wait_until_it_grows(running, lambda: archived_bytes(world.home / "archive"))
    if running.poll() is not None:
        return False
    os.kill(running.pid, signal.SIGKILL)
    return True


def is_running(world: World) -> bool:
    """Whether the crawl is on record as running, or not on record at all."""
    with world.engine.connect() as connection:
        states = set(connection.execute(text("SELECT state FROM crawl")).scalars())
    return states <= {"running"}


def wait_until_it_grows(running: "subprocess.Popen[str]", measure: Callable[[], int]) -> None:
    """Watch closely: a write takes less than a thousandth of a second."""
    before = measure()
    checked = time.monotonic()
    while measure() == before:
        if time.monotonic() - checked > 0.05:
            checked = time.monotonic()
            if running.poll() is not None:
                return


def archived_bytes(folder: Path) -> int:
    """The size of all archives."""
    return sum(file.stat().st_size for file in folder.glob("*.warc.gz")) if folder.exists() else 0


def answered(world: World) -> set[Asked]:
    """What the archive holds a final answer to."""
    return {
        (one.method, one.url, one.body)
        for archive in world.archives
        for one in exchanges(archive)
        if one.status in FINAL
    }


def cut_last_record(archive: Path, share: float) -> None:
    """Cut a file inside its last record."""
    begins = offset = 0
    size = archive.stat().st_size
    while offset < size:
        begins = offset
        try:
            offset = read_member(archive, offset).end
        except Damaged:
            break
    with archive.open("r+b") as file:
        file.truncate(max(begins + 1, size - int(share * (size - begins))))


def is_unfinished(archive: Path) -> bool:
    """Whether a file ends inside a record, or with a request whose answer was not written any more."""
    offset, last = 0, b""
    while offset < archive.stat().st_size:
        try:
            member = read_member(archive, offset)
        except Damaged:
            return True
        offset, last = member.end, member.data
    return b"\r\nWARC-Type: request\r\n" in last[:400]
