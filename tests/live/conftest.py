"""Crawls of simulated portals over real HTTP: a process for the crawl, an archive and a database of its own."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from proofs.world import World
from simulator.places import Place
from simulator.portal import Portal
from simulator.server import Simulator


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory,
    new_database: Callable[[], tuple[str, Engine]],
    embedded_server: EmbeddedServer,
) -> Iterator[Callable[..., World]]:
    """Makes a world of some portals; they answer until the tests of the file end."""
    with ExitStack() as open_worlds:

        def make(*served: Any, known: Sequence[str] = (), places: Sequence[Place] = (), **portals: Portal) -> World:
            simulator = open_worlds.enter_context(Simulator(*portals.values(), *served))
            name, engine = new_database()
            home = tmp_path_factory.mktemp(name)
            return World(simulator, portals, home, engine, embedded_server.url(name), known, places)

        yield make


@pytest.fixture(scope="session")
def outcome() -> Callable[["subprocess.CompletedProcess[str]"], dict[str, Any]]:
    """What `crawl` printed of its only site."""

    def of(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
        (only,) = json.loads(done.stdout)["sites"]
        told: dict[str, Any] = only
        return told

    return of


@pytest.fixture(scope="session")
def warcio_check() -> Callable[[Path], int]:
    """The exit status of `warcio check` for an archive."""
    return lambda archive: (
        subprocess.run(
            [sys.executable, "-m", "warcio.cli", "check", str(archive)], capture_output=True, check=False
        ).returncode
    )
