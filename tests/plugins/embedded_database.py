"""A real Postgres for the tests of every room: one embedded server a session, one database a test module."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from nianbao.store.embedded import OWNER, EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from nianbao.store.roles import grant_roles

NewDatabase = Callable[[], tuple[str, Engine]]


@pytest.fixture(scope="session")
def embedded_server() -> Iterator[EmbeddedServer]:
    """A server in a home of its own, which the server's account can enter; gone after the session."""
    home = Path(tempfile.mkdtemp(prefix="nianbao-tests-"))
    home.chmod(0o755)
    server = EmbeddedServer(home)
    server.start()
    _write_lazily(server)
    yield server
    server.stop()
    shutil.rmtree(home)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that the account which serves root can enter, as it cannot `tmp_path`; gone after the test."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _write_lazily(server: EmbeddedServer) -> None:
    """Nothing of it outlives the session: forty databases need not be forced to the disk when it ends."""
    engine = connect(server.url("postgres", "postgres"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ALTER SYSTEM SET fsync = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    engine.dispose()


@pytest.fixture(scope="session")
def new_database(embedded_server: EmbeddedServer) -> Iterator[NewDatabase]:
    """Makes an empty database that is set up; gives its name and an engine.

    One is set up as any is, the others are copies of it, but for what Postgres keeps beside a database: its roles'
    settings and rights.
    """
    numbers = count(1)
    engines: list[Engine] = []
    whole = "tests_whole"
    embedded_server.ensure_database(whole)
    first = connect(embedded_server.url(whole))
    upgrade(first)
    first.dispose()
    server = connect(embedded_server.url("postgres", "postgres")).execution_options(isolation_level="AUTOCOMMIT")
    engines.append(server)

    def make() -> tuple[str, Engine]:
        name = f"tests_{next(numbers)}"
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {whole} OWNER {OWNER}")
        engine = connect(embedded_server.url(name))
        engines.append(engine)
        with engine.begin() as connection:
            grant_roles(connection)
        return name, engine

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture(scope="module")
def database(new_database: NewDatabase) -> tuple[str, Engine]:
    """The name and an engine of a database for this module alone."""
    return new_database()


@pytest.fixture
def connection(database: tuple[str, Engine]) -> Iterator[Connection]:
    """A connection to the module's database, inside a transaction that is rolled back at the end of the test."""
    with database[1].connect() as opened, opened.begin() as transaction:
        yield opened
        transaction.rollback()
