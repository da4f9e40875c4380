"""`make proof-discovery`: 200 portals redesigned in eight ways, each looked for again; docs/proofs/discovery.json.

What each round showed is kept in `build/proof_discovery.jsonl`, so that a run that was broken off goes on.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from proofs.checkout import commit
from proofs.discovery.playing import play
from proofs.rounds import keep, rounds_before
from proofs.servers import own_server
from proofs.world import ROOT, World
from simulator.portal import Portal
from simulator.redesigns.kinds import KINDS
from simulator.redesigns.portal import SEED
from simulator.server import Simulator

ROUNDS = ROOT / "build" / "proof_discovery.jsonl"
PROOF = ROOT / "docs" / "proofs" / "discovery.json"
BATCH = 20
REQUIRED = 0.95


class Worlds:
    """Worlds with a database each, on one server."""

    def __init__(self, server: EmbeddedServer, folder: Path) -> None:
        self.server, self.folder, self.made = server, folder, 0

    def make(self, simulator: Simulator, portals: dict[str, Portal]) -> World:
        """A world of these portals."""
        self.made += 1
        name = f"discovery_{self.made}"
        self.server.ensure_database(name)
        engine, home = connect(self.server.url(name)), self.folder / name
        upgrade(engine)
        home.mkdir()
        return World(simulator, portals, home, engine, self.server.url(name))


def summed(what: str, rounds: Sequence[dict[str, Any]], seconds: float) -> dict[str, Any]:
    """The proof."""
    kinds = {kind: [one for one in rounds if one["kind"] == kind] for kind in KINDS}
    return {
        "proves": "a column of annual reports that was moved by a redesign is found again, and no other one is taken",
        "commit": what,
        "seed": SEED,
        "redesigns": len(rounds),
        "by_kind": {
            kind: {"redesigns": len(of), "found": sum(one["found"] for one in of)} for kind, of in kinds.items()
        },
        "families": dict(sorted(Counter(f"{one['from']} → {one['to']}" for one in rounds).items())),
        "found_again": sum(one["found"] for one in rounds),
        "share": round(sum(one["found"] for one in rounds) / len(rounds), 4),
        "accepted_wrongly": sum(bool(one["wrong"]) for one in rounds),
        "columns_rejected": sum(one["rejected"] for one in rounds),
        "without_the_column": {
            "accepted": sum(one["taken_instead"] is not None for one in rounds),
            "columns_rejected": sum(len(one["rejected_instead"]) for one in rounds),
            "mean_pages": round(sum(one["looked_at_instead"] for one in rounds) / len(rounds), 1),
        },
        "requests_to_mirrors": sum(one["asked_of_the_mirror"] for one in rounds),
        "parts_of_old_addresses": sum(one["old_parts"] for one in rounds),
        "of_these_left_in_the_new_portal": sum(len(one["survivors"]) for one in rounds),
        "found_in": dict(sorted(Counter(one["stage"] for one in rounds if one["found"]).items())),
        "most_pages": max(one["pages"] for one in rounds),
        "mean_requests": round(sum(one["requests"] for one in rounds) / len(rounds), 1),
        "seconds": round(seconds),
        "missed": [one for one in rounds if not one["found"] or one["wrong"] or one["taken_instead"]],
    }


def is_good(proof: dict[str, Any]) -> bool:
    """Whether the proof shows what it is to show."""
    zero = ("accepted_wrongly", "requests_to_mirrors", "of_these_left_in_the_new_portal")
    taken = proof["without_the_column"]["accepted"]
    return bool(proof["share"] >= REQUIRED and not taken and not any(proof[name] for name in zero))


def main() -> None:
    """Play all rounds, then write the proof; status 1 where it does not hold."""
    parser = argparse.ArgumentParser(prog="python -m proofs.discovery", description="Redesign portals and find them.")
    parser.add_argument("--redesigns", type=int, default=200, help="how many")
    asked = parser.parse_args()
    begun, what = time.monotonic(), commit()
    rounds = rounds_before(ROUNDS, what)
    played = {one["round"] for one in rounds}
    with own_server() as (server, folder):
        worlds = Worlds(server, folder)
        left = [number for number in range(asked.redesigns) if number not in played]
        for start in range(0, len(left), BATCH):
            for told in play(left[start : start + BATCH], worlds.make):
                keep(ROUNDS, {"commit": what, **told})
                rounds.append(told)
                print(json.dumps(told, ensure_ascii=False), flush=True)
    proof = summed(what, rounds, time.monotonic() - begun)
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(not is_good(proof))


if __name__ == "__main__":
    main()
