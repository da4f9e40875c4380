"""`nianbao db backup` and `restore`: the tables of the sample go out and come back, into an empty and a full one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from nianbao.store.backup import rows_by_table
from nianbao.store.embedded import EmbeddedServer

Call = Callable[..., subprocess.CompletedProcess[str]]
SHOWN = "SELECT report_id, key, value, status, quality FROM pub.figure ORDER BY report_id, key"


@pytest.fixture
def nianbao() -> Call:
    def call(*words: str, url: str) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).with_name("nianbao")
        env = {**os.environ, "DATABASE_URL": url}
        return subprocess.run([program, *words], env=env, capture_output=True, text=True, check=False)

    return call


def test_tables_come_back_row_by_row(
    nianbao: Call,
    tmp_path: Path,
    new_database: Callable[[], tuple[str, Engine]],
    embedded_server: EmbeddedServer,
) -> None:
    (one, full), (other, empty) = new_database(), new_database()
    from_url, to_url = (embedded_server.url(name) for name in (one, other))
    told = nianbao("crawl", "fujian_pingtan", "--replay", "nianbao/sample/sample.warc.gz", url=from_url)
    assert told.returncode == 0, told.stderr
    made = nianbao("db", "backup", str(tmp_path / "out"), url=from_url)
    assert made.returncode == 0, made.stderr
    back = nianbao("db", "restore", str(tmp_path / "out"), url=to_url)
    assert back.returncode == 0, back.stderr
    with full.connect() as before, empty.connect() as after:
        assert dict(rows_by_table(after)) == dict(rows_by_table(before)) == json.loads(made.stdout)["rows"]
        assert json.loads(made.stdout)["rows"]["figure"] > 100
        assert after.execute(text(SHOWN)).all() == before.execute(text(SHOWN)).all()
    again = nianbao("db", "restore", str(tmp_path / "out"), url=to_url)
    assert (again.returncode, "holds captures" in again.stderr) == (4, True)
    assert nianbao("db", "restore", str(tmp_path / "out"), "--replace", url=to_url).returncode == 0
    assert nianbao("db", "backup", str(tmp_path / "out"), url=to_url).returncode == 4


def test_a_backup_that_was_changed_is_refused(
    nianbao: Call, tmp_path: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    name, _ = new_database()
    url, folder = embedded_server.url(name), tmp_path / "out"
    assert nianbao("db", "backup", str(folder), url=url).returncode == 0
    dump = folder / "tables.dump"
    stored = bytearray(dump.read_bytes())
    stored[len(stored) // 2] ^= 1
    dump.write_bytes(stored)
    refused = nianbao("db", "restore", str(folder), url=url)
    assert (refused.returncode, "digest differs" in refused.stderr) == (4, True)
