"""The nights played: after each what the morning said, held against the ledger, and what the views show."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from proofs.nights.world import Figures, NightsWorld, causes, new_reports, without_evidence
from simulator.nights.befalling import EDITED
from simulator.nights.ledger import Ledger
from simulator.nights.story import Story, nights_of
from simulator.server import Simulator


def played(story: Story, home: Path, engine: Engine, url: str) -> Iterator[dict[str, Any]]:
    """Play the nights; what came of each."""
    with world_of(story, home, engine, url) as world:
        yield from nights_in(world)


def nights_in(world: NightsWorld) -> Iterator[dict[str, Any]]:
    """The same in a world that stands."""
    story = world.story
    ledger, before = Ledger(story), Figures()
    for night in range(story.nights):
        story.until(night, world.simulator)
        if night not in nights_of(story):
            continue
        done = world.crawl(night)
        told, now = world.morning(night), world.figures()
        yield judged(world, ledger, night, told) | {"crawl": done.returncode} | kept(world, night, before, now)
        before = now


@contextmanager
def world_of(story: Story, home: Path, engine: Engine, url: str) -> Iterator[NightsWorld]:
    """The world, while its portals answer."""
    with Simulator(*story.hosts) as simulator:
        yield NightsWorld(simulator, story.portals, home, engine, url, story=story)  # type: ignore[arg-type]


def judged(world: NightsWorld, ledger: Ledger, night: int, told: Mapping[str, Any]) -> dict[str, Any]:
    """What the morning said beside what it had to say."""
    expected, fresh = ledger.expected(night)
    names = world.subjects()
    named, new = causes(told, names), new_reports(told, names)
    return {
        "night": world.story.day(night).isoformat(),
        "planted": sorted(map(list, expected)),
        "named": len(named),
        "missed": sorted(map(list, expected - named)),
        "false": sorted(map(list, named - expected)),
        "new": len(fresh),
        "new_differs": sorted(map(list, fresh ^ new)),
        "without_evidence": without_evidence(told),
        "exit": told["exit"],
        "exit_differs": told["exit"] != int(any(one["level"] == "alarm" for one in told["alarms"])),
    }


def kept(world: NightsWorld, night: int, before: Figures, now: Figures) -> dict[str, Any]:
    """Every figure that was shown before is shown now, with its value, unless the portal edited it this night."""
    names = world.subjects()
    edited = {
        (f"{portal.place.code}", EDITED)
        for name, portal in world.portals.items()
        if world.story.fates[name].role == "edited"
    }
    wrong = [
        [report, key, value, now.get((report, key))]
        for (report, key), value in before.items()
        if now.get((report, key)) != value and (report[:6], key) not in edited
    ]
    return {"figures": len(now), "lost_or_changed": wrong[:5], "lost": len(wrong), "sites": len(names) // 2}
