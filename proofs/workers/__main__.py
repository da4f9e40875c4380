"""`python -m proofs.workers`: one, two, four workers on one database, then killed ones; `docs/proofs/workers.json`.

What each round showed is kept in `build/proof_workers.jsonl`, so that a run that was broken off goes on.
"""

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from proofs.checkout import commit
from proofs.rounds import keep, rounds_before
from proofs.servers import kept_database
from proofs.workers.run import SEED, Size, killed, side_by_side
from proofs.world import ROOT

ROUNDS = ROOT / "build" / "proof_workers.jsonl"
PROOF = ROOT / "docs" / "proofs" / "workers.json"
WORKERS = (1, 2, 4)


def rounds(asked: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """What is to be played: its name, and how."""
    size = Size(asked.sites, asked.batch, asked.pace)
    hurried = Size(asked.sites_killed, asked.batch, asked.pace_killed)
    for count in WORKERS:
        yield f"{count} workers", lambda home, database, count=count: side_by_side(count, size, home, database)
    yield "killed", lambda home, database: killed(asked.kills, hurried, home, database)


def play(asked: argparse.Namespace, what: str) -> dict[str, Mapping[str, Any]]:
    """All rounds; those of an earlier run at this commit are not played again."""
    done: dict[str, Mapping[str, Any]] = {one["round"]: one for one in rounds_before(ROUNDS, what)}
    for name, playing in rounds(asked):
        if name in done:
            continue
        folder = Path(tempfile.mkdtemp(prefix="nianbao-proof-"))
        begun = time.monotonic()
        try:
            with kept_database(folder, "workers") as database:
                told = playing(folder / "home", database)
        finally:
            shutil.rmtree(folder)
        done[name] = {"commit": what, "round": name, "took": round(time.monotonic() - begun), **told}
        keep(ROUNDS, done[name])
        print(json.dumps(done[name], ensure_ascii=False), flush=True)
    return done


def summed(what: str, done: Mapping[str, Mapping[str, Any]], asked: argparse.Namespace) -> dict[str, Any]:
    """The proof."""
    alone = done["1 workers"]["seconds"]
    return {
        "proves": "workers share a night, never ask one host at once, and one that is killed loses nothing",
        "commit": what,
        "seed": SEED,
        "cores": os.cpu_count(),
        "sites": asked.sites,
        "sites_while_workers_are_killed": asked.sites_killed,
        "sites_a_process": asked.batch,
        "pace": asked.pace,
        "pace_while_workers_are_killed": asked.pace_killed,
        "times_as_fast_as_one": {
            name: round(alone / one["seconds"], 2) for name, one in done.items() if "seconds" in one
        },
        "rounds": [{key: value for key, value in one.items() if key != "commit"} for one in done.values()],
        "seconds": sum(one["took"] for one in done.values()),
        "missed": [f"{name}: {told}" for name, one in done.items() for told in one["missed"]],
    }


def main() -> None:
    """Play all rounds, then write the proof; status 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m proofs.workers", description="Workers side by side, and killed.")
    parser.add_argument("--sites", type=int, default=120, help="how many portals workers share side by side")
    parser.add_argument("--sites-killed", type=int, default=400, help="how many, while workers are killed")
    parser.add_argument("--batch", type=int, default=10, help="sites a process")
    parser.add_argument("--pace", type=float, default=1.0, help="share of every wait that is kept; 1: a real crawl's")
    parser.add_argument("--pace-killed", type=float, default=0.2, help="the same, while workers are killed")
    parser.add_argument("--kills", type=int, default=40, help="how often a worker is killed")
    asked = parser.parse_args()
    what = commit()
    proof = summed(what, play(asked, what), asked)
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(bool(proof["missed"]))


if __name__ == "__main__":
    main()
