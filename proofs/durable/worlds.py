"""Worlds whose database is the embedded server of their own home: a command that needs it starts it."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from proofs.world import OF_THE_MOMENT, Contents, World
from simulator.families import FAMILIES
from simulator.portal import Portal
from simulator.server import Simulator

DATABASE = "nianbao"
# Waits are shortened: a kill's moment is what is tested, not manners.
PACE = "0.2"


def portals(kinds: Sequence[str]) -> dict[str, Portal]:
    """A portal of each family, with years enough that writing goes on for a while."""
    return {kind: Portal(FAMILIES[kind](per_page=8), years=range(2014, 2026), rows=18, twins=0) for kind in kinds}


@contextmanager
def world_at(home: Path, served: dict[str, Portal]) -> Iterator[World]:
    """A world in a new home, whose server is stopped and removed afterwards."""
    home.mkdir()
    server = EmbeddedServer(home)
    server.start()
    server.ensure_database(DATABASE)
    engine = connect(server.url(DATABASE))
    upgrade(engine)
    with Simulator(*served.values()) as simulator:
        world = World(simulator, served, home, engine, "")
        world.env |= {"DATABASE_URL": "", "PROOF_PACE": PACE}
        try:
            yield world
        finally:
            world.engine.dispose()
            server.stop()
            shutil.rmtree(home)


def contents_of(world: World) -> Contents:
    """What the database holds, by a connection that is made after all kills, without what is of the moment."""
    server = EmbeddedServer(world.home)
    server.start()
    world.engine.dispose()
    world.engine = connect(server.url(DATABASE))
    return world.contents(*OF_THE_MOMENT)
