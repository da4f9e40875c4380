"""DATABASE_URL may be any PostgreSQL from 15 on: the distribution's server, which may know no builtin locale."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao.sample import sample_archives

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
ACCOUNT = "postgres" if os.geteuid() == 0 else None


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of an empty database on a fresh cluster of the distribution's server."""
    if not BINARIES:
        pytest.skip("no PostgreSQL of the distribution here")
    folder = Path(tempfile.mkdtemp(prefix="nianbao-pg-"))
    if ACCOUNT:
        shutil.chown(folder, ACCOUNT)
    data = folder / "data"

    def run(tool: str, *arguments: str | Path) -> None:
        subprocess.run(
            [BINARIES[-1] / tool, *arguments],
            user=ACCOUNT,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )

    run("initdb", "-D", data, "-U", "owner", "--auth=trust", "--encoding=UTF8", "--locale=C")
    run("pg_ctl", "-D", data, "-w", "-o", f"-k {folder} -c listen_addresses=''", "-l", folder / "log", "start")
    run("createdb", "-h", folder, "-U", "owner", "nianbao")
    yield f"postgresql://owner@/nianbao?host={folder}"
    run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder)


def test_the_whole_path_on_it(address: str, tmp_path: Path) -> None:
    """Refused until it is set up; then crawled, asked, and set up again without a change."""
    environment = os.environ | {"DATABASE_URL": address, "NIANBAO_HOME": str(tmp_path)}

    def nianbao(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        program = [sys.executable, "-c", "from nianbao.cli.main import main; main()"]
        return subprocess.run(
            [*program, *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    refused = nianbao("reports")
    assert (refused.returncode, "nianbao db upgrade" in refused.stderr) == (4, True)
    assert nianbao("db", "upgrade").returncode == 0
    crawled = nianbao("crawl", "--replay", sample_archives()[0])
    assert crawled.returncode == 0, crawled.stderr
    history = json.loads(nianbao("history", "350128", "--format", "json").stdout)
    assert [report["year"] for report in history["reports"]] == [2011, 2014, *range(2017, 2026)]
    assert nianbao("db", "upgrade").returncode == 0
    assert list(tmp_path.iterdir()) == []
