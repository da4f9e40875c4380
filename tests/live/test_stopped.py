"""A crawl that is stopped by hand, or cannot write, says so and leaves nothing open."""

import json
import signal
import time
from collections.abc import Callable
from typing import Any

from simulator.families import Trs
from simulator.portal import Portal


def small_portal() -> Portal:
    return Portal(Trs(), years=range(2024, 2026), rows=8, twins=0)


def test_ctrl_c_ends_the_crawl_as_incomplete_and_the_next_one_is_whole(world: Callable[..., Any]) -> None:
    live = world(trs=small_portal())
    log = live.simulator.log
    running = live.start("crawl", "shili_trs")
    while len(log.requests) < 2:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    printed, said = running.communicate(timeout=60)
    (site,) = json.loads(printed)["sites"]
    assert (running.returncode, site["state"]) == (1, "failed")
    assert "the crawl was stopped: shutdown" in said
    assert "sent us on" not in said
    assert "'incomplete'" in live.contents()["crawl"][0]
    again = live.nianbao("crawl", "shili_trs")
    assert (again.returncode, again.stderr) == (0, "")
    assert len(live.contents()["crawl"]) == 2


def test_an_archive_that_cannot_be_written_ends_with_4(world: Callable[..., Any]) -> None:
    live = world(trs=small_portal())
    (live.home / "archive").write_text("a file where the folder should be")
    done = live.nianbao("crawl", "shili_trs")
    assert done.returncode == 4
    assert f"the archive {live.home / 'archive'} cannot be written" in done.stderr
    # robots.txt, whose answer could not be kept; nothing after it.
    assert len(live.simulator.log.requests) == 1
