"""A night in batches of sites, each a process of its own, several at once; what was done is kept."""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from proofs.night.world import NightWorld
from proofs.rounds import keep, rounds_before

# Seconds that a batch may take before the proof gives up.
DEADLINE = 1800


def play(world: NightWorld, size: int, at_once: int, rounds: Path, what: str) -> Iterator[Mapping[str, Any]]:
    """Crawl all sites; each batch as it ends, those of an earlier run at this commit first."""
    before = rounds_before(rounds, what)
    yield from before
    over = {name for one in before for name in one["sites"]}
    names = [f"shili_{one.name}" for one in world.members if f"shili_{one.name}" not in over]
    batches = [names[place : place + size] for place in range(0, len(names), size)]
    with ThreadPoolExecutor(at_once) as pool:
        for told in pool.map(lambda batch: played(world, batch), batches):
            keep(rounds, {"commit": what, **told})
            yield told


def played(world: NightWorld, names: Sequence[str]) -> dict[str, Any]:
    """Crawl some sites: how long it took and how it ended."""
    begun = time.time()
    with tempfile.TemporaryFile("w+") as told:
        running = world.start("crawl", *names, told=told.fileno())
        try:
            said, _ = running.communicate(timeout=DEADLINE)
        except subprocess.TimeoutExpired:
            running.kill()
            raise
        told.seek(0)
        if running.returncode > 1 or not said:
            raise SystemExit(f"a batch ended with {running.returncode}: {told.read()[-6000:]}")
    states = {one["site"]: one["state"] for one in json.loads(said)["sites"]}
    return {"sites": states, "began": begun, "ended": time.time(), "exit_status": running.returncode}
