"""What a portal asks for with Retry-After, and what of it an archive still says later."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.pauses import LONGEST_ANSWER, LONGEST_PAUSE, Pause, pause_asked, pending_pauses
from crawler.politeness import LONGEST_WAIT, Turns
from nianbao.archive.writer import ArchiveWriter, Exchange

AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
HOST = "www.shilixian.test"


@pytest.mark.parametrize(
    ("status", "said", "until"),
    [
        (503, "90", AT + timedelta(seconds=90)),
        (429, " 90 ", AT + timedelta(seconds=90)),
        (503, "Mon, 05 Jan 2026 09:30:00 GMT", datetime(2026, 1, 5, 9, 30, tzinfo=UTC)),
        # Nobody is left alone for good by mistake.
        (503, "31536000", AT + LONGEST_PAUSE),
        (503, "9" * 30, AT + LONGEST_PAUSE),
        (429, "Fri, 31 Dec 9999 23:59:59 GMT", AT + LONGEST_PAUSE),
        (503, "soon", None),
        (503, "-5", None),
        (503, "", None),
        (500, "90", None),
        (200, "90", None),
    ],
)
def test_what_is_asked_for(status: int, said: str, until: datetime | None) -> None:
    assert pause_asked(status, said, AT) == (Pause(until, status) if until else None)


def archive_of(path: Path, *answers: tuple[str, int, str]) -> Path:
    """An archive of answers (host, status, Retry-After), all asked for at AT."""
    with ArchiveWriter(path) as writer:
        for host, status, said in answers:
            headers = (("Retry-After", said),)
            writer.write(Exchange(f"http://{host}/", "GET", (), b"", status, "", headers, b"busy", AT))
    return path


def test_the_longest_that_is_not_over_counts_up_to_where_a_kill_cut_the_file(tmp_path: Path) -> None:
    file = archive_of(tmp_path / "a.warc.gz", (HOST, 503, "60"), (HOST, 429, "3600"), ("www.other.test", 503, "9999"))
    file.write_bytes(file.read_bytes()[:-1])
    now = AT + timedelta(minutes=30)
    assert pending_pauses([file], now) == {HOST: Pause(AT + LONGEST_ANSWER + timedelta(seconds=3600), 429)}
    assert pending_pauses([file], AT + timedelta(hours=2)) == {}


def test_it_is_never_longer_than_what_was_asked_for(tmp_path: Path) -> None:
    file = archive_of(tmp_path / "a.warc.gz", (HOST, 503, "20"))
    now = AT + timedelta(seconds=5)
    assert pending_pauses([file], now)[HOST].until == now + timedelta(seconds=20)


def test_a_host_that_asks_for_more_than_we_wait_is_closed() -> None:
    turns = Turns(0.0, 0.0)
    turns.pause("soon", Pause(AT + timedelta(seconds=LONGEST_WAIT), 503), AT)
    turns.pause("over", Pause(AT - timedelta(seconds=1), 503), AT)
    later = Pause(AT + timedelta(seconds=LONGEST_WAIT + 1), 503)
    turns.pause("later", later, AT)
    assert [turns.closed(host) for host in ("soon", "over", "later")] == [None, None, later]
