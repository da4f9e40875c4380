"""`python -m proofs.archive`: recorded crawls cut at every byte of their last record, and with single bits flipped.

A portal of each family is crawled live. Of each archive: bits flipped at random places, one at a time, must each be
found by `verify`; cut at every byte of the last record, the records before must be readable, and the tail must not
answer; for some of the cuts the crawl goes on, and must ask for the tail and nothing else. `docs/proofs/archive.json`.
"""

import argparse
import json
import time
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text

from nianbao.archive.index import build_index
from nianbao.archive.members import read_member
from nianbao.archive.tails import drop_cut_tail
from nianbao.archive.verify import verify
from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from proofs.checkout import commit
from proofs.rounds import keep, rounds_before
from proofs.servers import own_server
from proofs.world import OF_THE_MOMENT, ROOT, Contents, World, exchanges
from simulator.families import FAMILIES
from simulator.portal import Portal
from simulator.server import Simulator

ROUNDS = ROOT / "build" / "proof_archive.jsonl"
PROOF = ROOT / "docs" / "proofs" / "archive.json"
SEED = 20261122
KINDS = ("trs", "hanweb", "vsb", "mh")
PACE = "0.05"
OPEN_AGAIN = "UPDATE crawl SET state = 'running', ended = NULL, sites = '[]'"


def played(kind: str, server: EmbeddedServer, folder: Path, flips: int, resumed: int) -> dict[str, Any]:
    """One family: its crawl, its archive hurt in every way, and what was not found."""
    with ExitStack() as stack:
        world = world_of(kind, server, folder, stack)
        done = world.nianbao("crawl", f"shili_{kind}", PROOF_PACE=PACE)
        if done.returncode:
            raise SystemExit(f"the crawl of {kind} fell short: {done.stderr}")
        (archive,) = world.archives
        begins, whole = last_record(archive), world.contents(*OF_THE_MOMENT)
        return {
            "family": kind,
            "bytes": archive.stat().st_size,
            "last_record_bytes": archive.stat().st_size - begins,
            "flips": flips,
            "flips_not_found": unnoticed_flips(archive, flips),
            "cuts": archive.stat().st_size - begins - 1,
            "cuts_that_cost_more_than_the_tail": bad_cuts(archive, begins),
            "crawls_gone_on": resumed,
            "crawls_that_asked_otherwise": [
                miss for place in cuts(archive, begins, resumed) for miss in gone_on(world, kind, archive, place, whole)
            ],
        }


def world_of(kind: str, server: EmbeddedServer, folder: Path, stack: ExitStack) -> World:
    """A world of one portal, with a database of its own."""
    server.ensure_database(f"archive_{kind}")
    engine = connect(server.url(f"archive_{kind}"))
    stack.callback(engine.dispose)
    upgrade(engine)
    portal = Portal(FAMILIES[kind](per_page=4), years=range(2024, 2026), rows=18, twins=0)
    home = folder / kind
    home.mkdir()
    simulator = stack.enter_context(Simulator(portal))
    return World(simulator, {kind: portal}, home, engine, server.url(f"archive_{kind}"))


def last_record(archive: Path) -> int:
    """Where the last record of a file begins."""
    begins = offset = 0
    while offset < archive.stat().st_size:
        begins, offset = offset, read_member(archive, offset).end
    return begins


def unnoticed_flips(archive: Path, number: int) -> list[int]:
    """Bits of the file, counted from its beginning, that can change without `verify` saying so."""
    stored, hurt = archive.read_bytes(), archive.with_name("flipped.warc.gz")
    missed = []
    for bit in Random(SEED).sample(range(8 * len(stored)), number):  # noqa: S311 - the same bits each time
        flipped = bytearray(stored)
        flipped[bit // 8] ^= 1 << bit % 8
        hurt.write_bytes(flipped)
        if next(iter(verify(hurt)), None) is None:
            missed.append(bit)
    hurt.unlink()
    return missed


def bad_cuts(archive: Path, begins: int) -> list[int]:
    """Sizes to which the file can be cut inside its last record with more lost than that record."""
    stored, cut = archive.read_bytes(), archive.with_name("cut.warc.gz")
    whole = len(build_index([archive]))
    missed = []
    for size in range(begins + 1, len(stored)):
        cut.write_bytes(stored[:size])
        index = build_index([cut], cut_tail_allowed=True)
        dropped = drop_cut_tail(cut)
        if len(index) != whole - 1 or dropped != size - begins or list(verify(cut)):
            missed.append(size)
    cut.unlink()
    return missed


def cuts(archive: Path, begins: int, number: int) -> list[int]:
    """Some of the sizes."""
    return Random(SEED).sample(range(begins + 1, archive.stat().st_size), number)  # noqa: S311 - the same each time


def gone_on(world: World, kind: str, archive: Path, size: int, whole: Contents) -> list[str]:
    """The file cut to a size as by a power cut, and the crawl gone on with; what was otherwise than it should be.

    Afterwards everything is as it was.
    """
    stored = archive.read_bytes()
    (*_, tail) = exchanges(archive)
    archive.write_bytes(stored[:size])
    with world.engine.begin() as connection:
        connection.execute(text(OPEN_AGAIN))
    world.simulator.log.clear()
    done = world.nianbao("crawl", f"shili_{kind}", PROOF_PACE=PACE)
    asked = [one.url for one in world.simulator.log.requests]
    after = world.contents(*OF_THE_MOMENT)
    misses = [f"cut to {size}: asked for {asked}"] if asked != [tail.url] else []
    # What was new before the cut counted then.
    others = [table for table in after if table != "crawl" and after[table] != whole[table]]
    misses += [f"cut to {size}: other rows of {table}" for table in others]
    misses += [f"cut to {size}: status {done.returncode}: {done.stderr}"] if done.returncode else []
    put_back(world, archive, stored)
    return misses


def put_back(world: World, archive: Path, stored: bytes) -> None:
    """The archive as it was, and no record of what was fetched again."""
    with world.engine.begin() as connection:
        connection.execute(text("DELETE FROM capture WHERE file <> :file"), {"file": str(archive)})
    for file in world.archives:
        if file != archive:
            file.unlink()
    archive.write_bytes(stored)


def summed(what: str, rounds: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """The proof."""
    wrong = ("flips_not_found", "cuts_that_cost_more_than_the_tail", "crawls_that_asked_otherwise")
    counted = ("bytes", "flips", "cuts", "crawls_gone_on")
    misses: Mapping[str, int] = {name: sum(len(one[name]) for one in rounds) for name in wrong}
    return {
        "proves": "a recorded crawl cut at every byte of its last record loses that alone; a flipped bit is found",
        "commit": what,
        "seed": SEED,
        **{name: sum(one[name] for one in rounds) for name in counted},
        **misses,
        "missed": [one for one in rounds if any(one[name] for name in wrong)],
        "seconds": round(seconds),
    }


def main() -> None:
    """Play each family, then write the proof; status 1 where something was missed."""
    parser = argparse.ArgumentParser(prog="python -m proofs.archive", description="Hurt archives; all must be found.")
    parser.add_argument("--flips", type=int, default=1000, help="flipped bits an archive")
    parser.add_argument("--resumed", type=int, default=5, help="cuts after which the crawl goes on, an archive")
    asked = parser.parse_args()
    begun, what = time.monotonic(), commit()
    rounds = rounds_before(ROUNDS, what)
    with own_server() as (server, folder):
        for kind in KINDS:
            if kind not in {one["family"] for one in rounds}:
                told = {"commit": what, **played(kind, server, folder, asked.flips, asked.resumed)}
                keep(ROUNDS, told)
                rounds.append(told)
                print(json.dumps(told), flush=True)
    proof = summed(what, rounds, time.monotonic() - begun)
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(bool(proof["missed"]))


if __name__ == "__main__":
    main()
