"""A live crawl is recorded whole, and its record replayed gives the same tables, also where there is no network."""

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from proofs.world import World, captures_in, captures_on_record, exchanges
from simulator.families import Trs
from simulator.portal import Portal

YEARS = range(2023, 2026)
# A network namespace of its own has a loopback interface that is down, and no other.
ALONE = ("unshare", "--net", "--")
INTERFACES = ("cat", "/proc/net/dev")


@pytest.fixture(scope="module")
def live(world: Callable[..., World]) -> tuple[World, Any]:
    """A crawled portal, and how the crawl ended."""
    made = world(trs=Portal(Trs(), years=YEARS, rows=14, twins=0))
    return made, made.nianbao("crawl", "shili_trs", PROOF_PACE="0.05", PROOF_LISTEN="1")


def replay(world: Callable[..., World], live: World, below: tuple[str, ...] = ()) -> tuple[World, Any]:
    """The record of a crawl replayed into a database of its own, listening for connections."""
    made = world()
    words = [word for archive in live.archives for word in ("--replay", str(archive))]
    more = {name: live.env[name] for name in ("PROOF_SITES", "PROOF_REGIONS")}
    return made, made.nianbao("crawl", "shili_trs", *words, below=below, PROOF_LISTEN="1", **more)


def test_a_portal_is_crawled_recorded_and_stored(
    live: tuple[World, Any], outcome: Callable[..., dict[str, Any]], warcio_check: Callable[[Path], int]
) -> None:
    crawled, done = live
    told, log = outcome(done), crawled.simulator.log
    assert done.returncode == 0
    assert (told["state"], told["listed"], told["reports"], told["new"]) == ("complete", 14, 3, 3)
    held = crawled.contents()
    assert sum(".htm" in line for line in held["reading"]) == 3
    assert len(held["capture"]) == len(log.requests)
    (archive,) = crawled.archives
    assert warcio_check(archive) == 0
    assert [(one.method, one.url, one.status) for one in exchanges(archive)] == [
        (one.method, one.url, one.status) for one in log.requests
    ]
    assert crawled.nianbao("archive", "verify").returncode == 0


def test_what_the_database_knows_of_the_archive_can_be_had_from_its_files(live: tuple[World, Any]) -> None:
    crawled, _ = live
    assert captures_on_record(crawled.engine) == captures_in(crawled.archives)


def test_its_record_gives_the_same_and_opens_no_socket(world: Callable[..., World], live: tuple[World, Any]) -> None:
    crawled, done = live
    asked = len(crawled.simulator.log.requests)
    replayed, again = replay(world, crawled)
    assert (again.returncode, again.stderr) == (0, "")
    # The ear is not deaf: it heard the live crawl.
    assert "CONNECTED socket.connect" in done.stderr
    assert replayed.contents("kind") == crawled.contents("kind")
    assert captures_on_record(replayed.engine) == captures_on_record(crawled.engine)
    assert len(crawled.simulator.log.requests) == asked


def test_its_record_gives_the_same_where_there_is_no_network(
    world: Callable[..., World], live: tuple[World, Any]
) -> None:
    try:
        shown = subprocess.run([*ALONE, *INTERFACES], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no network namespace can be made here")
    assert [line.split(":")[0].strip() for line in shown.splitlines()[2:]] == ["lo"]
    replayed, again = replay(world, live[0], below=ALONE)
    assert (again.returncode, again.stderr) == (0, "")
    assert replayed.contents("kind") == live[0].contents("kind")
