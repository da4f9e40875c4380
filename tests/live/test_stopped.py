"""A crawl that is stopped by hand, or cannot write, says so and leaves nothing open."""

import json
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from simulator.changes import wires
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


def replayed(world: Callable[..., Any], live: Any) -> tuple[Any, dict[str, Any]]:
    """What a replay of all that was recorded says of the only site, in a database of its own."""
    words = [word for archive in live.archives for word in ("--replay", str(archive))]
    known = {name: live.env[name] for name in ("PROOF_SITES", "PROOF_REGIONS")}
    again = world().nianbao("crawl", "shili_trs", *words, **known)
    (site,) = json.loads(again.stdout)["sites"]
    return again, site


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.02)


def is_read(live: Any) -> bool:
    with live.engine.connect() as connection:
        return bool(connection.execute(text("SELECT count(*) FROM reading")).scalar_one())


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_what_ended_ahead_of_its_list_is_no_selection_when_it_is_replayed(
    world: Callable[..., Any], ending: signal.Signals
) -> None:
    portal = small_portal()
    live = world(trs=portal, known=("trs",))
    if ending is signal.SIGKILL:
        # The known report is read and stored while the list does not come.
        portal.on(portal.list_path, wires.hang())
    running = live.start("crawl", "shili_trs")
    known, log = portal.reports()[2025], live.simulator.log
    wait_for(lambda: log.count(known.url) > 0 if ending is signal.SIGINT else is_read(live))
    running.send_signal(ending)
    printed, said = running.communicate(timeout=60)
    again, site = replayed(world, live)
    assert log.count(known.url) == 1
    assert (again.returncode, site["reports"]) == (1, 1)
    assert "not in the archive" in again.stderr
    if ending is signal.SIGINT:
        (told,) = json.loads(printed)["sites"]
        assert (told["state"], site["state"]) == ("failed", "failed"), said
        assert all("the crawl was stopped: shutdown" in words for words in (said, again.stderr))
        whole = live.nianbao("crawl", "shili_trs", PROOF_PACE="0.1")
        assert (whole.returncode, whole.stderr) == (0, "")
        # With the record of a whole crawl beside it, nothing is lacking.
        assert replayed(world, live)[1]["state"] == "complete"
    else:
        assert site["state"] == "partial"


def test_an_archive_that_cannot_be_written_ends_with_4(world: Callable[..., Any]) -> None:
    live = world(trs=small_portal())
    (live.home / "archive").write_text("a file where the folder should be")
    done = live.nianbao("crawl", "shili_trs")
    assert done.returncode == 4
    assert f"the archive {live.home / 'archive'} cannot be written" in done.stderr
    # Requests are counted beside the archive: where that cannot be, none is made.
    assert len(live.simulator.log.requests) == 0
