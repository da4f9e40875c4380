"""`nianbao explore` as it is called: a browser that is opened, or is not there; several processes, none left over."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from nianbao.cli.browser import open_browser
from nianbao.store.embedded import EmbeddedServer

PROGRAM = Path(sys.executable).with_name("nianbao")
SECONDS = 60
WORKERS = 2
PARENT = """
import multiprocessing, os, pathlib, time
from nianbao.explorer.parent import end_with_parent

def child():
    end_with_parent()
    pathlib.Path({told!r}).write_text(str(os.getpid()), "utf-8")
    time.sleep(600)

if __name__ == "__main__":
    multiprocessing.get_context("spawn").Process(target=child).start()
    time.sleep(600)
"""


@contextmanager
def explore(
    home: str, *words: str, env: Mapping[str, str] | None = None
) -> Iterator["tuple[subprocess.Popen[str], str]"]:
    """The command in a group of its own, as a terminal gives it one, and the address that it prints."""
    surroundings = {"PATH": os.environ["PATH"], "NIANBAO_HOME": home, **(env or {})}
    call = [str(PROGRAM), "--sample", "explore", "--port", "0", *words]
    with subprocess.Popen(call, env=surroundings, stderr=subprocess.PIPE, text=True, start_new_session=True) as started:
        assert started.stderr is not None
        try:
            told = started.stderr.readline()
            assert told.startswith("http://"), told + started.stderr.read()
            yield started, told.split()[0]
        finally:
            if started.poll() is None:
                os.killpg(started.pid, signal.SIGKILL)


def children_of(pid: int) -> set[int]:
    """The processes that answer: a helper of Python's own, which minds shared memory, is none of them."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8")
    return {int(child) for child in told.split() if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()}


def is_there(pid: int) -> bool:
    """Whether a process goes on; one that has ended and was not fetched does not."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text("utf-8")
    except FileNotFoundError:
        return False


def wait_for(happens: Callable[[], bool]) -> bool:
    """Whether it happens in time."""
    end = time.monotonic() + SECONDS
    while not happens() and time.monotonic() < end:
        time.sleep(0.05)
    return happens()


def answers(address: str) -> bool:
    """Whether the server answers a connection of its own within the time a page may take."""
    return httpx.get(f"{address}api/v1/openapi.json", timeout=SECONDS).status_code == 200


@pytest.fixture(scope="module")
def home(embedded_server: EmbeddedServer) -> str:
    """The home of the test server: the sample's database there is set up by whoever asks first."""
    return str(embedded_server.home)


def test_a_browser_is_opened_and_each_process_answers_until_the_command_is_told_to_end(
    home: str, tmp_path: Path
) -> None:
    script, told = tmp_path / "browser", tmp_path / "told"
    script.write_text(f'#!/bin/sh\nprintf %s "$1" > {told}.new && mv {told}.new {told}\n', "utf-8")
    script.chmod(0o755)
    # Listened on at all addresses, as in a container; opened at the one that is answered.
    everywhere = "0.0.0.0"  # noqa: S104
    words = ("--workers", str(WORKERS), "--open", "--host", everywhere)
    with explore(home, *words, env={"BROWSER": f"{script} %s"}) as (started, address):
        assert wait_for(told.exists)
        opened = told.read_text("utf-8")
        assert opened == address.replace(everywhere, "127.0.0.1")
        assert answers(opened)
        assert wait_for(lambda: len(children_of(started.pid)) == WORKERS)
        workers = children_of(started.pid)
        assert {pid for pid in workers if answers_alone(pid, workers, opened)} == workers
        os.kill(started.pid, signal.SIGTERM)
        assert started.wait(SECONDS) == 0
        assert wait_for(lambda: not any(map(is_there, workers)))


def test_without_a_display_a_line_says_so_and_ctrl_c_ends_it(home: str) -> None:
    with explore(home, "--open") as (started, address):
        assert started.stderr is not None
        assert started.stderr.readline() == f"no browser can be opened here: open {address} yourself\n"
        assert answers(address)
        assert children_of(started.pid) == set()
        # Ctrl-C goes to the whole group of a terminal.
        os.killpg(started.pid, signal.SIGINT)
        started.wait(SECONDS)


def answers_alone(pid: int, workers: set[int], address: str) -> bool:
    """Whether it answers while the others are held still."""
    others = workers - {pid}
    for other in others:
        os.kill(other, signal.SIGSTOP)
    try:
        return answers(address)
    finally:
        for other in others:
            os.kill(other, signal.SIGCONT)


def test_a_process_does_not_outlive_one_that_was_killed(tmp_path: Path) -> None:
    program, told = tmp_path / "parent.py", tmp_path / "told"
    program.write_text(PARENT.replace("{told!r}", repr(str(told))), "utf-8")
    with subprocess.Popen([sys.executable, program]) as parent:
        assert wait_for(lambda: told.exists() and bool(told.read_text("utf-8")))
        child = int(told.read_text("utf-8"))
        assert is_there(child)
        parent.kill()
    assert wait_for(lambda: not is_there(child))


def test_a_browser_that_fails_is_no_open_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not open_browser("http://127.0.0.1:8008/")
