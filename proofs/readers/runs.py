"""The documents of the proof, each in one of three runs, and what came of each; a killed run goes on."""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conformance.cases import Plan, made, plans
from conformance.choice import chosen
from conformance.tears import torn_plans
from extractors import reader_version
from proofs.readers.torn import torn_cells
from proofs.readers.weighing import weighed

CHUNK = 4  # documents a process is given at once


@dataclass(frozen=True, slots=True)
class Job:
    """`run`: `clean` (both readers on documents nothing was changed in), `broken` (each breakage), `torn` (layout)."""

    run: str
    plan: Plan
    seed: int

    @property
    def name(self) -> str:
        """The name under which the result is kept: that of another version of the reader is none."""
        return f"{reader_version()} {self.run} {self.seed} {self.plan.name}"


def jobs(clean_seeds: int, broken: int, torn_seeds: int, seed: int) -> Iterator[Job]:
    """Every clean document with so many seeds, so many documents of the suite, every torn one with so many seeds."""
    for number in range(clean_seeds):
        yield from (Job("clean", plan, seed + number) for plan in plans() if plan.mutation == "clean")
    yield from (Job("broken", plan, seed) for plan in chosen(broken, seed))
    for number in range(torn_seeds):
        yield from (Job("torn", plan, seed + number) for plan in torn_plans())


def result_of(job: Job) -> dict[str, Any]:
    """Counts of one document."""
    told: dict[str, Any] = {"name": job.name, "run": job.run, "format": job.plan.format, "missed": []}
    match job.run:
        case "torn":
            counts, silent = torn_cells(job.plan, job.seed)
            return told | {"tear": job.plan.mutation, "counts": counts, "missed": [f"{job.name}: {k}" for k in silent]}
        case "clean":
            return told | {"counts": weighed(made(job.plan, job.seed), ()).agreement}
        case _:
            found = weighed(made(job.plan, job.seed))
            return told | {"counts": found.agreement, "broken": found.broken, "missed": found.missed}


def results(asked: list[Job], kept: Path | None, processes: int) -> Iterator[dict[str, Any]]:
    """The result of every job; `kept`: a file of results so far, read and added to."""
    done = dict(_kept(kept)) if kept and kept.exists() else {}
    yield from (done[job.name] for job in asked if job.name in done)
    left = [job for job in asked if job.name not in done]
    for result in _made(left, processes):
        if kept:
            with kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result, ensure_ascii=False) + "\n")
        yield result


def _made(left: list[Job], processes: int) -> Iterator[dict[str, Any]]:
    if processes == 1:
        yield from map(result_of, left)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(result_of, left, chunksize=CHUNK)


def _kept(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """What an earlier run left; a last line that was cut off is none, and is ended."""
    text = path.read_text(encoding="utf-8")
    if text and not text.endswith("\n"):
        path.write_text(text + "\n", encoding="utf-8")
    for line in text.splitlines():
        try:
            result = json.loads(line)
        except json.JSONDecodeError:
            continue
        yield result["name"], result
