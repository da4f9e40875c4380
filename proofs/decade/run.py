"""The decade, looked at spring after spring."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from proofs.decade.world import DecadeWorld
from simulator.decade.history import Decade
from simulator.server import Simulator

Note = Callable[[str, int, float], None]


@contextmanager
def looked_at(
    decade: Decade,
    home: Path,
    engine: Engine,
    url: str,
    done: Mapping[str, int] | None = None,
    note: Note = lambda _day, _status, _seconds: None,
) -> Iterator[tuple[DecadeWorld, Mapping[str, object]]]:
    """The world after all looks, and what each of them ended with: exit status by day.

    `done`: looks that an earlier run into this database has finished, which are only played, not made; `note` is told
    of each that is made. A spring in which that run was broken off is looked at again: a crawl that was killed goes on.
    """
    with Simulator(*decade.portals.values()) as simulator:
        world = DecadeWorld(simulator, decade.portals, home, engine, url, decade=decade)
        looks: dict[str, object] = dict(done or {})
        for number, (spring, day) in enumerate(zip(decade.springs, decade.look_days(), strict=True), 1):
            decade.until(spring)
            if day.isoformat() in looks:
                continue
            began = time.monotonic()
            ended = world.look(day)
            seconds = time.monotonic() - began
            looks[day.isoformat()] = ended.returncode
            note(day.isoformat(), ended.returncode, seconds)
            place = f"{number} of {len(decade.springs)}"
            print(day, place, f"{seconds:.0f} s", ended.returncode, ended.stderr[-300:], file=sys.stderr, flush=True)
        yield world, looks
