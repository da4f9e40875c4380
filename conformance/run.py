"""A run: documents made, read and scored in several processes; killed, it goes on where it stopped."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from conformance.cases import Plan, made
from conformance.readers import reader_of
from conformance.scoring import score

CHUNK = 8  # documents a process is given at once


@dataclass(slots=True)
class Outcome:
    """Counts by group and form (`html/national_2021`), and what was missed, document by document."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    misses: dict[str, Sequence[str]] = field(default_factory=dict)
    documents: int = 0

    def add(self, result: Mapping[str, Any]) -> None:
        """Count one document in."""
        self.counts.setdefault(result["group"], Counter()).update(result["counts"])
        self.documents += 1
        if result["misses"]:
            self.misses[result["name"]] = result["misses"]

    def total(self, group: str = "") -> Counter[str]:
        """The counts of one group, a format or `pdf_unruled`, or of all."""
        parts = (counts for name, counts in self.counts.items() if name.startswith(f"{group}/" if group else ""))
        return sum(parts, Counter())


def result_of(plan: Plan, reader: str, seed: int) -> dict[str, Any]:
    """One document made, read and scored, as plain values."""
    case = made(plan, seed)
    scored = score(case, reader_of(reader)(case.body))
    return {
        "name": plan.name,
        "group": f"{plan.group}/{plan.form}",
        "counts": dict(scored.counts),
        "misses": scored.misses,
    }


def run(
    plans: Sequence[Plan],
    reader: str,
    seed: int,
    jobs: int,
    kept: Path | None = None,
    tell: Callable[[int], object] = int,
) -> Outcome:
    """Every plan scored. `kept`: a file of results so far, read and added to; `tell` hears how many are done."""
    outcome = Outcome()
    done = dict(_kept(kept, reader, seed)) if kept and kept.exists() else {}
    for result in done.values():
        outcome.add(result)
    left = [plan for plan in plans if plan.name not in done]
    for result in _results(left, reader, seed, jobs):
        outcome.add(result)
        tell(outcome.documents)
        if kept:
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([reader, seed, result], ensure_ascii=False) + "\n")
    return outcome


def _results(plans: Sequence[Plan], reader: str, seed: int, jobs: int) -> Iterator[dict[str, Any]]:
    if jobs == 1:
        yield from (result_of(plan, reader, seed) for plan in plans)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(result_of, plans, [reader] * len(plans), [seed] * len(plans), chunksize=CHUNK)


def _kept(path: Path, reader: str, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Results of this reader and seed that an earlier run left; a last line that was cut off is none, and is ended."""
    text = path.read_text(encoding="utf-8")
    if text and not text.endswith("\n"):
        path.write_text(text + "\n", encoding="utf-8")
    for line in text.splitlines():
        try:
            by, of, result = json.loads(line)
        except json.JSONDecodeError:
            continue
        if (by, of) == (reader, seed):
            yield result["name"], result
