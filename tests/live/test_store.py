"""Crawls whose archives belong into a store: it is down, they are killed on the way there, it answers again."""

import json
import os
import shutil
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nianbao.archive.store import Store
from proofs.world import World
from simulator.families import Trs
from simulator.portal import Portal

PACE = {"PROOF_PACE": "0.02"}
KEY = "t3.granted.total"


class Stored:
    """A world whose crawls were: one without the store, one killed at its door, one that brought all of it there."""

    def __init__(self, live: World, store: Store, nowhere: str) -> None:
        self.live, self.store = live, store
        live.env |= PACE | {"NIANBAO_ARCHIVE": store.address, "NIANBAO_ARCHIVE_ENDPOINT": nowhere}
        self.without = live.nianbao("crawl", "shili_trs")
        self.there_then = store.sizes()
        self.killed = self.killed_at_the_door()
        live.env["NIANBAO_ARCHIVE_ENDPOINT"] = store.endpoint
        self.names_here = [file.name for file in live.archives]
        self.gone_on = live.nianbao("crawl", "shili_trs")

    def killed_at_the_door(self) -> int:
        """Kill a crawl once it has closed its archive and asks a store that never answers; its exit status."""
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            silent.settimeout(120)
            running = self.live.start(
                "crawl", "shili_trs", NIANBAO_ARCHIVE_ENDPOINT=f"http://127.0.0.1:{silent.getsockname()[1]}"
            )
            connection, _ = silent.accept()
            with connection:
                running.send_signal(signal.SIGKILL)
                running.communicate(timeout=60)
        return running.returncode

    def leave_to_the_store(self) -> None:
        """What lies here goes, as on another machine."""
        shutil.rmtree(self.live.home / "archive")


@pytest.fixture(scope="module")
def stored(world: Callable[..., World], s3_endpoint: str, nowhere: str) -> Stored:
    store = Store(f"s3://nianbao-tests/live-{os.getpid()}", s3_endpoint)
    return Stored(world(trs=Portal(Trs(), years=range(2024, 2026), rows=4, twins=0)), store, nowhere)


def test_a_store_that_is_down_loses_nothing_and_says_so(stored: Stored) -> None:
    done = stored.without
    (site,) = json.loads(done.stdout)["sites"]
    assert (done.returncode, site["state"], site["new"]) == (4, "complete", 2)
    (line,) = done.stderr.splitlines()
    assert "the archive store s3://nianbao-tests/live-" in line
    assert "1 archives wait in" in line
    assert stored.there_then == {}


def test_the_next_run_brings_there_what_a_kill_has_left(stored: Stored) -> None:
    assert stored.killed == -signal.SIGKILL
    assert len(stored.names_here) == 2
    assert (stored.gone_on.returncode, stored.gone_on.stderr) == (0, "")
    here = {file.name: file.stat().st_size for file in stored.live.archives}
    assert stored.store.sizes() == here
    assert len(here) == 3
    assert set(stored.names_here) < set(here)


def test_another_machine_reads_what_the_store_has(stored: Stored, tmp_path: Path) -> None:
    stored.leave_to_the_store()
    code = stored.live.portal.place.code
    why = told(stored.live, "why", code, "2024", KEY, "--format", "json")
    assert (why["key"], why["status"]) == (KEY, "number")
    again = told(stored.live, "reread", "--all", "--format", "json")
    assert (again["missing"], again["refused"]) == ([], [])
    assert again["same"] >= 2
    verified = stored.live.nianbao("archive", "verify")
    assert (verified.returncode, verified.stderr) == (0, "3 files, every digest holds\n")
    report = stored.live.portal.reports()[2024].url
    case = stored.live.nianbao("kit", report, "--site", "shili_trs", "--out", str(tmp_path / "case"))
    assert (case.returncode, (tmp_path / "case" / "expected.toml").exists()) == (0, True), case.stderr


def told(live: World, *words: str) -> dict[str, Any]:
    """What a command prints that ends well."""
    done = live.nianbao(*words)
    assert done.returncode == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed
