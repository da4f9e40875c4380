"""Which running process is our server, proven by its name and the folder it stands in; no other is ever signalled."""

import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from nianbao.store.embedded_errors import EmbeddedFailed
from nianbao.store.embedded_paths import SOCKET, is_closed_folder


@dataclass(frozen=True)
class Postmaster:
    """A cluster's running server: the process, the folder of its socket, and whether it takes connections there."""

    process: psutil.Process
    socket_folder: Path
    ready: bool


def postmaster_of(cluster: Path) -> Postmaster | None:
    """The server that runs on the cluster; None where none does, be the pid in the cluster's file anybody's."""
    try:
        lines = (cluster / "postmaster.pid").read_text("utf-8").split("\n")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise EmbeddedFailed(
            f"{cluster} belongs to another user: run nianbao as that user, or set NIANBAO_HOME to a folder of your own"
        ) from None
    # Written line by line while Postgres starts: pid, folder, time, port, socket folder, address, memory, status.
    pid, socket, status = (lines[place].strip() if place < len(lines) else "" for place in (0, 4, 7))
    process = _process(pid)
    if process is None or not _stands_in(process, cluster):
        return None
    return Postmaster(process, Path(socket), ready=status == "ready" and _answers(Path(socket), cluster))


def _answers(folder: Path, cluster: Path) -> bool:
    # Should the temporary folder be swept, another user could lay a folder of this name and listen there.
    owner = cluster.stat().st_uid
    return (folder / SOCKET).is_socket() and is_closed_folder(folder, owner)


def _process(pid: str) -> psutil.Process | None:
    try:
        return psutil.Process(int(pid))
    except (ValueError, psutil.NoSuchProcess):
        return None


def _stands_in(process: psutil.Process, cluster: Path) -> bool:
    """Whether it is a Postgres whose working folder is the cluster, or was before the cluster was removed."""
    try:
        return process.name() == "postgres" and process.cwd() in (str(cluster), f"{cluster} (deleted)")
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def end(postmaster: Postmaster, patience: float = 30) -> bool:
    """Ask for a fast shutdown (open transactions are rolled back); whether it went within `patience` seconds."""
    return _signal_and_wait([postmaster.process], signal.SIGINT, patience)


def end_orphans(cluster: Path, patience: float = 10) -> bool:
    """End what a killed server or a removed cluster left running; whether all went. Call where no server runs."""
    return _signal_and_wait(list(_standing_in(cluster)), signal.SIGQUIT, patience)


def _standing_in(cluster: Path) -> Iterator[psutil.Process]:
    return (process for process in psutil.process_iter(["name"]) if _stands_in(process, cluster))


def _signal_and_wait(processes: list[psutil.Process], number: signal.Signals, patience: float) -> bool:
    for process in processes:
        try:
            process.send_signal(number)
        except psutil.NoSuchProcess:
            continue
    return wait_until_gone(processes, patience)


def wait_until_gone(processes: Sequence[psutil.Process], patience: float) -> bool:
    """Whether all processes have ended within `patience` seconds; returns as soon as they have."""
    until = time.monotonic() + patience
    while not (gone := all(_gone(process) for process in processes)) and time.monotonic() < until:
        time.sleep(0.02)
    return gone


def _gone(process: psutil.Process) -> bool:
    # Where the first process buries late or never, as in many containers, what has ended stays as a zombie.
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def forget_stranger(cluster: Path, socket_folder: Path) -> None:
    """Remove lock files whose pid is now an unrelated process; Postgres itself would take it for a running server.

    A dead pid is left to Postgres, which looks more closely than we can.
    """
    for lock in (cluster / "postmaster.pid", socket_folder / f"{SOCKET}.lock"):
        if lock.exists() and _process(lock.read_text("utf-8").split("\n", 1)[0].strip()) is not None:
            lock.unlink()
