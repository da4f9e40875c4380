"""`python -m benchmarks.whole`: measure, write docs/proofs/throughput.json and its part of docs/benchmarks.md."""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.page import page_of
from benchmarks.whole.run import FULL, TINY, measured
from proofs.checkout import commit
from proofs.servers import own_server
from proofs.world import ROOT

PROOFS = ROOT / "docs" / "proofs"


def main() -> None:
    """Bounds that are not met are told on the page, and are no failure: the machine may be busy."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.whole", description=__doc__)
    asked.add_argument("--out", type=Path, default=PROOFS / "throughput.json")
    asked.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    asked.add_argument("--sites", type=int, default=FULL.sites, help="how many portals")
    asked.add_argument("--rounds", type=int, default=FULL.rounds)
    asked.add_argument("--tiny", action="store_true", help="only to see that it runs")
    words = asked.parse_args()
    begun = time.monotonic()
    size = TINY if words.tiny else replace(FULL, sites=words.sites, rounds=words.rounds)
    with own_server() as (server, folder):
        told = measured(size, server, folder)
    told |= {"commit": commit(), "seconds": round(time.monotonic() - begun)}
    words.out.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    reading = json.loads((PROOFS / "benchmarks.json").read_text("utf-8"))
    words.page.write_text(page_of(reading, told), encoding="utf-8")
    print(json.dumps(told["rates"], indent=1), json.dumps(told["bounds"], indent=1))


if __name__ == "__main__":
    main()
