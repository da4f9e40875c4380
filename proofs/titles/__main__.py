"""`make proof-titles`: made titles of reports and of other papers, and what the rules say of them; counts as JSON.

Run from the root of the checkout.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from proofs.checkout import commit
from proofs.titles.making import made_others, made_titles
from proofs.titles.scoring import score_others, score_titles

RESULT = Path("docs") / "proofs" / "titles.json"


def prove(titles: int, others: int, seed: int) -> dict[str, Any]:
    """The counts of so many titles of reports, and of so many papers of every other kind."""
    random = Random(seed)  # noqa: S311  # no secret: the same titles again from the same seed
    return {"reports": score_titles(made_titles(random, titles)), "others": score_others(made_others(random, others))}


def faults(result: Mapping[str, Any]) -> list[str]:
    """What the counts show that must not be, in words."""
    reports, taken = result["reports"], result["others"]["taken_for_a_report"]
    return [
        *(
            f"{name}: {reports['right'][name]} of {asked} right"
            for name, asked in reports["asked"].items()
            if reports["right"][name] < asked
        ),
        *([f"{len(taken)} papers taken for a report"] if taken else []),
    ]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=20260402)
    asked.add_argument("--titles", type=int, default=20000)
    asked.add_argument("--others", type=int, default=200, help="papers of each other kind")
    words = asked.parse_args()
    begin = time.monotonic()
    result = prove(words.titles, words.others, words.seed)
    told = {**result, "seed": words.seed, "commit": commit(), "seconds": round(time.monotonic() - begin)}
    RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    wrong = faults(result)
    counts = f"{told['reports']['titles']} titles, {told['others']['papers']} other papers, {len(wrong)} faults"
    print(f"{counts}, {told['seconds']} s: {RESULT}", *wrong, sep="\n")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
