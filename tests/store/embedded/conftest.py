"""Servers of a test's own, each ended and removed after it, wherever root's cluster lies."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.embedded_process import postmaster_of, wait_until_gone


@pytest.fixture
def server_at() -> Iterator[Callable[[Path], EmbeddedServer]]:
    """Make a server for a home; it need not have been started."""
    homes: list[Path] = []

    def make(home: Path) -> EmbeddedServer:
        homes.append(home)
        return EmbeddedServer(home)

    yield make
    for home in homes:
        _remove(home)


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a server that a module's tests share: to make a cluster takes a second."""
    home = tmp_path_factory.mktemp("server") / "home"
    yield home
    _remove(home)


@pytest.fixture
def server(shared_home: Path) -> EmbeddedServer:
    """The module's server, running."""
    made = EmbeddedServer(shared_home)
    made.start()
    return made


@pytest.fixture
def postmaster() -> Callable[[EmbeddedServer], psutil.Process]:
    """The process of a running server."""

    def find(server: EmbeddedServer) -> psutil.Process:
        found = postmaster_of((server.home / "postgres").resolve())
        assert found is not None
        return found.process

    return find


@pytest.fixture
def remove_cluster() -> Callable[[Path], None]:
    """End the server on a cluster and remove what it left."""
    return _remove_cluster


def _remove(home: Path) -> None:
    _remove_cluster((home / "postgres").resolve())
    shutil.rmtree(home, ignore_errors=True)


def _remove_cluster(cluster: Path) -> None:
    found = postmaster_of(cluster)
    if found is not None:
        # At once, without the checkpoint of an orderly stop: nobody needs these data again.
        found.process.send_signal(signal.SIGQUIT)
        wait_until_gone([found.process], 10)
        shutil.rmtree(found.socket_folder, ignore_errors=True)
    if cluster.parent.name.startswith("nianbao-"):
        shutil.rmtree(cluster.parent)
