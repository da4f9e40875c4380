"""A request that got no answer is on record, beside those that got one, and nobody takes it for an answer."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from nianbao.archive.errors import Missing
from nianbao.archive.failures import Failure, read_failure
from nianbao.archive.index import Index, build_index, request_key
from nianbao.archive.reader import iter_captures, load
from nianbao.archive.verify import verify
from nianbao.archive.writer import ArchiveWriter, Exchange

AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
URL = "http://www.shilixian.test/list"
PAGE = Exchange(URL, "POST", (), b"page=2", 200, "OK", (("Content-Type", "text/html"),), b"<html></html>", AT)
ASKED = Exchange.unanswered(URL, "POST", (("User-Agent", "nianbao"),), b"page=2", AT)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Refused, answered, then not answered in time."""
    with ArchiveWriter(tmp_path / "crawl.warc.gz") as writer:
        writer.fail(ASKED, "refused", "nobody\r\nlistens")
        writer.write(PAGE)
        writer.fail(ASKED, "timeout", "over 60 s")
    return tmp_path / "crawl.warc.gz"


def told(index: Index, times: int) -> list[str]:
    """What came of the page, time after time."""
    key = request_key("POST", URL, b"page=2")
    answers = [index.next_answer(key) for _ in range(times)]
    return [answer.kind if isinstance(answer, Failure) else "answered" for answer in answers if answer]


def test_failures_stand_in_their_order_under_the_request_they_are_of(archive: Path) -> None:
    index = build_index([archive])
    assert told(index, 4) == ["refused", "answered", "timeout", "timeout"]
    assert index.knows(request_key("POST", URL, b"page=2"))
    assert not index.knows(request_key("GET", URL))
    assert index.next_answer(request_key("GET", URL)) is None


def test_only_answers_are_captures(archive: Path) -> None:
    (stored,) = iter_captures(archive)
    index = build_index([archive])
    key = request_key("POST", URL, b"page=2")
    assert index.captures(key) == (stored.capture,)
    assert (index.take(key), index.has_more(key)) == (stored.capture, True)
    assert (index.take(key), index.has_more(key)) == (None, False)


def test_a_failure_cannot_be_loaded_as_an_answer(archive: Path) -> None:
    failure = build_index([archive]).next_answer(request_key("POST", URL, b"page=2"))
    assert isinstance(failure, Failure)
    assert (failure.url, failure.at, failure.reason) == (URL, AT, "nobody listens")
    with pytest.raises(Missing):
        load(failure.record)


def test_the_record_is_one_that_other_programs_read(archive: Path) -> None:
    check = [sys.executable, "-m", "warcio.cli", "check", str(archive)]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    assert list(verify(archive)) == []
    with archive.open("rb") as file:
        records = [(record.rec_type, record.rec_headers) for record in ArchiveIterator(file)]
    types = [kind for kind, _ in records]
    assert types == ["warcinfo", "request", "metadata", "request", "response", "request", "metadata"]
    asked, failed = (headers for _, headers in records[1:3])
    assert failed.get_header("Content-Type") == "application/warc-fields"
    assert failed.get_header("WARC-Concurrent-To") == asked.get_header("WARC-Record-ID")
    assert asked.get_header("WARC-Concurrent-To") == failed.get_header("WARC-Record-ID")
    assert failed.get_header("WARC-Target-URI") == URL


def test_metadata_of_other_programs_are_no_failures() -> None:
    assert read_failure(b"via: http://www.example.gov.cn/\r\nhopsFromSeed: L\r\n") is None
    assert read_failure(b"\xff\xfe") is None
