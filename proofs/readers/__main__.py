"""`python -m proofs.readers`: what each reader finds of the other's faults; goes on where it was killed."""

import argparse
import json
import time
from pathlib import Path

from extractors import reader_version
from proofs.checkout import commit
from proofs.readers.runs import jobs, results
from proofs.readers.summary import summed

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "proof_readers.jsonl"
PROOF = ROOT / "docs" / "proofs" / "readers.json"
SEED = 20261122


def main() -> None:
    """Run, and write the proof."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clean-seeds", type=int, default=2, help="how often each clean document is drawn")
    parser.add_argument("--broken", type=int, default=1000, help="documents read with each breakage")
    parser.add_argument("--torn-seeds", type=int, default=10, help="how often each torn document is drawn")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    KEPT.parent.mkdir(exist_ok=True)
    began = time.monotonic()
    asked = list(jobs(given.clean_seeds, given.broken, given.torn_seeds, SEED))
    told = summed(results(asked, KEPT, given.processes)).plain()
    measured = {
        "reader": reader_version(),
        "seed": SEED,
        "commit": commit(),
        "seconds": round(time.monotonic() - began),
    }
    PROOF.write_text(json.dumps(measured | told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
