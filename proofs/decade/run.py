"""The decade, looked at spring after spring."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from proofs.decade.world import DecadeWorld
from simulator.decade.history import Decade
from simulator.server import Simulator


@contextmanager
def looked_at(
    decade: Decade, home: Path, engine: Engine, url: str
) -> Iterator[tuple[DecadeWorld, Mapping[str, object]]]:
    """The world after all looks, and what each of them ended with: exit status by day."""
    with Simulator(*decade.portals.values()) as simulator:
        world = DecadeWorld(simulator, decade.portals, home, engine, url, decade=decade)
        looks: dict[str, object] = {}
        for spring, day in zip(decade.springs, decade.look_days(), strict=True):
            decade.until(spring)
            done = world.look(day)
            looks[day.isoformat()] = done.returncode
            print(day, done.returncode, done.stderr[-300:], file=sys.stderr, flush=True)
        yield world, looks
