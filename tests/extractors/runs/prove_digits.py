"""`make proof-digits`: tables whose digits ran together, made and read; how many cells were divided, and how.

A cell is *divided* where it has a number, *wrong* where that is not the number printed, *left* where it is unreadable.
Of tables that contradict themselves, and of those that do not print their zeros, nothing may be divided wrongly either.
Run from the root of the checkout.
"""

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import extractors
from conformance.running import KINDS, Running, running
from nianbao.checks import weigh
from nianbao.domain.report import Report, Status
from proofs.checkout import commit

RESULT = Path("docs") / "proofs" / "digits.json"


def outcome(made: Running) -> tuple[Counter[str], list[dict[str, str]]]:
    """What became of each cell, counted by table; and the cells that have a wrong number."""
    report = weigh(extractors.extract(extractors.read(made.body)))
    figures = {figure.key: figure for figure in report.figures}
    told = _told(report)
    counts: Counter[str] = Counter()
    wrong = []
    for key, printed in made.printed.items():
        table, figure = key[:2], figures.get(key)
        counts[f"{table} cells"] += 1
        match figure.status if figure else None:
            case None:
                counts[f"{table} missing"] += 1
                counts[f"{table} missing and not told"] += not _names(told, key)
            case Status.NUMBER if figure and figure.value == printed.value:
                counts[f"{table} right"] += 1
            case Status.UNREADABLE | Status.BLANK if figure:
                counts[f"{table} left {figure.status}"] += 1
                counts[f"{table} blank that is none"] += figure.status is Status.BLANK and bool(printed.text)
            case _:
                counts[f"{table} wrong"] += 1
                wrong.append({"key": key, "printed": printed.text, "read": str(figure and figure.value)})
    counts.update({f"{table} whole": _is_whole(table, made, report) for table in ("t2", "t3", "t4")})
    counts["invented"] += len(figures.keys() - made.printed.keys())
    counts["documents with a wrong cell"] += bool(wrong)
    return counts, wrong


def _is_whole(table: str, made: Running, report: Report) -> bool:
    read = {figure.key: figure.value for figure in report.figures}
    return all(read.get(key) == one.value for key, one in made.printed.items() if key.startswith(table))


def _told(report: Report) -> set[str]:
    return {key for finding in report.findings for key in finding.keys}


def _names(told: set[str], key: str) -> bool:
    return not told.isdisjoint((key, key.rpartition(".")[0], key[:2]))


def prove(count: int, seed: int) -> dict[str, Any]:
    """`count` documents of each kind."""
    result: dict[str, Any] = {"documents": count * len(KINDS)}
    misses = []
    for kind in KINDS:
        counts: Counter[str] = Counter()
        for number in range(count):
            told, wrong = outcome(running(kind, Random(f"{seed}/{kind}/{number}")))  # noqa: S311 - no secret
            counts += told
            misses += [{"kind": kind, "number": number, **one} for one in wrong]
        result[kind] = {"documents": count, **dict(sorted(counts.items()))}
    return {**result, "wrong": len(misses), "misses": misses[:200]}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=2026)
    asked.add_argument("--documents", type=int, default=600)
    words = asked.parse_args()
    begin = time.monotonic()
    result = prove(words.documents, words.seed)
    told = {**result, "seed": words.seed, "commit": commit(), "seconds": round(time.monotonic() - begin)}
    RESULT.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{told['documents']} documents, {told['wrong']} cells wrong, {told['seconds']} s: {RESULT}")
    sys.exit(1 if told["wrong"] else 0)


if __name__ == "__main__":
    main()
