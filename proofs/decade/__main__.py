"""`python -m proofs.decade`: two hundred counties over fifteen years against the ledger; `docs/proofs/decade.json`.

A run that was broken off goes on after its last finished spring, with the database and the archive in `.proofs/decade`;
one of another commit, or asked for other years or counties, begins anew.
"""

import argparse
import json
import time
from collections.abc import Mapping
from typing import Any

from proofs.checkout import commit
from proofs.decade.compare import compared
from proofs.decade.going_on import begun
from proofs.decade.run import looked_at
from proofs.servers import kept_database
from proofs.world import ROOT
from simulator.decade.history import Decade

PROOF = ROOT / "docs" / "proofs" / "decade.json"
FOLDER = ROOT / ".proofs" / "decade"


def missed(told: Mapping[str, Any]) -> bool:
    """Whether anything differs, at any depth."""
    counts = ("wrong", "missing", "beyond")
    return any(told.get(count) for count in counts) or any(
        missed(below) for below in told.values() if isinstance(below, Mapping)
    )


def decade_of(asked: argparse.Namespace) -> Decade:
    """The decade that was asked for."""
    return Decade(asked.counties, asked.springs) if asked.springs else Decade(asked.counties)


def main() -> None:
    """Play the decade and write the proof; status 1 where something differs from the ledger."""
    parser = argparse.ArgumentParser(
        prog="python -m proofs.decade", description="Simulated years against their ledger."
    )
    parser.add_argument("--counties", type=int, default=200, help="how many")
    parser.add_argument("--springs", type=int, nargs="+", help="look in these years alone; else in every one")
    asked = parser.parse_args()
    what = commit()
    run = begun(FOLDER, {"commit": what, "counties": asked.counties, "springs": asked.springs})
    with (
        kept_database(run.folder / "server", "decade") as (engine, url),
        looked_at(decade_of(asked), run.folder, engine, url, run.looks, run.note) as (world, looks),
    ):
        began = time.monotonic()
        told = compared(world)
        compared_in = time.monotonic() - began
    run.end()
    proof = {
        "proves": "series, frame, as-of answers, changes and faults of simulated years equal the simulator's ledger",
        "commit": what,
        "counties": asked.counties,
        "looks": looks,
        **told,
        "seconds": round(run.seconds + compared_in),
    }
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(missed(told))


if __name__ == "__main__":
    main()
