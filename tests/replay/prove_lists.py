"""`make proof-lists`: every page of every list with every fault, and cut at random; the counts as JSON.

A run counts as told where the site ends `partial` with a reason. A cut that took no row, from a list that gave as many
rows as it declares, is harmless and counted apart. Run from the root of the checkout.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from proofs.checkout import commit
from tests.replay.list_faults import LISTS, Fault, Task, faults_of, random_cuts

SIMULATED = Path(__file__).with_name("simulated.py")
RESULT = Path("docs") / "proofs" / "lists.json"
# As many crawls share a process.
TOGETHER = 80


def crawl(tasks: Sequence[Task]) -> list[dict[str, Any]]:
    """What came of each task, in their order."""
    told: list[dict[str, Any]] = []
    waiting = iter(tasks)
    while some := [*islice(waiting, TOGETHER)]:
        with TemporaryDirectory() as folder:
            named = [
                {**task, "name": str(place), "archive": str(Path(folder) / f"{place}.warc.gz")}
                for place, task in enumerate(some)
            ]
            done = subprocess.run(
                [sys.executable, SIMULATED],
                input=json.dumps(named),
                env={**os.environ, "PYTHONPATH": os.curdir},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
        accounts = json.loads(done.stdout)
        told += [accounts[str(place)] for place in range(len(some))]
    return told


def whole_lists(names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """These lists' accounts without a fault. Raises RuntimeError where one is not crawled whole."""
    accounts = dict(zip(names, crawl([LISTS[name] for name in names]), strict=True))
    for name, account in accounts.items():
        if account["state"] != "complete":
            raise RuntimeError(f"{name} is not crawled whole even without a fault: {account['shortfalls']}")
    return accounts


def all_faults(whole: Mapping[str, dict[str, Any]], cuts: int, seed: int) -> Iterator[Fault]:
    """The faults of every list."""
    for name, account in whole.items():
        random = Random(f"{seed} {name}")  # noqa: S311  # no secret: the same cuts again, whatever lists stand beside it
        task = LISTS[name]
        yield from faults_of(name, task, account)
        yield from random_cuts(name, task, account, random, cuts)


def is_told(account: dict[str, Any]) -> bool:
    """Whether the site is partial, with a reason."""
    return account["state"] == "partial" and bool(account["shortfalls"])


def is_harmless(fault: Fault, account: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a cut took nothing of the list."""
    taken = all(account[what] == whole[what] for what in ("state", "declared", "rows"))
    return fault.kind == "cut at random" and taken and account["declared"] is not None


def counted(
    faults: Sequence[Fault], accounts: Sequence[dict[str, Any]], whole: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """Runs and misses by list and by kind of fault; each miss with its page."""
    untold = [(fault, account) for fault, account in zip(faults, accounts, strict=True) if not is_told(account)]
    harmful = [(fault, account) for fault, account in untold if not is_harmless(fault, account, whole[fault.list_name])]
    missed = [
        {"list": fault.list_name, "fault": fault.kind, "page": fault.target, "state": account["state"]}
        for fault, account in harmful
    ]
    return {
        "runs": len(faults),
        "harmless": len(untold) - len(harmful),
        "misses": len(missed),
        "missed": missed,
        "pages": {name: len({fault.target for fault in faults if fault.list_name == name}) for name in whole},
        "runs_by_list": dict(Counter(fault.list_name for fault in faults)),
        "runs_by_fault": dict(Counter(fault.kind for fault in faults)),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=20260401)
    asked.add_argument("--cuts", type=int, default=20, help="random cuts a page")
    asked.add_argument("--only", nargs="+", metavar="NAME", default=[*LISTS], help="these lists alone")
    asked.add_argument("--to", type=Path, default=RESULT, metavar="FILE", help="where the counts are written")
    words = asked.parse_args()
    begin = time.monotonic()
    whole = whole_lists(words.only)
    faults = [*all_faults(whole, words.cuts, words.seed)]
    result = counted(faults, crawl([fault.task for fault in faults]), whole)
    told = {**result, "seed": words.seed, "commit": commit(), "seconds": round(time.monotonic() - begin)}
    words.to.parent.mkdir(exist_ok=True)
    words.to.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    print(f"{told['runs']} runs, {told['misses']} not told as partial, {told['seconds']} s: {words.to}")
    sys.exit(1 if told["misses"] else 0)


if __name__ == "__main__":
    main()
