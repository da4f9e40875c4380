"""What a command costs: seconds on the clock, and processor seconds of everything it starts and of the database."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import psutil

from proofs.world import ROOT

# Seconds between two looks: what a process has used between the last one and its end is not seen.
OFTEN = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """`seconds` on the clock; `processor`: seconds, with those of the database in `database`."""

    seconds: float
    processor: float
    database: float
    said: str


@dataclass
class Meter:
    """Processor seconds by process, as last seen."""

    used: dict[int, float] = field(default_factory=dict)

    def look(self, processes: Sequence[psutil.Process]) -> None:
        """Measure these, each with those below it."""
        for above in processes:
            for one in [above, *above.children(recursive=True)]:
                try:
                    times = one.cpu_times()
                except psutil.Error:
                    # It has ended since it was listed.
                    continue
                self.used[one.pid] = times.user + times.system

    @property
    def total(self) -> float:
        """Of all of them."""
        return sum(self.used.values())


def cost_of(words: Sequence[str], env: Mapping[str, str], postmaster: psutil.Process) -> Cost:
    """Run a program of ours to its end. Raises SystemExit where it failed."""
    ours, theirs, ended = Meter(), Meter(), Event()
    theirs.look([postmaster])
    before = theirs.total
    begun = time.monotonic()
    running = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, *words], env=dict(env), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    watching = Thread(target=_watch, args=(running.pid, postmaster, ours, theirs, ended))
    watching.start()
    said, told = running.communicate()
    seconds = time.monotonic() - begun
    ended.set()
    watching.join()
    theirs.look([postmaster])
    if running.returncode:
        raise SystemExit(f"{' '.join(words[:3])} ended with {running.returncode}: {told[-3000:]}")
    database = theirs.total - before
    return Cost(seconds, ours.total + database, database, said)


def _watch(pid: int, postmaster: psutil.Process, ours: Meter, theirs: Meter, ended: Event) -> None:
    try:
        own = psutil.Process(pid)
        while not ended.wait(OFTEN):
            ours.look([own])
            theirs.look([postmaster])
    except psutil.NoSuchProcess:
        # It was over before it could be looked at.
        pass


def size_of(folder: Path) -> int:
    """Bytes of the archives below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*.warc.gz"))
