"""`make proof-claims`: generated statements read; precision and recall of their claims by kind, the misses in words.

Run from the root of the checkout. A claim is right where key and number are those of the statement, once for each time
that it states them; `wrong` are claims that the statement does not make, `missed` those of it that were not found.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from conformance.statements import YEAR, Statement, kinds, statements
from extractors.claims import find_claims
from nianbao.domain.report import Coverage, Section
from proofs.checkout import commit

RESULT = Path("docs") / "proofs" / "claims.json"
NUMBERS = {"overview": 1, "proactive": 2, "requests": 3, "disputes": 4, "problems": 5, "other": 6}
MOST_TOLD = 100


def found(statement: Statement) -> Counter[tuple[str, float]]:
    """The claims that the reader finds in a statement, in an aggregate report of that year without tables."""
    section = Section(NUMBERS[statement.section], statement.section, "", statement.text)
    claims = find_claims("", [section], year=YEAR, forms={}, keys=(), coverage=Coverage.AGGREGATE)
    return Counter((claim.key, float(claim.value)) for claim in claims)


def prove(count: int, seed: int) -> dict[str, Any]:
    """Counts by kind for so many statements, and what was missed or made up."""
    by_kind: dict[str, Counter[str]] = {kind: Counter() for kind in kinds()}
    misses = []
    for statement in statements(count, Random(seed)):  # noqa: S311 - no secret: the same statements from the same seed
        stated = Counter((key, float(value)) for key, value in statement.claims)
        read = found(statement)
        right = (stated & read).total()
        by_kind[statement.kind].update(
            statements=1,
            stated=stated.total(),
            right=right,
            wrong=(read - stated).total(),
            missed=(stated - read).total(),
        )
        if read != stated:
            misses.append({"text": statement.text, "missed": [*(stated - read)], "wrong": [*(read - stated)]})
    total = sum(by_kind.values(), Counter[str]())
    shown = {kind: _with_shares(counts) for kind, counts in by_kind.items()}
    return {"statements": count, "all": _with_shares(total), "kinds": shown, "misses": misses[:MOST_TOLD]}


def _with_shares(counts: Counter[str]) -> dict[str, Any]:
    told = {name: counts[name] for name in ("statements", "stated", "right", "wrong", "missed")}
    claimed = told["right"] + told["wrong"]
    precision = round(told["right"] / claimed, 5) if claimed else None
    return {
        **told,
        "precision": precision,
        "recall": round(told["right"] / told["stated"], 5) if told["stated"] else None,
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=2026)
    asked.add_argument("--statements", type=int, default=10_000)
    words = asked.parse_args()
    begin = time.monotonic()
    result = prove(words.statements, words.seed)
    told = {**result, "seed": words.seed, "commit": commit(), "seconds": round(time.monotonic() - begin)}
    RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{told['statements']} statements, {told['all']}, {told['seconds']} s: {RESULT}")
    sys.exit(1 if told["all"]["wrong"] else 0)


if __name__ == "__main__":
    main()
