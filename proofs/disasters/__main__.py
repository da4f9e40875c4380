"""`python -m proofs.disasters`: the disk full, the database down, the clock set, no names, many times over.

What each round showed is kept in `build/proof_disasters.jsonl`, so that a run that was broken off goes on; the sum is
written to `docs/proofs/disasters.json`.
"""

import argparse
import json
import time
from collections import Counter
from typing import Any

from proofs.checkout import commit
from proofs.disasters.kinds import KINDS, can_mount
from proofs.disasters.rounds import missed, played
from proofs.rounds import keep, rounds_before
from proofs.servers import own_server
from proofs.world import ROOT

ROUNDS = ROOT / "build" / "proof_disasters.jsonl"
PROOF = ROOT / "docs" / "proofs" / "disasters.json"
SEED = 20261122


def summed(what: str, rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """The proof."""
    return {
        "proves": "a disaster ends the crawl with a clear word; nothing held is lost; the next night completes",
        "commit": what,
        "seed": SEED,
        "rounds": len(rounds),
        "rounds_by_kind": dict(sorted(Counter(one["kind"] for one in rounds).items())),
        "figures_held_before": sum(one["held"] for one in rounds),
        "figures_lost": sum(one["lost"] for one in rounds),
        "crawls_that_did_not_say_so": sum(not one["as_it_should"] for one in rounds),
        "faults_in_archives": sum(one["faults"] + one["faults_then"] for one in rounds),
        "next_nights_not_complete": sum(one["next_status"] != 0 for one in rounds),
        "printed_figures_missing_then": sum(one["next_missing"] for one in rounds),
        "crawls_left_open": sum(one["still_running"] for one in rounds),
        "seconds": round(sum(one["took"] for one in rounds)),
        "missed": missed(rounds),
    }


def main() -> None:
    """Play the rounds, then write the proof; status 1 where something was missed."""
    parser = argparse.ArgumentParser(prog="python -m proofs.disasters", description="Disasters in the night.")
    parser.add_argument("--rounds", type=int, default=140, help="how many in all, the kinds in turn")
    parser.add_argument("--kind", choices=list(KINDS), action="append", help="only these; may be repeated")
    asked = parser.parse_args()
    what, kinds = commit(), asked.kind or [kind for kind in KINDS if kind != "disk_full" or can_mount()]
    rounds = rounds_before(ROUNDS, what)
    with own_server() as (server, folder):
        for number in range(len(rounds), asked.rounds):
            begun = time.monotonic()
            told = played(number, kinds[number % len(kinds)], SEED, folder, server)
            told["took"] = round(time.monotonic() - begun, 1)
            keep(ROUNDS, {"commit": what, **told})
            rounds.append(told)
            print(json.dumps(told, ensure_ascii=False), flush=True)
    proof = summed(what, rounds)
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(bool(proof["missed"]))


if __name__ == "__main__":
    main()
