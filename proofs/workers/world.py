"""A crowd of portals, a database with a queue, and workers that come and go."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import Engine, text

from nianbao.jobs.schema import upgrade_queue
from proofs.night.world import NightWorld, night_world
from simulator.crowd.members import Member

# Seconds after which a worker without a sign of life is looked after: not thirty, as outside of proofs.
SILENT = 3.0
OPEN = text("SELECT count(*) FROM night_site WHERE state IN ('planned', 'running')")
ENDED = text("SELECT count(*) FROM night_site WHERE state NOT IN ('planned', 'running')")


@dataclass
class WorkersWorld:
    """A night's world with workers. `told`: where they say what they do."""

    night: NightWorld
    engine: Engine
    told: Path
    workers: list["subprocess.Popen[str]"] = field(default_factory=list)

    def run(self, *words: str) -> str:
        """A command of ours, to its end; what it printed. Raises SystemExit where it failed."""
        done = self.night.nianbao(*words)
        if done.returncode:
            raise SystemExit(f"{words} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def hire(self, batch: int) -> None:
        """One more worker."""
        words = ("worker", "--no-schedule", "--batch", str(batch))
        with self.told.open("a") as told:
            worker = self.night.start(*words, told=told.fileno())
        if worker.stdout is not None:
            # A worker prints nothing there.
            worker.stdout.close()
        self.workers.append(worker)

    def dismiss(self) -> list[int]:
        """Tell all workers to stop, and wait for that; their exit statuses."""
        for worker in self.workers:
            worker.send_signal(signal.SIGTERM)
        return [worker.wait(120) for worker in self.workers]

    def counted(self, what: Any) -> int:
        """A number from the database."""
        with self.engine.connect() as connection:
            found: int = connection.execute(what).scalar_one()
            return found

    def until_all_ended(self, seconds: float) -> float:
        """Wait until every site of every plan has come to an end; the seconds that took. Raises SystemExit."""
        begun = time.monotonic()
        while self.counted(OPEN):
            if time.monotonic() - begun > seconds:
                raise SystemExit(f"{self.counted(OPEN)} sites are open after {seconds:.0f} s: {self.told.read_text()}")
            time.sleep(0.2)
        return time.monotonic() - begun


@contextmanager
def workers_world(
    members: Sequence[Member], seed: int, home: Path, database: tuple[Engine, str], pace: float
) -> Iterator[WorkersWorld]:
    """The portals answer and the queue is there; no worker outlives the end."""
    engine, url = database
    upgrade_queue(engine)
    with night_world(members, seed, home, engine, url, pace) as made:
        more = {"PROOF_ALONE": "1", "PROOF_SILENT": str(SILENT), "NIANBAO_NIGHT": "00:00-23:59"}
        world = WorkersWorld(replace(made, env={**made.env, **more}), engine, home / "workers.log")
        try:
            yield world
        finally:
            for worker in world.workers:
                worker.kill()
                worker.wait()


def children_of(worker: "subprocess.Popen[str]") -> list[psutil.Process]:
    """The processes that a worker has started, and those that they have."""
    try:
        return psutil.Process(worker.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def left_after(processes: Sequence[psutil.Process], seconds: float) -> list[int]:
    """Which of these processes are still there after so many seconds."""
    _, alive = psutil.wait_procs(processes, timeout=seconds)
    return [process.pid for process in alive if process.status() != psutil.STATUS_ZOMBIE]


def kill(worker: "subprocess.Popen[str]") -> list[psutil.Process]:
    """Kill a worker without warning; what it had started."""
    had = children_of(worker)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    return had
