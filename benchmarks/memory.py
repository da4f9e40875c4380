"""Whether reading many documents makes a process grow: resident memory, in a process of its own."""

import gc
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression

import psutil

from benchmarks.bodies import made_pages
from benchmarks.peers import whole

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Growth:
    """Resident memory after each step, in MiB, and the slope of a line through all but the first: MiB a 1,000."""

    documents: int
    resident: tuple[float, ...]
    slope: float


def growth(documents: int, step: int, pages: int) -> Growth:
    """Read `documents` pages, those of the suite in turn, and look every `step`."""
    asked = [sys.executable, "-m", "benchmarks.memory", str(documents), str(step), str(pages)]
    done = subprocess.run(asked, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)  # noqa: S603
    resident = tuple(json.loads(done.stdout))
    return Growth(documents, resident, slope_of(resident, step))


def slope_of(resident: Sequence[float], step: int) -> float:
    """MiB a 1,000 documents; what the first step loads is no growth."""
    later = resident[1:]
    if len(later) < 2:
        return 0.0
    return linear_regression([place * step / 1000 for place in range(len(later))], later).slope


def main() -> None:
    documents, step, pages = map(int, sys.argv[1:])
    bodies = made_pages(pages)
    process = psutil.Process()
    resident = []
    for number in range(1, documents + 1):
        whole(bodies[number % len(bodies)].content)
        if number % step == 0:
            gc.collect()
            resident.append(round(process.memory_info().rss / MIB, 2))
    json.dump(resident, sys.stdout)


if __name__ == "__main__":
    main()
