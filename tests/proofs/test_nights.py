"""Nights of a few portals over real HTTP: each morning says what the ledger says, and no view loses anything."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlalchemy import Engine, text

from nianbao.jobs.morning.report import morning
from nianbao.jobs.morning.rules import limit
from nianbao.store.embedded import EmbeddedServer
from proofs.nights.__main__ import is_wrong
from proofs.nights.run import nights_in, world_of
from proofs.nights.world import MORNING, NightsWorld
from simulator.changes import wires
from simulator.message import Answer, Asked
from simulator.nights.story import Story
from simulator.portal import Portal

PACES = text("""
SELECT CAST(extract(epoch FROM max(captured_at) - min(captured_at)) AS float) / (count(*) - 1)
FROM capture
WHERE site = :site
GROUP BY crawl_id
HAVING count(*) >= 5
""")
# Seconds from answer to answer that are slow here, where every wait is shortened; by the rule they are five.
SLOW = 1.0


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory,
    new_database: Callable[[], tuple[str, Engine]],
    embedded_server: EmbeddedServer,
) -> Iterator[NightsWorld]:
    """Nine portals, over which four nights are to be played."""
    name, engine = new_database()
    # The province that is silent is told on 1 April and no more once somebody has published there.
    story = Story(9, 4, date(2026, 3, 30), silent_until=3)
    home: Path = tmp_path_factory.mktemp("nights")
    with world_of(story, home, engine, embedded_server.url(name)) as found:
        yield found
    engine.dispose()


@pytest.fixture(scope="module")
def nights(world: NightsWorld) -> list[dict[str, Any]]:
    """What came of each."""
    return list(nights_in(world))


def test_each_cause_is_named_the_same_night_and_nothing_else(nights: list[dict[str, Any]]) -> None:
    assert [night for night in nights if is_wrong(night) or night["lost"]] == []
    told = {alarm for night in nights for alarm, _ in night["planted"]}
    assert {"outage", "block", "edited", "regressed", "moved", "zero"} <= told
    assert nights[-1]["figures"] > 5000


def test_a_portal_that_slows_down_and_a_crawl_that_is_killed_are_told(
    world: NightsWorld, nights: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    night = len(nights)
    slow, stopped = "xian002", "xian005"
    with world.engine.connect() as connection:
        usual = median(connection.execute(PACES, {"site": f"shili_{slow}"}).scalars())
    portal_of(world, slow).on("*", late(max(SLOW * 1.2, usual * limit("slow", "times") * 1.2)))
    portal_of(world, stopped).on("*", wires.hang())
    killed = world.start("crawl", f"shili_{stopped}", PROOF_DAYS_AGO=world.ago(night))
    done = world.nianbao("crawl", f"shili_{slow}", PROOF_DAYS_AGO=world.ago(night))
    assert done.returncode == 0, done.stderr
    assert killed.poll() is None
    killed.kill()
    killed.communicate()

    shortened = {("slow", "seconds"): SLOW}
    monkeypatch.setattr(
        "nianbao.jobs.morning.season.limit", lambda alarm, name: shortened.get((alarm, name)) or limit(alarm, name)
    )
    regions = {f"shili_{name}": portal.place.code for name, portal in world.portals.items()}
    with world.engine.connect() as connection:
        begun = (
            connection.execute(text("SELECT started FROM crawl WHERE state = 'running'")).scalar_one().astimezone(UTC)
        )
        day = world.story.day(night)
        told = morning(connection, regions, datetime.combine(day, MORNING, UTC), day)
        # A crawl that left nothing is of the day on which the database saw it begin; for a day it may still be running.
        left = morning(connection, regions, begun + timedelta(hours=limit("broken_off", "hours") + 1), begun.date())
    assert told is not None
    assert left is not None
    said = {(alarm.alarm, alarm.site): alarm.evidence for alarm in (*told.alarms, *left.alarms)}
    assert "seconds from one answer to the next" in said["slow", f"shili_{slow}"]
    assert "on record as running" in said["not_run", f"shili_{stopped}"]
    [broken] = [evidence for (alarm, _), evidence in said.items() if alarm == "broken_off"]
    assert "on record as running" in broken


def portal_of(world: NightsWorld, name: str) -> Portal:
    """A portal that is not redesigned."""
    portal = world.portals[name]
    assert isinstance(portal, Portal)
    return portal


def late(pause: float) -> Callable[[Asked, Answer, object], Answer]:
    """The same answer after so many seconds."""

    def change(asked: Asked, answer: Answer, portal: object) -> Answer:
        time.sleep(pause)
        return answer

    return change
