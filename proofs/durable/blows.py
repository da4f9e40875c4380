"""Killing without warning: a command's whole process group, or the database server with all its processes."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from nianbao.store.embedded import EmbeddedFailed, EmbeddedServer
from nianbao.store.embedded_process import postmaster_of

# A look at what the server does takes less than this; a COPY of a report's figures takes some thousandths of a second.
LOOK = 0.0003
COPYING = "SELECT pid FROM pg_stat_progress_copy WHERE datname = current_database()"


@dataclass(frozen=True, slots=True)
class Blow:
    """When to kill and what: so many seconds after the start; with `in_copy` while the first COPY after that runs.

    `server`: the database server; else the process group of the command.
    """

    after: float
    server: bool = False
    in_copy: bool = False


@dataclass(frozen=True, slots=True)
class Struck:
    """Whether the blow met a running command, and whether a COPY was running when it fell."""

    met: bool
    in_copy: bool = False


def strike(running: "subprocess.Popen[str]", blow: Blow, home: Path) -> Struck:
    """Deliver a blow to a command that runs in a session of its own, or to the server of its home."""
    with suppress(subprocess.TimeoutExpired):
        running.wait(blow.after)
    with _stopped_in_copy(running, home, blow.in_copy) as in_copy:
        if running.poll() is not None:
            return Struck(met=False)
        if blow.server:
            kill_server(home)
        else:
            os.killpg(running.pid, signal.SIGKILL)
    return Struck(met=True, in_copy=in_copy)


def kill_server(home: Path) -> None:
    """Kill every process of the home's server at once, the first of them first so that it starts no other."""
    found = postmaster_of((home / "postgres").resolve())
    if found is None:
        return
    family = [found.process, *found.process.children(recursive=True)]
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(family, timeout=20)


@contextmanager
def _stopped_in_copy(running: "subprocess.Popen[str]", home: Path, wanted: bool) -> Iterator[bool]:
    """Wait for a COPY and hold its process still, so that it is inside beyond doubt; it goes on afterwards."""
    backend = _copying(running, home) if wanted else None
    try:
        yield backend is not None
    finally:
        if backend is not None:
            with suppress(ProcessLookupError):
                os.kill(backend, signal.SIGCONT)


def _copying(running: "subprocess.Popen[str]", home: Path) -> int | None:
    """The process of a COPY, held still; null where the command ends first."""
    while running.poll() is None:
        with suppress(psycopg.OperationalError, EmbeddedFailed), _watching(home) as watch:
            while running.poll() is None:
                row = watch.execute(COPYING).fetchone()
                if row is None:
                    time.sleep(LOOK)
                elif _held_still(watch, row[0]):
                    return int(row[0])
    return None


def _held_still(watch: "psycopg.Connection[tuple[int]]", pid: int) -> bool:
    """Stop the process; whether it is still at its COPY then."""
    os.kill(pid, signal.SIGSTOP)
    while psutil.Process(pid).status() != psutil.STATUS_STOPPED:
        time.sleep(LOOK)
    if watch.execute(COPYING).fetchall() == [(pid,)]:
        return True
    os.kill(pid, signal.SIGCONT)
    return False


@contextmanager
def _watching(home: Path) -> "Iterator[psycopg.Connection[tuple[int]]]":
    with psycopg.connect(EmbeddedServer(home).url("nianbao", "postgres"), autocommit=True) as watch:
        yield watch
