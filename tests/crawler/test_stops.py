"""That a crawl was stopped stands in its archive; a crawl's own record is told from a selection."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.recording import Recorder
from crawler.stops import are_recorded, stop_on_record
from nianbao.archive.index import build_index, request_key
from nianbao.archive.verify import verify
from nianbao.archive.writer import ArchiveWriter, Exchange

AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
URL = "http://www.shilixian.test/nb/1.htm"
PAGE = Exchange(URL, "GET", (), b"", 200, "OK", (("Content-Type", "text/html"),), b"<html></html>", AT)


@pytest.fixture
def recorder(tmp_path: Path) -> Recorder:
    return Recorder(tmp_path / "crawl", ())


def test_a_stop_is_on_record_for_the_site_it_is_of(recorder: Recorder) -> None:
    recorder.write(PAGE)
    recorder.stop("shili_trs", AT, "the crawl was stopped: shutdown")
    recorder.close()
    archive = recorder.base.with_name("crawl.warc.gz")
    index = build_index([archive])
    assert stop_on_record(index, "shili_trs") == "the crawl was stopped: shutdown"
    assert stop_on_record(index, "shili_mh") == ""
    assert len(index.captures(request_key("GET", URL))) == 1
    assert list(verify(archive)) == []


def test_a_crawl_that_asked_nothing_leaves_no_file(recorder: Recorder) -> None:
    recorder.stop("shili_trs", AT, "the crawl was stopped: shutdown")
    recorder.close()
    assert list(recorder.base.parent.iterdir()) == []


def test_a_crawls_own_record_is_told_from_a_selection(recorder: Recorder, tmp_path: Path) -> None:
    own = recorder.write(PAGE).record.file
    recorder.close()
    with ArchiveWriter(tmp_path / "chosen.warc.gz") as writer:
        chosen = writer.write(PAGE).record.file
    assert are_recorded([chosen, own])
    assert not are_recorded([chosen])
