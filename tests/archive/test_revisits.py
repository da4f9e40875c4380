"""A revisit stands for the page it confirms, and says where that lies."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.checker import Checker

from nianbao.archive.errors import Damaged, Missing
from nianbao.archive.index import build_index, canonical_url, request_key
from nianbao.archive.members import read_member
from nianbao.archive.reader import iter_captures, load
from nianbao.archive.verify import verify
from nianbao.archive.writer import ArchiveWriter, Exchange
from nianbao.domain.capture import Capture

URL = "http://www.shilixian.test/nb/1.htm"
FIRST, LATER = datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 2, 5, tzinfo=UTC)
PAGE = b"<html>" + b"x" * 500
HTML = ("Content-Type", "text/html; charset=utf-8")


def answered(status: int = 200, body: bytes = PAGE, **more: str) -> Exchange:
    headers = (HTML, *more.items()) if status == 200 else tuple(more.items())
    return Exchange(URL, "GET", (), b"", status, "", headers, body, LATER)


@pytest.fixture
def original(tmp_path: Path) -> Capture:
    with ArchiveWriter(tmp_path / "first.warc.gz") as writer:
        return writer.write(replace(answered(ETag='"a"'), at=FIRST))


@pytest.fixture
def confirmed(tmp_path: Path, original: Capture) -> dict[str, Capture]:
    """The page confirmed by a 304 and by an identical body, in a later crawl's file."""
    with ArchiveWriter(tmp_path / "later.warc.gz") as writer:
        said = writer.confirm(answered(304, b"", ETag='"a"', Date="Thu, 05 Feb 2026 00:00:00 GMT"), original)
        return {"304": said, "same body": writer.confirm(answered(ETag='"b"'), original)}


def test_what_is_confirmed_is_read_as_if_it_had_been_sent_again(
    confirmed: dict[str, Capture], original: Capture
) -> None:
    for name, etag in (("304", '"a"'), ("same body", '"b"')):
        payload = load(confirmed[name].record)
        assert (payload.status, payload.body, payload.captured_at) == (200, PAGE, LATER)
        assert payload.headers == (HTML, ("ETag", etag))
        assert (payload.digest, payload.record) == (original.record.digest, original.record)
        assert payload.block_intact


def test_its_capture_is_that_of_the_page_with_its_own_date(confirmed: dict[str, Capture]) -> None:
    file = confirmed["304"].record.file
    assert [one.capture for one in iter_captures(file)] == [*confirmed.values()]
    assert {(one.status, one.mime, one.captured_at) for one in confirmed.values()} == {(200, "text/html", LATER)}
    index = build_index([file])
    assert index.next_capture(request_key("GET", URL)) == confirmed["304"]


def test_the_body_is_kept_once(confirmed: dict[str, Capture]) -> None:
    record = confirmed["same body"].record
    assert PAGE not in read_member(record.file, record.offset).data


def test_a_file_of_revisits_verifies_by_both_programs(
    confirmed: dict[str, Capture], capsys: pytest.CaptureFixture[str]
) -> None:
    file = confirmed["304"].record.file

    class Command:
        inputs = (str(file),)
        verbose = False

    assert list(verify(file)) == []
    assert Checker(Command()).process_all() == 0
    assert capsys.readouterr().out.strip() in ("", str(file))


def test_a_page_that_is_gone_or_another_is_not_stood_for(
    confirmed: dict[str, Capture], original: Capture, rewritten: Callable[..., None]
) -> None:
    rewritten(original.record, lambda data: data.replace(original.record.digest.encode(), b"sha1:" + b"A" * 32))
    with pytest.raises(Damaged, match=r"first\.warc\.gz"):
        load(confirmed["304"].record)
    original.record.file.unlink()
    with pytest.raises(Missing, match=r"first\.warc\.gz"):
        load(confirmed["304"].record)
    assert [type(fault) for fault in verify(confirmed["304"].record.file)] == [Missing, Missing]


def test_only_a_page_of_the_same_folder_can_be_confirmed(original: Capture, tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path / "elsewhere" / "later.warc.gz") as writer, pytest.raises(ValueError, match="folder"):
        writer.confirm(answered(304, b""), original)


def test_a_revisit_that_does_not_say_where_is_named(
    confirmed: dict[str, Capture], rewritten: Callable[..., None]
) -> None:
    record = confirmed["304"].record
    rewritten(record, lambda data: data.replace(b"WARC-Refers-To-Filename", b"WARC-Refers-To-Otherwise"))
    with pytest.raises(Damaged, match="in which file"):
        load(record)


def test_a_cut_body_says_so(tmp_path: Path) -> None:
    with ArchiveWriter(tmp_path / "cut.warc.gz") as writer:
        capture = writer.write(answered(), truncated="disconnect")
    assert load(capture.record).truncated == "disconnect"


def test_a_file_that_is_there_is_not_taken_for_a_new_one(original: Capture) -> None:
    with pytest.raises(FileExistsError), ArchiveWriter(original.record.file, new=True):
        pass


def test_volatile_parameters_are_left_out_of_the_key(tmp_path: Path) -> None:
    asked = f"{URL}?a=1&t=1700&b=2"
    with ArchiveWriter(tmp_path / "crawl.warc.gz") as writer:
        capture = writer.write(replace(answered(), url=asked))
    index = build_index([capture.record.file], volatile=("t",))
    assert index.next_capture(request_key("GET", f"{URL}?a=1&t=1800&b=2", volatile=("t",))) == capture
    assert canonical_url(f"{URL}?t=1", ("t",)) == URL
    assert canonical_url(asked) == asked
