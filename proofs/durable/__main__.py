"""`python -m proofs.durable`: two hundred kills of a crawl's process group, twenty and more of the database server.

What each round showed is kept in `build/proof_durable.jsonl`, so that a run that was broken off goes on; the sum is
written to `docs/proofs/durable.json`.
"""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from proofs.checkout import commit
from proofs.durable.rounds import KINDS, blows_of, played, undisturbed
from proofs.rounds import keep, rounds_before
from proofs.world import ROOT

ROUNDS = ROOT / "build" / "proof_durable.jsonl"
PROOF = ROOT / "docs" / "proofs" / "durable.json"
SEED = 20261123


def summed(what: str, rounds: list[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """The proof."""
    total = {name: sum(one[name] for one in rounds) for name in ("group_kills", "server_kills", "inside_copy")}
    missed = [one for one in rounds if one["tables_that_differ"] or one["exit_status"] or one["verify_status"]]
    return {
        "proves": "a crawl whose process group or database server is killed goes on by itself, with equal tables",
        "commit": what,
        "seed": SEED,
        "rounds": len(rounds),
        "families": sorted({one["family"] for one in rounds}),
        **total,
        "crawls_begun_anew_after_the_end": sum(one["begun_anew"] for one in rounds),
        "rounds_with_other_tables": sum(bool(one["tables_that_differ"]) for one in rounds),
        "archives_that_do_not_verify": sum(one["verify_status"] != 0 for one in rounds),
        "processes_left": sum(one["processes_left"] for one in rounds),
        "seconds": round(seconds),
        "missed": missed,
    }


def enough(rounds: list[dict[str, Any]], asked: argparse.Namespace) -> bool:
    """Whether so many kills of both kinds were made."""
    groups, servers = (sum(one[name] for one in rounds) for name in ("group_kills", "server_kills"))
    return bool(groups >= asked.kills and servers >= asked.server_kills)


def play(asked: argparse.Namespace, what: str, folder: Path) -> list[dict[str, Any]]:
    """All rounds, those of an earlier run at this commit included."""
    rounds = rounds_before(ROUNDS, what)
    with ThreadPoolExecutor(asked.workers) as pool:
        left = pool.map(lambda kind: undisturbed(kind, folder / f"whole_{kind}"), KINDS)
        whole: Mapping[str, Any] = dict(zip(KINDS, left, strict=True))
        while not enough(rounds, asked):
            batch = range(len(rounds), len(rounds) + asked.workers)
            told_of = pool.map(lambda number: played(number, blows_of(SEED, number), whole, folder), batch)
            for told in told_of:
                keep(ROUNDS, {"commit": what, **told})
                rounds.append(told)
                print(json.dumps(told), flush=True)
    return rounds


def main() -> None:
    """Play rounds until so many kills have been made, then write the proof; status 1 where something was missed."""
    parser = argparse.ArgumentParser(prog="python -m proofs.durable", description="Kill crawls and their database.")
    parser.add_argument("--kills", type=int, default=200, help="of process groups, how many at least")
    parser.add_argument("--server-kills", type=int, default=20, help="of the database server, how many at least")
    parser.add_argument("--workers", type=int, default=2, help="rounds at once")
    asked = parser.parse_args()
    begun, what = time.monotonic(), commit()
    folder = Path(tempfile.mkdtemp(prefix="nianbao-proof-"))
    folder.chmod(0o755)
    try:
        rounds = play(asked, what, folder)
    finally:
        shutil.rmtree(folder)
    proof = summed(what, rounds, time.monotonic() - begun)
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(bool(proof["missed"] or proof["processes_left"]))


if __name__ == "__main__":
    main()
