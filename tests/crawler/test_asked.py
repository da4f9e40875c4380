"""Requests are counted over processes: never one more than the day has, and none is lost by a kill."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.asked import AskedCount

NOON = datetime(2026, 3, 15, 4, tzinfo=UTC)
TAKING = """
import sys
from datetime import datetime
from pathlib import Path
from crawler.asked import AskedCount
count = AskedCount(Path(sys.argv[1]))
taken = 0
while count.take("www.one.test", datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])):
    taken += 1
    print(taken, flush=True)
"""


def taking(folder: Path, daily: int) -> "subprocess.Popen[str]":
    call = [sys.executable, "-c", TAKING, str(folder), NOON.isoformat(), str(daily)]
    return subprocess.Popen(call, stdout=subprocess.PIPE, text=True)


def test_two_processes_take_a_days_number_together_and_not_one_more(tmp_path: Path) -> None:
    both = [taking(tmp_path, 2000) for _ in range(2)]
    taken = [len(process.communicate(timeout=60)[0].split()) for process in both]
    assert sum(taken) == 2000
    assert AskedCount(tmp_path).count("www.one.test", NOON) == 2000
    assert not AskedCount(tmp_path).take("www.one.test", NOON, 2000)


def test_a_killed_process_has_counted_and_holds_no_lock(tmp_path: Path) -> None:
    one = taking(tmp_path, 10**9)
    assert one.stdout is not None
    told = [one.stdout.readline() for _ in range(50)]
    os.kill(one.pid, signal.SIGKILL)
    told += one.communicate()[0].splitlines()
    counted = AskedCount(tmp_path).count("www.one.test", NOON)
    # One may have been counted and not told any more.
    assert len(told) <= counted <= len(told) + 1
    assert AskedCount(tmp_path).take("www.one.test", NOON, counted + 1)


def test_days_that_are_over_are_forgotten(tmp_path: Path) -> None:
    count = AskedCount(tmp_path)
    assert count.take("a", NOON, 1)
    later = datetime(2026, 3, 16, 4, tzinfo=UTC)
    assert count.take("a", later, 1)
    assert [day.name for day in count.folder.iterdir()] == ["2026-03-16"]


def test_what_cannot_be_counted_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "asked").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="asked"):
        AskedCount(tmp_path).take("a", NOON, 1)
