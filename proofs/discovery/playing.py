"""A batch of portals: crawled as they were, redesigned, and looked for again by the command itself."""

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any, cast

from proofs.discovery.scoring import scored, without_column
from proofs.world import World
from simulator.portal import Portal
from simulator.redesigns.portal import Redesign
from simulator.server import Simulator

PACE = "0.02"
# Reports that are held of each site before its portal is redesigned.
HELD = 2
MakeWorld = Callable[[Simulator, dict[str, Portal]], World]


def play(numbers: Sequence[int], make: MakeWorld) -> list[dict[str, Any]]:
    """The rounds of these numbers, in one world."""
    redesigns = {f"{number:03}": Redesign(number) for number in numbers}
    with ExitStack() as open_worlds:
        hosts = [host for one in redesigns.values() for host in one.every_host()]
        simulator = open_worlds.enter_context(Simulator(*hosts))
        # A world asks of its portals what a redesign knows too: place, family, list.
        world = make(simulator, cast(dict[str, Portal], redesigns))
        names = [f"shili_{name}" for name in redesigns]
        crawled = world.nianbao("crawl", *names, "--sample-of", str(HELD), PROOF_PACE=PACE)
        if crawled.returncode:
            raise RuntimeError(f"the portals were not held before their redesign: {crawled.stderr}")
        for one in redesigns.values():
            one.redesign()
        simulator.log.clear()
        told = discovered(world, names)
        rounds = [scored(one, told[f"shili_{name}"], world) for name, one in redesigns.items()]
        for one in redesigns.values():
            one.take_away()
        left = discovered(world, names)
        return [{**one, **without_column(left[f"shili_{one['round']:03}"])} for one in rounds]


def discovered(world: World, names: Sequence[str]) -> dict[str, Any]:
    """What the command says of each site."""
    asked = [word for name in names for word in ("--site", name)]
    done = world.nianbao("discover", *asked, "--format", "json", PROOF_PACE=PACE)
    if not done.stdout:
        raise RuntimeError(done.stderr)
    return {one["asked_for"]: one for one in json.loads(done.stdout)}
