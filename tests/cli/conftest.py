"""The commands, called on the sample database as a user calls them."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nianbao.cli.main import main
from nianbao.store.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
Call = Callable[..., Result]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def run_apart() -> Run:
    """Runs a command in a process of its own (a crawl's reactor starts once a process)."""

    def run(*words: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
        program = [sys.executable, "-c", "from nianbao.cli.main import main; main(prog_name='nianbao')", *words]
        return subprocess.run(program, capture_output=True, text=True, cwd=ROOT, env=dict(env), check=False)

    return run


@pytest.fixture(scope="session")
def home(embedded_server: EmbeddedServer) -> Mapping[str, str]:
    """The surroundings of a user whose home is the test server's: nothing else is set."""
    return {"NIANBAO_HOME": str(embedded_server.home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@pytest.fixture(scope="session")
def sample(home: Mapping[str, str], run_apart: Run) -> Call:
    """Calls a command on the sample database, which a demo has filled; standard output and error are kept apart."""
    done = run_apart("demo", "--format", "json", env=home)
    assert done.returncode == 0, done.stderr

    def call(*words: str) -> Result:
        return CliRunner().invoke(main, ["--sample", *words], env={**home, "COLUMNS": "100"}, prog_name="nianbao")

    return call
