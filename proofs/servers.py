"""A database server that a proof has for itself, in a folder of its own; both are gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade


@contextmanager
def own_server() -> Iterator[tuple[EmbeddedServer, Path]]:
    """A running server, and its folder for whatever else the proof writes."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-proof-"))
    folder.chmod(0o755)  # so that the account that serves root can enter it
    server = EmbeddedServer(folder)
    server.start()
    try:
        yield server, folder
    finally:
        server.stop()
        shutil.rmtree(folder)


@contextmanager
def own_database(name: str) -> Iterator[tuple[Engine, str, Path]]:
    """A database that is set up, on a server of its own: the engine, the address, and the server's folder."""
    with own_server() as (server, folder):
        server.ensure_database(name)
        engine = connect(server.url(name))
        try:
            upgrade(engine)
            yield engine, server.url(name), folder
        finally:
            engine.dispose()


@contextmanager
def kept_database(folder: Path, name: str) -> Iterator[tuple[Engine, str]]:
    """A database that is set up, on a server of its own whose folder stays: the engine and the address."""
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    server = EmbeddedServer(folder)
    server.start()
    try:
        server.ensure_database(name)
        engine = connect(server.url(name))
        try:
            upgrade(engine)
            yield engine, server.url(name)
        finally:
            engine.dispose()
    finally:
        server.stop()
