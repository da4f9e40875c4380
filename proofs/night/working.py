"""A night as it is in production: planned by `nianbao schedule`, crawled by `nianbao worker`."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from proofs.night.world import NightWorld
from proofs.rounds import keep, rounds_before

# Seconds between two looks at how far it is.
OFTEN = 5.0
STATES = text("SELECT state, count(*) AS sites FROM night_site GROUP BY state ORDER BY state")
ENDED = text("SELECT count(*) FROM night_site WHERE ended IS NOT NULL")


def work(world: NightWorld, engine: Engine, batch: int, at_once: int, rounds: Path, what: str) -> float:
    """Plan the night and let one worker crawl it until nothing is left; the seconds that took, earlier runs included.

    A night that was planned is planned no more, and what an earlier run has crawled of it is not crawled again.
    """
    before = rounds_before(rounds, what)
    begun = time.time()
    command(world, "schedule", "--batch", str(batch), "--format", "json")
    words = ("worker", "--no-schedule", "--once", "--batch", str(batch), "--at-once", str(at_once))
    with (world.home / "worker.log").open("a") as told, world.start(*words, told=told.fileno()) as running:
        for moment in until_it_ends(running):
            keep(rounds, {"commit": what, "begun": begun, "reached": moment})
            print(f"{ended(engine)} of {len(world.members)} sites, {moment - begun:.0f} s", file=sys.stderr, flush=True)
    reached = time.time()
    # How far it came at last, for who goes on: else up to OFTEN seconds of it would not count.
    keep(rounds, {"commit": what, "begun": begun, "reached": reached})
    if running.returncode:
        raise SystemExit(
            f"the worker ended with {running.returncode}: {(world.home / 'worker.log').read_text('utf-8')}"
        )
    return taken([*before, {"begun": begun, "reached": reached}])


def until_it_ends(running: "subprocess.Popen[str]") -> Iterator[float]:
    """Moments while a process runs."""
    try:
        while running.poll() is None:
            try:
                running.wait(OFTEN)
            except subprocess.TimeoutExpired:
                yield time.time()
    finally:
        running.terminate()
        running.wait()


def taken(runs: list[Mapping[str, Any]]) -> float:
    """Seconds from the beginning of each run to the last moment that is known of it."""
    reached: dict[float, float] = {}
    for run in runs:
        reached[run["begun"]] = max(run["reached"], reached.get(run["begun"], 0.0))
    return sum(last - first for first, last in reached.items())


def ended(engine: Engine) -> int:
    """How many sites have come to an end."""
    with engine.connect() as connection:
        found: int = connection.execute(ENDED).scalar_one()
        return found


def states_of_plan(engine: Engine) -> dict[str, int]:
    """How many sites of the plan are in each of its states."""
    with engine.connect() as connection:
        return {row.state: row.sites for row in connection.execute(STATES)}


def command(world: NightWorld, *words: str) -> Any:
    """What a command of ours prints as JSON. Raises SystemExit where it failed."""
    done = world.nianbao(*words)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)
