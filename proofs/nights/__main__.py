"""`python -m proofs.nights`: thirty nights of dozens of portals, each morning held against the ledger; docs/proofs.

A run that was broken off goes on with the parts that it has not played: each part is a story of its own.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from proofs.checkout import commit
from proofs.nights.run import played
from proofs.rounds import keep, rounds_before
from proofs.servers import own_database
from proofs.world import ROOT
from simulator.nights.roles import PASSING
from simulator.nights.story import SEED, Story

ROUNDS = ROOT / "build" / "proof_nights.jsonl"
PROOF = ROOT / "docs" / "proofs" / "nights.json"
# Of each part, how far its seed is from the first one's; each has portals, nights and a database of its own.
PARTS = 3
FAULTS = ("missed", "false", "new_differs", "without_evidence", "lost_or_changed")


def story_of(part: int, count: int, nights: int) -> Story:
    """A part of the proof: nobody crawls on one of its nights, and one province is silent until two thirds of it.

    In every third part everybody publishes at once and little happens: most of its nights are quiet.
    """
    if part % PARTS == PARTS - 1:
        return Story(count, nights, seed=SEED + part, roles=PASSING, published_by=1)
    return Story(count, nights, shut=frozenset({nights // 3}), silent_until=nights * 2 // 3, seed=SEED + part)


def play(part: int, count: int, nights: int) -> list[dict[str, Any]]:
    """Every night of a part."""
    told = []
    with own_database("nights") as (engine, url, folder):
        for one in played(story_of(part, count, nights), folder, engine, url):
            told.append(one)
            wrong = {name: one[name] for name in FAULTS if one[name]}
            print(part, one["night"], f"{len(one['planted'])} planted, {one['named']} named", wrong, file=sys.stderr)
    return told


def summed(what: str, parts: Sequence[Mapping[str, Any]], count: int, seconds: float) -> dict[str, Any]:
    """The proof."""
    nights = [night for part in parts for night in part["nights"]]
    planted = Counter(alarm for night in nights for alarm, _ in night["planted"])
    return {
        "proves": "the morning report names each cause the same night and nothing else; views lose nothing they showed",
        "commit": what,
        "seed": SEED,
        "portals": count * len(parts),
        "nights": len(nights),
        "quiet_nights": sum(not night["planted"] for night in nights),
        "causes_planted": sum(planted.values()),
        "causes_by_alarm": dict(sorted(planted.items())),
        "causes_missed": sum(len(night["missed"]) for night in nights),
        "false_alarms": sum(len(night["false"]) for night in nights),
        "new_reports": sum(night["new"] for night in nights),
        "new_reports_that_differ": sum(len(night["new_differs"]) for night in nights),
        "alarms_without_evidence": sum(len(night["without_evidence"]) for night in nights),
        "exit_status_wrong": sum(night["exit_differs"] for night in nights),
        "figures_at_the_end": [part["nights"][-1]["figures"] for part in parts],
        "figures_lost_or_changed": sum(night["lost"] for night in nights),
        "listed": [{name: night[name] for name in ("night", *FAULTS)} for night in nights if is_wrong(night)],
        "seconds": round(seconds),
    }


def is_wrong(night: Mapping[str, Any]) -> bool:
    """Whether anything of a night differs from the ledger."""
    return bool(night["exit_differs"] or any(night[name] for name in FAULTS))


def main() -> None:
    """Play every part, then write the proof; status 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="python -m proofs.nights", description="Simulated nights and their mornings.")
    parser.add_argument("--portals", type=int, default=24, help="of each part")
    parser.add_argument("--nights", type=int, default=30, help="of each part")
    parser.add_argument("--parts", type=int, default=PARTS, help="how many, each with a seed of its own")
    asked = parser.parse_args()
    size = f"{asked.portals}x{asked.nights}"
    what = commit()
    parts = [one for one in rounds_before(ROUNDS, what) if one["size"] == size][: asked.parts]
    for part in range(asked.parts):
        if part in {one["part"] for one in parts}:
            continue
        begun = time.monotonic()
        nights = play(part, asked.portals, asked.nights)
        told = {"commit": what, "size": size, "part": part, "nights": nights, "seconds": time.monotonic() - begun}
        keep(ROUNDS, told)
        parts.append(told)
    proof = summed(what, parts, asked.portals, sum(one["seconds"] for one in parts))
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(any(is_wrong(night) for part in parts for night in part["nights"]))


if __name__ == "__main__":
    main()
