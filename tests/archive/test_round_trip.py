"""What is written comes back, byte for byte, and names its record."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from nianbao.archive.errors import Missing
from nianbao.archive.reader import iter_captures, load
from nianbao.archive.verify import verify
from nianbao.archive.writer import ArchiveWriter, Exchange, derived_id
from nianbao.domain.capture import Capture, RecordRef

Rewrite = Callable[[RecordRef, Callable[[bytes], bytes]], None]


def test_captures_are_read_as_they_were_written(captures: list[Capture]) -> None:
    stored = list(iter_captures(captures[0].record.file))
    assert [one.capture for one in stored] == captures
    assert [one.method for one in stored] == ["GET", "GET", "POST"]
    assert stored[0].request_digest == stored[1].request_digest != stored[2].request_digest


def test_load_gives_body_headers_and_date(captures: list[Capture]) -> None:
    payload = load(captures[1].record)
    assert payload.body.endswith(b"<!-- again -->")
    assert payload.headers == (("Content-Type", "text/html; charset=utf-8"), ("X-Note", "gr\xfcn"))
    assert (payload.status, payload.captured_at) == (200, datetime(2024, 1, 17, 8, 30, tzinfo=UTC))
    assert payload.digest == captures[1].record.digest
    assert payload.block_intact


def test_another_reader_finds_the_same(captures: list[Capture]) -> None:
    with captures[0].record.file.open("rb") as file:
        records = [(one.rec_type, one.rec_headers.get_header("WARC-Record-ID")) for one in ArchiveIterator(file)]
    assert [kind for kind, _ in records] == ["warcinfo"] + ["request", "response"] * 3
    assert [name for kind, name in records if kind == "response"] == [one.record.id for one in captures]


def test_warcio_check_agrees(captures: list[Capture], capsys: pytest.CaptureFixture[str]) -> None:
    class Command:
        inputs = (str(captures[0].record.file),)
        verbose = False

    assert Checker(Command()).process_all() == 0
    assert capsys.readouterr().out.strip() in ("", str(captures[0].record.file))


def test_a_second_writer_appends(captures: list[Capture]) -> None:
    file = captures[0].record.file
    at = datetime(2024, 2, 1, tzinfo=UTC)
    with ArchiveWriter(file) as writer:
        later = writer.write(Exchange("http://h/", "GET", (), b"", 404, "Not Found", (), b"", at))
    assert list(iter_captures(file))[-1].capture == later
    assert load(later.record).status == 404


def test_derived_ids_make_the_same_file(tmp_path: Path) -> None:
    at = datetime(2024, 2, 1, tzinfo=UTC)
    for folder in ("a", "b"):
        with ArchiveWriter(tmp_path / folder / "made.warc.gz", derived_id) as writer:
            writer.write(Exchange("http://h/", "GET", (), b"", 200, "OK", (), b"page", at))
    assert (tmp_path / "a" / "made.warc.gz").read_bytes() == (tmp_path / "b" / "made.warc.gz").read_bytes()


def test_missing_is_told_from_damaged(captures: list[Capture], tmp_path: Path) -> None:
    first, second = captures[0].record, captures[1].record
    nowhere = RecordRef(tmp_path / "gone.warc.gz", 0, first.id, first.digest)
    beyond = RecordRef(first.file, 10**6, first.id, first.digest)
    other = RecordRef(first.file, second.offset, first.id, first.digest)
    for record in (nowhere, beyond, other):
        with pytest.raises(Missing, match=first.id):
            load(record)
    with pytest.raises(Missing):
        list(iter_captures(nowhere.file))


def test_a_whole_file_verifies(captures: list[Capture]) -> None:
    assert list(verify(captures[0].record.file)) == []


def test_a_body_left_in_chunks_by_a_foreign_writer_is_joined(captures: list[Capture], rewritten: Rewrite) -> None:
    record = captures[2].record

    def chunk(data: bytes) -> bytes:
        chunked = data.replace(b"X-Note: gr\xfcn", b"Transfer-Encoding: chunked")
        chunked = chunked.replace(b"<li>2</li>", b"4\r\n<li>\r\n6\r\n2</li>\r\n0\r\n\r\n")
        old, new = data.index(b"HTTP/1.1"), chunked.index(b"HTTP/1.1")
        length = len(chunked) - new - 4
        return chunked.replace(b"Content-Length: %d" % (len(data) - old - 4), b"Content-Length: %d" % length)

    rewritten(record, chunk)
    assert load(record).body == b"<li>2</li>"
