"""Which database is opened, and what is said where there is none that can be used."""

import subprocess
import sys

import pytest

from nianbao.store.embedded import SAMPLE_DATABASE, EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import is_current, upgrade
from nianbao.store.opening import open_database
from nianbao.store.roles import RoleRefused
from nianbao.store.unavailable import DatabaseUnavailable


@pytest.fixture
def empty(embedded_server: EmbeddedServer, request: pytest.FixtureRequest) -> str:
    """The address of a database with nothing in it."""
    name = f"empty_{abs(hash(request.node.name))}"
    embedded_server.ensure_database(name)
    return embedded_server.url(name)


def test_a_given_database_is_never_migrated(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", empty)
    with pytest.raises(DatabaseUnavailable, match="run `nianbao db upgrade`"):
        open_database()
    engine = connect(empty)
    upgrade(engine)
    engine.dispose()
    opened = open_database()
    assert is_current(opened)
    opened.dispose()


def test_the_sample_is_the_embedded_servers_whatever_else_is_given(
    embedded_server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("NIANBAO_HOME", str(embedded_server.home))
    engine = open_database(sample=True)
    assert engine.url.database == SAMPLE_DATABASE
    assert is_current(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("not an address", "is not a database address"),
        ("sqlite:///here.db", "names sqlite"),
        ("postgresql://nobody:secret@127.0.0.1:1/none", "no database answers at postgresql"),
    ],
)
def test_what_cannot_be_used_is_said_without_its_password(address: str, said: str) -> None:
    with pytest.raises(DatabaseUnavailable, match=said) as caught:
        connect(address)
    assert "secret" not in str(caught.value)


def test_a_server_before_15_is_refused(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nianbao.store.engine.LEAST_VERSION", (99,))
    with pytest.raises(DatabaseUnavailable, match="15 or later is needed"):
        connect(empty)


UPGRADE = """
import sys
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
upgrade(connect(sys.argv[1]))
"""


def upgrade_at_once(addresses: list[str]) -> None:
    """Set databases up from processes of their own that run at the same time."""
    running = [subprocess.Popen([sys.executable, "-c", UPGRADE, address]) for address in addresses]
    assert [process.wait() for process in running] == [0] * len(addresses)


def test_processes_at_once_set_up_one_database_once(empty: str) -> None:
    upgrade_at_once([empty] * 2)
    engine = connect(empty)
    assert is_current(engine)
    engine.dispose()


def test_databases_of_one_server_are_set_up_at_once(embedded_server: EmbeddedServer) -> None:
    for name in ("beside_1", "beside_2"):
        embedded_server.ensure_database(name)
    upgrade_at_once([embedded_server.url(name) for name in ("beside_1", "beside_2")])


def test_a_database_of_a_newer_version_is_left_alone(empty: str) -> None:
    engine = connect(empty)
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("DELETE FROM installed")
    with pytest.raises(DatabaseUnavailable, match="another version of nianbao"):
        upgrade(engine)
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM pub.report").scalar_one() == 0
    engine.dispose()


def test_an_owner_who_may_make_no_roles_is_told_what_to_ask_for(embedded_server: EmbeddedServer, empty: str) -> None:
    server = connect(embedded_server.url("postgres", "postgres"))
    name = empty.partition("@/")[2].partition("?")[0]
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CREATE ROLE plain_owner LOGIN")
        connection.exec_driver_sql(f"ALTER DATABASE {name} OWNER TO plain_owner")
    server.dispose()
    engine = connect(embedded_server.url(name, "plain_owner"))
    with pytest.raises(RoleRefused, match="GRANT nianbao_reader TO plain_owner WITH ADMIN OPTION"):
        upgrade(engine)
    engine.dispose()
