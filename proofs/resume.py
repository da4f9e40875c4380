"""`python -m proofs.resume`: crawls killed at a hundred random moments, and whether they end like crawls that were not.

What each round showed is kept in `build/proof_resume.jsonl`, so that a run that was broken off goes on; the sum is
written to `docs/proofs/resume.json`.
"""

import argparse
import base64
import json
import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from proofs.checkout import commit
from proofs.kills import Moment, killed_crawl
from proofs.rounds import keep, rounds_before
from proofs.servers import own_server
from proofs.world import OF_THE_MOMENT, ROOT, Contents, World
from simulator.families import FAMILIES
from simulator.message import Answer, Asked
from simulator.portal import Portal
from simulator.rules import Portals
from simulator.server import Simulator

ROUNDS = ROOT / "build" / "proof_resume.jsonl"
PROOF = ROOT / "docs" / "proofs" / "resume.json"
SEED = 20261122
KILLS_A_ROUND = 8
KINDS = ("trs", "hanweb", "vsb", "mh")
# Bytes of noise in a page.
WEIGHT = 2_000_000
# Shares of the moments: at a write into the archive; with the last record cut off afterwards.
IN_WRITE, CUT = 0.25, 0.1


def portal_of(kind: str) -> Portal:
    """A small portal: two reports with a file each, other rows, paging as the family has it; its pages are heavy."""
    portal = Portal(FAMILIES[kind](per_page=4), years=range(2024, 2026), rows=18, twins=0)
    portal.on("*", heavy)
    return portal


def heavy(asked: Asked, answer: Answer, portal: Portals) -> Answer:
    """A page with a comment that cannot be packed, so that writing it down takes as long as a scanned report does."""
    if not answer.header("Content-Type").startswith("text/html"):
        return answer
    noise = base64.b64encode(Random(asked.target).randbytes(WEIGHT))  # noqa: S311 - the same each time
    return replace(answer, body=answer.body + b"<!--" + noise + b"-->")


@contextmanager
def world_of(kind: str, server: EmbeddedServer, folder: Path, name: str) -> Iterator[World]:
    """A world of one portal with a database and a home of its own, gone afterwards."""
    server.ensure_database(name)
    engine = connect(server.url(name))
    upgrade(engine)
    portal, home = portal_of(kind), folder / name
    home.mkdir()
    with Simulator(portal) as simulator:
        yield World(simulator, {kind: portal}, home, engine, server.url(name))
    engine.dispose()
    shutil.rmtree(home)


def undisturbed(kind: str, server: EmbeddedServer, folder: Path) -> Contents:
    """What a crawl that nobody kills leaves."""
    with world_of(kind, server, folder, f"whole_{kind}") as world:
        done = world.nianbao("crawl", f"shili_{kind}")
        if done.returncode != 0:
            raise SystemExit(f"the crawl of {kind} fell short without being killed: {done.stderr}")
        return world.contents(*OF_THE_MOMENT)


def moments_of(number: int) -> list[Moment]:
    """The moments of a round, the same each time."""
    chance = Random(SEED + number)  # noqa: S311 - not a secret
    return [
        Moment(chance.uniform(2, 9), in_write=chance.random() < IN_WRITE, cut=chance.random() * (chance.random() < CUT))
        for _ in range(KILLS_A_ROUND)
    ]


def played(number: int, whole: Mapping[str, Contents], server: EmbeddedServer, folder: Path) -> dict[str, Any]:
    """One round: a crawl killed some times, held against one that was not."""
    kind = KINDS[number % len(KINDS)]
    moments = moments_of(number)
    with world_of(kind, server, folder, f"round_{number}") as world:
        account = killed_crawl(world, ("crawl", f"shili_{kind}"), moments)
        left = world.contents(*OF_THE_MOMENT)
        verified = world.nianbao("archive", "verify").returncode
        log = world.simulator.log
        return {
            "round": number,
            "family": kind,
            "kills": account.kills,
            "inside_a_write": account.inside,
            "cut_afterwards": account.cut,
            "requests": len(log.requests),
            "asked_again": [f"{method} {url}" for method, url, _ in account.asked_again],
            "tables_that_differ": [table for table in left if left[table] != whole[kind][table]],
            "killed_after_its_end": account.ended,
            "exit_status": account.done.returncode if account.done else None,
            "verify_status": verified,
            "least_gap_s": round(min(log.gaps(world.portal.host)), 3),
            "most_connections": log.most_connections(world.portal.host),
        }


def summed(what: str, rounds: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """The proof."""
    missed = [one for one in rounds if one["asked_again"] or one["tables_that_differ"] or one["exit_status"]]
    return {
        "proves": "a live crawl killed at random moments goes on: tables equal, nothing final asked again",
        "commit": what,
        "seed": SEED,
        "rounds": len(rounds),
        "families": sorted({one["family"] for one in rounds}),
        "kills": sum(one["kills"] for one in rounds),
        "kills_inside_a_write": sum(one["inside_a_write"] for one in rounds),
        "files_cut_afterwards": sum(one["cut_afterwards"] for one in rounds),
        "requests": sum(one["requests"] for one in rounds),
        "asked_again": sum(len(one["asked_again"]) for one in rounds),
        "rounds_with_other_tables": sum(bool(one["tables_that_differ"]) for one in rounds),
        "archives_that_do_not_verify": sum(one["verify_status"] != 0 for one in rounds),
        "least_gap_s": min(one["least_gap_s"] for one in rounds),
        "most_connections": max(one["most_connections"] for one in rounds),
        "seconds": round(seconds),
        "missed": missed,
    }


def main() -> None:
    """Play rounds until so many kills have been made, then write the proof; status 1 where something was missed."""
    parser = argparse.ArgumentParser(prog="python -m proofs.resume", description="Kill crawls and see how they end.")
    parser.add_argument("--kills", type=int, default=100, help="how many at least")
    parser.add_argument("--workers", type=int, default=3, help="rounds at once")
    asked = parser.parse_args()
    begun, what = time.monotonic(), commit()
    rounds = rounds_before(ROUNDS, what)
    with own_server() as (server, folder), ThreadPoolExecutor(asked.workers) as pool:
        whole = dict(zip(KINDS, pool.map(lambda kind: undisturbed(kind, server, folder), KINDS), strict=True))
        while sum(one["kills"] for one in rounds) < asked.kills:
            number = len(rounds)
            batch = range(number, number + asked.workers)
            for told in pool.map(lambda place: played(place, whole, server, folder), batch):
                keep(ROUNDS, {"commit": what, **told})
                rounds.append(told)
                print(json.dumps(told), flush=True)
    proof = summed(what, rounds, time.monotonic() - begun)
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(bool(proof["missed"] or proof["archives_that_do_not_verify"]))


if __name__ == "__main__":
    main()
