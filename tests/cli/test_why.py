"""`nianbao why`: read again from the archive, whose every change shows."""

import json
import re
import shutil
import zlib
from base64 import b32encode
from collections.abc import Callable, Mapping
from gzip import compress
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine

from nianbao.cli.main import main
from nianbao.sample import sample_archives
from nianbao.store.embedded import EmbeddedServer

Call = Callable[..., Result]
CELL = ("浏阳市", "2023", "t3.granted.total")
# The cell prints 89, one character a <span>; it is the first one so shredded after its row's label.
CELL_IN_PAGE = re.compile("(予<.*?>8<[^89]*>)9(<)".encode(), re.DOTALL)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample archive that may be harmed."""
    copy = tmp_path_factory.mktemp("why") / "harmed.warc.gz"
    shutil.copy(sample_archives()[0], copy)
    return copy


@pytest.fixture(scope="module")
def why(
    archive: Path,
    database: tuple[str, Engine],
    embedded_server: EmbeddedServer,
    home: Mapping[str, str],
    run_apart: Callable[..., Any],
) -> Call:
    """Calls `nianbao why` on a database that was filled from the copy."""
    env = {**home, "DATABASE_URL": embedded_server.url(database[0])}
    done = run_apart("crawl", "hunan_liuyang", "--replay", str(archive), env=env)
    assert done.returncode == 0, done.stderr

    def call(*words: str) -> Result:
        return CliRunner().invoke(main, ["why", *words], env=env, prog_name="nianbao")

    return call


@pytest.fixture
def record(why: Call, archive: Path) -> Any:
    """The record of the cell; the archive is whole again when the test is over."""
    whole = archive.read_bytes()
    yield json.loads(why(*CELL, "--format", "json").stdout)["record"]
    archive.write_bytes(whole)


def rewrite(archive: Path, record: Mapping[str, Any], change: Callable[[bytes], bytes]) -> None:
    """Change the content of a record and compress it again; what follows it moves."""
    whole = archive.read_bytes()
    unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
    content = unpacker.decompress(whole[record["offset"] :])
    archive.write_bytes(whole[: record["offset"]] + compress(change(content)) + unpacker.unused_data)


def changed_cell(content: bytes) -> bytes:
    """The record with 81 in the cell."""
    changed, times = CELL_IN_PAGE.subn(rb"\g<1>1\g<2>", content, count=1)
    assert times == 1
    return changed


def changed_and_mended(content: bytes) -> bytes:
    """The record with 81 in the cell, and the digest of that in its header."""
    changed = changed_cell(content)
    body = changed.split(b"\r\n\r\n", 2)[2].removesuffix(b"\r\n\r\n")
    digest = b"sha1:" + b32encode(sha1(body, usedforsecurity=False).digest())
    return re.sub(rb"(WARC-Payload-Digest: )\S+", rb"\g<1>" + digest, changed)


def test_a_figure_is_shown_with_its_cell_and_record(why: Call, archive: Path) -> None:
    done = why(*CELL, "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert (answer["key"], answer["value"], answer["raw"]) == ("t3.granted.total", 89, "89")
    assert set(answer["where"]) == {"table", "row", "column"}
    assert answer["record"]["file"] == str(archive)
    assert answer["rules"] == ["T3.SUM", "T3.COLS"]
    assert answer["captured_at"].endswith("Z")
    by_cell = why("430181-gov-2023-a/t3.granted.total", "--format", "json")
    assert json.loads(by_cell.stdout) == answer


def test_a_changed_byte_of_the_file_is_damage(why: Call, archive: Path, record: Mapping[str, Any]) -> None:
    whole = bytearray(archive.read_bytes())
    whole[record["offset"] + 2000] ^= 1
    archive.write_bytes(whole)
    done = why(*CELL)
    assert (done.exit_code, done.stdout) == (4, "")
    assert record["id"] in done.stderr
    assert str(archive) in done.stderr


def test_changed_content_is_damage_by_the_digest_in_its_header(
    why: Call, archive: Path, record: Mapping[str, Any]
) -> None:
    rewrite(archive, record, changed_cell)
    done = why(*CELL)
    assert (done.exit_code, done.stdout) == (4, "")
    assert record["id"] in done.stderr
    assert record["digest"] in done.stderr


def test_a_mended_digest_gives_the_new_text_and_a_word(why: Call, archive: Path, record: Mapping[str, Any]) -> None:
    rewrite(archive, record, changed_and_mended)
    done = why(*CELL, "--format", "json")
    assert done.exit_code == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["raw"], answer["value"]) == ("81", 81)
    [line] = done.stderr.splitlines()
    assert "the capture row holds another digest" in line
    assert record["digest"] in line


def test_an_archive_that_is_gone_is_named(why: Call, archive: Path, record: Mapping[str, Any]) -> None:
    archive.unlink()
    done = why(*CELL)
    assert (done.exit_code, done.stdout) == (4, "")
    assert str(archive) in done.stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["t3.granted.total"], 2, "give a CELL_ID"),
        (["浏阳市", "2023"], 2, "give a CELL_ID"),
        (["普陀区", "2020", "t3.granted.total"], 2, "give the code"),
        (["浏阳市", "2022", "t3.granted.total"], 1, "no report of 浏阳市人民政府 for 2022 is held"),
        (["430181-gov-2022-a/t3.granted.total"], 1, "no report 430181-gov-2022-a is held"),
        (["浏阳市", "2023", "t3.grant"], 1, "has no cell t3.grant"),
    ],
)
def test_what_is_not_there_is_said(why: Call, words: list[str], status: int, said: str) -> None:
    done = why(*words)
    assert (done.exit_code, done.stdout) == (status, "")
    assert said in done.stderr
