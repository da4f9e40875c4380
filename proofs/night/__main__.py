"""`python -m proofs.night`: three thousand simulated portals in one night; `docs/proofs/night.json`.

The night's database, archive and log lie in a folder of the system's temporary one until the proof is written, so that
a run that was broken off goes on with the sites that are left.
"""

import argparse
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path

from proofs.checkout import commit
from proofs.night.run import Night, night
from proofs.world import ROOT

PROOF = ROOT / "docs" / "proofs" / "night.json"
ROUNDS = ROOT / "build" / "proof_night.jsonl"


def main() -> None:
    """Play the night and write the proof; status 1 where anything is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m proofs.night", description="A night over simulated portals.")
    parser.add_argument("--sites", type=int, default=3000, help="how many portals")
    parser.add_argument("--batch", type=int, default=50, help="sites a process")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, help="processes that crawl at once")
    parser.add_argument("--pace", type=float, default=1.0, help="share of every wait that is kept; 1: a real crawl's")
    asked = parser.parse_args()
    what = commit()
    folder = folder_of(asked.sites)
    plan = Night(asked.sites, asked.batch, asked.at_once, asked.pace)
    told = night(plan, folder, ROUNDS, what)
    shutil.rmtree(folder)
    ROUNDS.unlink()
    PROOF.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1, ensure_ascii=False))
    raise SystemExit(bool(told["missed"]))


def folder_of(sites: int) -> Path:
    """Where the night of this checkout lies."""
    which = hashlib.sha256(f"{ROOT}/{sites}".encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"nianbao-night-{which}"


if __name__ == "__main__":
    main()
