"""The two halves of the proof: workers side by side, and workers that are killed."""

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from proofs.workers.compare import against_plan, doubled, missed_in, overlaps, split
from proofs.workers.world import ENDED, WorkersWorld, children_of, kill, left_after, workers_world
from simulator.crowd.members import crowd

SEED = 20261122
# Seconds within which the child of a killed worker must be gone, and within which a night must be over.
GONE, OVER = 5.0, 3000.0
# A database of its own with its address.
Database = Callable[[str], AbstractContextManager[tuple[Engine, str]]]


@dataclass(frozen=True, slots=True)
class Size:
    """How large a round is: `batch` sites of `sites` a process, every wait shortened to the share `pace`.

    `kill_within`: a worker is killed at most so many seconds after it was seen crawling.
    """

    sites: int
    batch: int
    pace: float
    kill_within: float = 12.0


def side_by_side(count: int, size: Size, home: Path, database: tuple[Engine, str]) -> dict[str, Any]:
    """So many workers crawl a plan: how long that took, and whether they kept out of each other's way."""
    members = crowd(size.sites, SEED)
    busy, used = round(os.getloadavg()[0], 1), processor_seconds()
    with workers_world(members, SEED, home, database, size.pace) as world:
        planned = planned_by_schedule(world, size)
        for _ in range(count):
            world.hire(size.batch)
        seconds = world.until_all_ended(OVER)
        statuses = world.dismiss()
        told = account(world, members, size) | {"exit_statuses": statuses}
    used = processor_seconds() - used
    facts = {"workers": count, "seconds": round(seconds, 1), "load_when_it_began": busy, "planned": planned}
    facts |= {"processor_seconds": round(used, 1), "cores_used": round(used / seconds, 2)}
    return facts | told | {"missed": missed_in(told) + [f"exit {status}" for status in statuses if status]}


def processor_seconds() -> float:
    """Of all children that have ended and were waited for, with theirs: workers and crawls, not the database."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def killed(kills: int, size: Size, home: Path, database: tuple[Engine, str]) -> dict[str, Any]:
    """Two workers crawl a plan; one of them is killed so often, and another one hired each time."""
    members, chance = crowd(size.sites, SEED), random.Random(SEED)  # noqa: S311 - not a secret
    with workers_world(members, SEED, home, database, size.pace) as world:
        planned_by_schedule(world, size)
        for _ in range(2):
            world.hire(size.batch)
        met, left = blows(world, kills, size, chance)
        seconds = world.until_all_ended(OVER)
        world.dismiss()
        told = account(world, members, size)
    facts = {"kills": len(met), "kills_that_met_a_child": sum(met), "processes_left": len(left)}
    wrong = [f"process {pid} outlived its worker" for pid in left]
    return facts | {"seconds_after_the_last": round(seconds, 1)} | told | {"missed": missed_in(told) + wrong}


def blows(world: WorkersWorld, kills: int, size: Size, chance: random.Random) -> tuple[list[bool], list[int]]:
    """Kill workers that have a child: whether each blow met one that was crawling, and which processes were left."""
    met, left = [], []
    for number in range(kills):
        victim = world.workers[chance.randrange(len(world.workers))]
        if not until_it_crawls(world, victim, size):
            break
        time.sleep(chance.uniform(0.2, size.kill_within))
        had = kill(victim)
        world.workers.remove(victim)
        world.hire(size.batch)
        met.append(bool(had))
        left += left_after(had, GONE)
        print(f"kill {number + 1}: {len(had)} processes; {world.counted(ENDED)} sites are done", file=sys.stderr)
    return met, left


def until_it_crawls(world: WorkersWorld, victim: Any, size: Size) -> bool:
    """Wait until a worker has a child; False where the plan has come to its end before."""
    while not children_of(victim):
        if world.counted(ENDED) >= size.sites or victim.poll() is not None:
            return False
        time.sleep(0.1)
    return True


def planned_by_schedule(world: WorkersWorld, size: Size) -> int:
    """Have `nianbao schedule` plan twice; the number of sites. Raises SystemExit where the second changes anything."""
    words = ("schedule", "--batch", str(size.batch), "--format", "json")
    first, second = (json.loads(world.run(*words)) for _ in range(2))
    if first != second:
        raise SystemExit("a night was planned twice")
    return len(first["sites"])


def account(world: WorkersWorld, members: Any, size: Size) -> dict[str, Any]:
    """What they left."""
    return {
        "sites_by_worker": split(world.engine),
        "plan": against_plan(world.engine, members),
        "doubled": doubled(world.engine),
        "log": overlaps(world, size.pace),
    }
