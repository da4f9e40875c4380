"""What must not hurt: kill -9 of server or client, two at once, another's pid, a swept or squatted socket folder."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg
import pytest

from nianbao.store.embedded import EmbeddedFailed, EmbeddedServer
from nianbao.store.embedded_account import server_account
from nianbao.store.embedded_paths import places_of
from nianbao.store.embedded_process import wait_until_gone

ServerAt = Callable[[Path], EmbeddedServer]
Postmaster = Callable[[EmbeddedServer], psutil.Process]
START = """
import pathlib, sys
from nianbao.store.embedded import EmbeddedServer
server = EmbeddedServer(pathlib.Path(sys.argv[1]))
server.start()
server.ensure_database("nianbao")
print(server.url("nianbao"))
"""


def start_elsewhere(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", START, home], stdout=subprocess.PIPE, text=True)


def test_comes_back_after_the_server_was_killed(server: EmbeddedServer, postmaster: Postmaster) -> None:
    server.ensure_database("nianbao")
    with psycopg.connect(server.url("nianbao"), autocommit=True) as busy:
        busy.execute("CREATE TABLE kept AS SELECT 1 AS one")
        killed = postmaster(server)
        killed.kill()
        assert wait_until_gone([killed], 10)
        begun = time.monotonic()
        server.start()
        assert time.monotonic() - begun < 10
    with psycopg.connect(server.url("nianbao")) as connection:
        assert connection.execute("SELECT one FROM kept").fetchall() == [(1,)]


@pytest.mark.parametrize("moment", [0.1, 0.4])
def test_a_client_killed_while_it_makes_the_cluster_leaves_nothing_broken(
    server_at: ServerAt, tmp_path: Path, moment: float
) -> None:
    server = server_at(tmp_path / "home")
    with start_elsewhere(server.home) as client:
        wait_for_initdb(tmp_path / "home")
        time.sleep(moment)
        client.send_signal(signal.SIGKILL)
    # What the client left running goes on for a while, beside us.
    server.start()
    server.ensure_database("nianbao")
    assert server.running()


def wait_for_initdb(home: Path) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        parent = (home / "postgres").resolve().parent
        if list(parent.glob("*.making-*/*")):
            return
        time.sleep(0.01)
    raise AssertionError("initdb did not begin")


def test_two_at_once_share_one_server(server_at: ServerAt, tmp_path: Path) -> None:
    server = server_at(tmp_path / "home")
    with start_elsewhere(server.home) as first, start_elsewhere(server.home) as second:
        said = {first.communicate(timeout=60)[0], second.communicate(timeout=60)[0]}
    assert (first.returncode, second.returncode) == (0, 0)
    assert said == {server.url("nianbao") + "\n"}


def test_never_signals_a_stranger_whose_pid_the_server_once_had(server: EmbeddedServer, postmaster: Postmaster) -> None:
    places = places_of(server.home)
    killed = postmaster(server)
    killed.kill()
    assert wait_until_gone([killed], 10)
    account = server_account(places.cluster)
    # Of the server's own account: only such a process does Postgres mistake for a running server.
    with subprocess.Popen(["sleep", "600"], user=account.uid, cwd="/") as stranger:
        for lock in (places.cluster / "postmaster.pid", places.socket_folder() / ".s.PGSQL.5432.lock"):
            lock.write_text(lock.read_text().replace(str(killed.pid), str(stranger.pid), 1))
        assert not server.running()
        server.stop()
        server.start()
        assert server.running()
        assert stranger.poll() is None
        stranger.kill()


def test_starts_anew_when_the_temporary_folder_was_swept(server: EmbeddedServer) -> None:
    shutil.rmtree(places_of(server.home).socket_folder())
    assert not server.running()
    server.start()
    assert server.running()


def test_refuses_a_socket_folder_that_others_may_enter(server: EmbeddedServer) -> None:
    folder = places_of(server.home).socket_folder()
    folder.chmod(0o777)
    assert not server.running()
    with pytest.raises(EmbeddedFailed, match="not a closed folder"):
        server.start()
    folder.chmod(0o700)


def test_begins_empty_when_the_home_was_removed_under_the_server(
    server_at: ServerAt, tmp_path: Path, remove_cluster: Callable[[Path], None]
) -> None:
    server = server_at(tmp_path / "home")
    server.start()
    server.ensure_database("nianbao")
    before = places_of(server.home).cluster
    shutil.rmtree(server.home)
    server.start()
    with psycopg.connect(server.url("postgres", "postgres")) as connection:
        assert connection.execute("SELECT FROM pg_database WHERE datname = 'nianbao'").rowcount == 0
    if places_of(server.home).cluster != before:  # root's cluster lies outside the home: the earlier one is left alone
        remove_cluster(before)


def test_says_what_the_log_says_when_the_server_cannot_start(server: EmbeddedServer) -> None:
    server.stop()
    cluster = places_of(server.home).cluster
    settings = cluster / "postgresql.conf"
    sound = settings.read_text()
    settings.write_text(f"{sound}\nshared_buffers = nonsense\n")
    with pytest.raises(EmbeddedFailed, match=r"did not start.*\n(.*\n)*.*shared_buffers"):
        server.start()
    settings.write_text(sound)
    server.start()
    assert server.running()


def test_refuses_a_link_to_a_cluster_that_is_gone(server_at: ServerAt, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "postgres").symlink_to(tmp_path / "gone" / "cluster")
    with pytest.raises(EmbeddedFailed, match="which is gone"):
        server_at(home).start()


def test_says_so_when_the_home_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedFailed, match="set NIANBAO_HOME"):
        EmbeddedServer(tmp_path / "file" / "home").start()
