"""`nianbao db backup` and `restore`: the tables of the sample go out and come back, into an empty and a full one."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from nianbao.sample import sample_archives
from nianbao.store.backup import rows_by_table
from nianbao.store.embedded import EmbeddedServer

Call = Callable[..., subprocess.CompletedProcess[str]]
SAMPLE = str(sample_archives()[0])
SHOWN = "SELECT report_id, key, value, status, quality FROM pub.figure ORDER BY report_id, key"


@pytest.fixture
def nianbao() -> Call:
    def call(*words: str, url: str, **more: str) -> subprocess.CompletedProcess[str]:
        program = Path(sys.executable).with_name("nianbao")
        env = {**os.environ, "DATABASE_URL": url, **more}
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
    told = nianbao("crawl", "fujian_pingtan", "--replay", SAMPLE, url=from_url)
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


def test_a_new_machine_gets_all_of_it_back(nianbao: Call, tmp_path: Path, open_folder: Path) -> None:
    """A home without anything: the server is made, the tables come back, the views are there."""
    out = tmp_path / "out"
    at_home = {"url": "", "NIANBAO_HOME": str(open_folder / "old")}
    assert nianbao("crawl", "--replay", SAMPLE, **at_home).returncode == 0
    assert nianbao("db", "backup", str(out), **at_home).returncode == 0
    shown = nianbao("history", "350128", "--all", "--format", "csv", **at_home)
    EmbeddedServer(open_folder / "old").stop()
    anew = {"url": "", "NIANBAO_HOME": str(open_folder / "new")}
    back = nianbao("db", "restore", str(out), **anew)
    assert back.returncode == 0, back.stderr
    again = nianbao("history", "350128", "--all", "--format", "csv", **anew)
    EmbeddedServer(open_folder / "new").stop()
    assert (again.returncode, again.stdout) == (0, shown.stdout)
    assert len(shown.stdout.splitlines()) > 1000


def test_a_dump_that_does_not_come_back_leaves_the_database_as_it_was(
    nianbao: Call, tmp_path: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> None:
    name, engine = new_database()
    url, folder = embedded_server.url(name), tmp_path / "out"
    assert nianbao("crawl", "fujian_pingtan", "--replay", SAMPLE, url=url).returncode == 0
    assert nianbao("db", "backup", str(folder), url=url).returncode == 0
    with engine.connect() as connection:
        before = connection.execute(text(SHOWN)).all()
    dump, manifest = folder / "tables.dump", folder / "manifest.json"
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
    told = json.loads(manifest.read_text("utf-8")) | {"sha256": hashlib.sha256(dump.read_bytes()).hexdigest()}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    refused = nianbao("db", "restore", str(folder), "--replace", url=url)
    assert (refused.returncode, "pg_restore failed" in refused.stderr) == (4, True)
    with engine.connect() as connection:
        assert connection.execute(text(SHOWN)).all() == before


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
