"""An archive that was cut inside its last record: what was whole answers, the tail is fetched again, elsewhere."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from crawler.recording import Recorder, own_files
from crawler.refusals import ArchiveUnwritable
from nianbao.archive.index import request_key
from nianbao.archive.tails import drop_cut_tail
from nianbao.archive.writer import Exchange
from nianbao.domain.capture import Capture

AT = datetime(2026, 1, 5, tzinfo=UTC)
SITE = "http://www.shilixian.test"
PAGE = "<html><body>" + "<p>示例县是一个不存在的县。</p>" * 60 + "</body></html>"
CAPTCHA = PAGE.replace("示例县", "请输入验证码", 1)


def exchange(path: str, body: str = PAGE, status: int = 200, mime: str = "text/html") -> Exchange:
    headers = (("Content-Type", mime),)
    return Exchange(f"{SITE}{path}", "GET", (), b"", status, "", headers, body.encode("utf-8"), AT)


def resumed(base: Path, path: str, *, list_path: str = "/") -> list[str]:
    """What the archive of a killed crawl gives for an address."""
    keys = (request_key("GET", f"{SITE}{path}"), request_key("GET", f"{SITE}{list_path}"))
    given = Recorder(base, ()).resumed_answers(keys[0], (), keys[1])
    return ["not final" if isinstance(one, Capture) else "final" for one in given]


def test_fifty_cuts_in_the_last_record(tmp_path: Path) -> None:
    whole = Recorder(tmp_path / "whole" / "crawl", ())
    for path in ("/", "/1.htm"):
        whole.write(exchange(path, PAGE + path))
    last = whole.write(exchange("/2.htm", PAGE + "2"))
    whole.close()
    stored = last.record.file.read_bytes()
    base = tmp_path / "cut" / "crawl"
    base.parent.mkdir()
    for size in Random(7).sample(range(last.record.offset + 1, len(stored)), 50):  # noqa: S311 - the same cuts each time
        base.with_name("crawl.warc.gz").write_bytes(stored[:size])
        assert [resumed(base, path) for path in ("/1.htm", "/2.htm")] == [["final"], []]
        drop_cut_tail(base.with_name("crawl.warc.gz"))
        again = Recorder(base, ())
        again.write(exchange("/2.htm", PAGE + "2"))
        again.close()
        assert [file.name for file in own_files(base)] == ["crawl.warc.gz", "crawl-2.warc.gz"]
        assert [resumed(base, path) for path in ("/1.htm", "/2.htm")] == [["final"], ["final"]]
        base.with_name("crawl-2.warc.gz").unlink()


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (exchange("/1.htm"), "final"),
        (exchange("/1.htm", "", 302), "final"),
        (exchange("/1.htm", "", 404), "final"),
        (exchange("/1.htm", "", 410), "final"),
        (exchange("/1.htm", "", 403), "not final"),
        (exchange("/1.htm", "", 412), "not final"),
        (exchange("/1.htm", "", 429), "not final"),
        (exchange("/1.htm", "", 503), "not final"),
        (exchange("/1.htm", "ok"), "not final"),
        (exchange("/1.htm", CAPTCHA), "not final"),
        (exchange("/1.htm", PAGE + "/"), "not final"),
        (exchange("/1.htm", "ok", mime="application/json"), "final"),
        (exchange("/robots.txt", "User-agent: *", mime="text/plain"), "final"),
        (exchange("/1.htm", '<meta http-equiv="refresh" content="0;URL=../">'), "final"),
    ],
)
def test_what_need_not_be_asked_again(tmp_path: Path, answer: Exchange, given: str) -> None:
    recorder = Recorder(tmp_path / "crawl", ())
    recorder.write(exchange("/", PAGE + "/"))
    recorder.write(answer)
    recorder.close()
    assert resumed(tmp_path / "crawl", answer.url.removeprefix(SITE)) == [given]


def test_a_body_that_was_cut_is_not_final(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "crawl", ())
    recorder.write(exchange("/1.htm"), truncated="disconnect")
    recorder.write(exchange("/1.htm"))
    recorder.close()
    assert resumed(tmp_path / "crawl", "/1.htm") == ["not final", "final"]


def test_after_a_failed_write_nothing_more_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    recorder = Recorder(tmp_path / "archive" / "crawl", ())
    with pytest.raises(ArchiveUnwritable, match="cannot be written"):
        recorder.write(exchange("/1.htm"))
    with pytest.raises(ArchiveUnwritable, match="cannot be written"):
        recorder.refuse_if_broken()
