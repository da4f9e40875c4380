"""`python -m benchmarks`: measure, and write docs/benchmarks.md and docs/proofs/benchmarks.json."""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.page import page_of
from benchmarks.run import FULL, TINY, measured, missed
from proofs.checkout import commit

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def main() -> None:
    """Measured bounds that are not met are told, and are no failure: the machine may be busy."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--out", type=Path, default=ROOT / "docs" / "proofs" / "benchmarks.json")
    asked.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    asked.add_argument("--rounds", type=int, default=FULL.rounds)
    asked.add_argument("--documents", type=int, default=FULL.documents, help="read for the memory")
    asked.add_argument("--tiny", action="store_true", help="only to see that it runs")
    words = asked.parse_args()
    begin = time.monotonic()
    full = replace(FULL, rounds=words.rounds, documents=words.documents, step=max(words.documents // 10, 1))
    size = TINY if words.tiny else full
    result = {**measured(size, SHARED), "commit": commit(), "seconds": 0}
    result["seconds"] = round(time.monotonic() - begin)
    words.out.write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    whole = ROOT / "docs" / "proofs" / "throughput.json"
    told = json.loads(whole.read_text("utf-8")) if whole.exists() and not words.tiny else None
    words.page.write_text(page_of(result, told), encoding="utf-8")
    print(f"{len(result['pages'])} pages, {result['seconds']} s: {words.page}", *missed(result), sep="\n")


if __name__ == "__main__":
    main()
