"""One round: a night that is held, a disaster in the next, the night after that; what each leaves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text

from nianbao.archive.verify import verify
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from proofs.disasters.kinds import KINDS, WORDS
from proofs.world import World
from simulator.families import Trs
from simulator.portal import Portal
from simulator.server import Simulator

YEARS = range(2021, 2026)
PACE = {"PROOF_PACE": "0.02"}
FIGURES = text("SELECT report_id, key, value, status FROM pub.figure")
Figures = set[tuple[Any, ...]]


@contextmanager
def night_world(home: Path, server: EmbeddedServer, name: str) -> Iterator[World]:
    """A portal with reports of five years, and a database of its own on a server that runs."""
    home.mkdir(mode=0o755)
    server.ensure_database(name)
    engine = connect(server.url(name))
    upgrade(engine)
    with Simulator(portal := Portal(Trs(), years=YEARS, rows=10, twins=0)) as simulator:
        world = World(simulator, {"trs": portal}, home, engine, server.url(name))
        world.env |= PACE
        yield world
        world.engine.dispose()


def played(number: int, kind: str, seed: int, folder: Path, server: EmbeddedServer) -> dict[str, Any]:
    """What became of one round."""
    disaster, chance = KINDS[kind], Random(f"{seed} {number} {kind}")  # noqa: S311 - not a secret
    with night_world(folder / f"round_{number}", server, f"round_{number}") as world:
        first = world.nianbao(*WORDS, "--year", str(YEARS[chance.randrange(len(YEARS))]))
        held = figures(world)
        struck = disaster.strike(world, server, chance)
        if disaster.ends_server:
            server.start()
            world.engine.dispose()
        after = figures(world)
        damaged = faults(world)
        next_night = world.nianbao(*WORDS)
        return {
            "round": number,
            "kind": kind,
            "first_status": first.returncode,
            "exit_status": struck.returncode,
            "as_it_should": struck.returncode == disaster.status and is_clear(struck.stderr, disaster.told),
            "told": struck.stderr.splitlines()[-4:],
            "held": len(held),
            "lost": len(held - after),
            "faults": damaged,
            "next_status": next_night.returncode,
            "next_told": next_night.stderr.splitlines()[-4:],
            "next_missing": len(printed(world) - {(year, key) for year, key in years_of(figures(world))}),
            "faults_then": faults(world),
            "still_running": crawls_left_open(world),
        }


def is_clear(told: str, expected: str) -> bool:
    """Whether the lines say what happened, one each address at most, and no one has to read Python."""
    lines = told.splitlines()
    return "Traceback" not in told and len(lines) <= len(YEARS) + 2 and any(expected in line for line in lines)


def figures(world: World) -> Figures:
    """What is shown."""
    with world.engine.connect() as connection:
        return {tuple(row) for row in connection.execute(FIGURES)}


def faults(world: World) -> int:
    """How many faults the archive has."""
    return sum(1 for archive in world.archives for _ in verify(archive))


def years_of(shown: Figures) -> Iterator[tuple[int, str]]:
    """Year and key of what is shown; the year stands in the report's name."""
    yield from ((int(report_id.split("-")[-2]), key) for report_id, key, *_ in shown)


def printed(world: World) -> set[tuple[int, str]]:
    """Year and key of every figure that the portal printed, from its own ledger."""
    return {(year, key) for year, report in world.portal.reports().items() for key in report.figures}


def crawls_left_open(world: World) -> int:
    """How many crawls are on record as running, though none runs."""
    with world.engine.connect() as connection:
        asked = text("SELECT count(*) FROM crawl WHERE state = 'running'")
        return int(connection.execute(asked).scalar_one())


def missed(rounds: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rounds in which anything was not as it should be."""
    zero = ("first_status", "lost", "faults", "next_status", "next_missing", "faults_then", "still_running")
    return [one for one in rounds if not one["as_it_should"] or any(one[name] for name in zero) or not one["held"]]
