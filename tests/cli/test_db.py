"""`nianbao db`, as a person calls it: every call a process of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nianbao.store.embedded import EmbeddedServer

Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def nianbao(embedded_server: EmbeddedServer) -> Call:
    """Call `nianbao` in the home of the session's server; keywords are its environment."""

    def call(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return subprocess.run(
            [Path(sys.executable).with_name("nianbao"), *arguments],
            env={**kept, "NIANBAO_HOME": str(embedded_server.home), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    return call


@pytest.fixture
def open_home() -> Iterator[Path]:
    # Not tmp_path, which is closed to the account that serves root: the cluster would lie elsewhere and stay.
    home = Path(tempfile.mkdtemp(prefix="nianbao-test-"))
    home.chmod(0o755)
    yield home
    EmbeddedServer(home).stop()
    shutil.rmtree(home)


def test_url_is_one_that_psql_takes(nianbao: Call) -> None:
    url = nianbao("--sample", "db", "url").stdout.strip()
    asked = nianbao(
        "db", "psql", "--owner", "--", "-At", "-c", "SELECT current_database(), current_user", DATABASE_URL=url
    )
    assert (asked.stdout, asked.stderr) == ("nianbao_sample|nianbao\n", "")


def test_psql_comes_as_the_reader_who_sees_the_views_and_writes_nothing(nianbao: Call) -> None:
    seen = nianbao("--sample", "db", "psql", "--", "-Atc", "SELECT current_user, count(*) >= 0 FROM report")
    assert (seen.returncode, seen.stdout) == (0, "nianbao_reader|t\n")
    unlocked = "SET default_transaction_read_only = off; CREATE TABLE pub.mine ()"
    for attempt in ("CREATE TABLE mine ()", "SELECT FROM public.report", unlocked):
        refused = nianbao("--sample", "db", "psql", "--", "-v", "ON_ERROR_STOP=1", "-c", attempt)
        assert refused.returncode != 0
        assert "ERROR" in refused.stderr


def test_psql_of_another_s_database_reads_only_unless_the_owner_is_asked_for(nianbao: Call) -> None:
    url = nianbao("--sample", "db", "url").stdout.strip()
    work = ("--", "-v", "ON_ERROR_STOP=1", "-c", "BEGIN; CREATE TABLE mine (); ROLLBACK")
    assert "read-only" in nianbao("db", "psql", *work, DATABASE_URL=url).stderr
    assert nianbao("db", "psql", "--owner", *work, DATABASE_URL=url).returncode == 0


def test_upgrade_is_for_a_database_that_is_given(nianbao: Call, embedded_server: EmbeddedServer) -> None:
    embedded_server.ensure_database("tests_upgrade")
    url = embedded_server.url("tests_upgrade").replace("postgresql://", "postgresql+psycopg://")
    assert nianbao("db", "url", DATABASE_URL=url).stdout.strip() == embedded_server.url("tests_upgrade")
    early = nianbao("reports", DATABASE_URL=url)
    assert (early.returncode, "nianbao db upgrade" in early.stderr) == (4, True)
    for _ in range(2):
        assert nianbao("db", "upgrade", DATABASE_URL=url).returncode == 0
    assert nianbao("reports", DATABASE_URL=url).returncode == 1  # set up, and empty


def test_start_and_stop_are_for_our_own_server(nianbao: Call, open_home: Path) -> None:
    home = str(open_home)
    refused = nianbao("db", "start", DATABASE_URL="postgresql://somewhere/else")
    assert (refused.returncode, "--sample" in refused.stderr) == (2, True)
    assert nianbao("db", "stop", NIANBAO_HOME=home).returncode == 0
    for verb, running in (("start", True), ("start", True), ("stop", False), ("stop", False)):
        assert nianbao("--sample", "db", verb, NIANBAO_HOME=home, DATABASE_URL="unused").returncode == 0
        assert EmbeddedServer(Path(home)).running() == running


@pytest.mark.parametrize("verb", ["upgrade", "psql"])
def test_an_address_that_is_none_is_one_clear_line(nianbao: Call, verb: str) -> None:
    done = nianbao("db", verb, DATABASE_URL="nonsense")
    assert (done.returncode, done.stderr.count("\n")) == (4, 1)
    assert "DATABASE_URL is not a database address" in done.stderr
