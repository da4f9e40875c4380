"""A stratified probability sample: every report of a stratum has the same known chance, which is kept as its weight."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from nianbao.audit.frame import DIMENSIONS, Unit


@dataclass(frozen=True, slots=True)
class Design:
    """How a sample is drawn. `by`: what makes a stratum; `least`: so many of each, or all it has.

    `whole`: of so many reports one is coded cell by cell, of the others the headline cells. Raises ValueError.
    """

    size: int
    seed: int
    by: tuple[str, ...] = DIMENSIONS
    least: int = 2
    whole: int = 3

    def __post_init__(self) -> None:
        if min(self.size, self.least, self.whole) < 1:
            raise ValueError("size, least and whole are at least 1: a stratum that is left out has no chance at all")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report of the sample. `item`: what coders call it; `weight`: how many reports of the frame it stands for.

    `whole`: every cell is coded, and each of the other cells stands for `whole_weight` reports.
    """

    item: str
    unit: Unit
    stratum: str
    weight: float
    whole: bool
    whole_weight: float


def draw(units: Sequence[Unit], design: Design) -> tuple[Drawn, ...]:
    """The sample (all reports, where the frame is no larger), in no telling order; the same for the same seed.

    Beyond the least of every stratum the rest goes in proportion. Within a stratum systematically, by region and kind
    of publisher. Raises ValueError where the size leaves no room for the least of every stratum.
    """
    random = Random(design.seed)  # noqa: S311 - a draw that can be repeated is wanted
    strata: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: (unit.region, unit.publisher_kind, unit.report_id)):
        strata.setdefault(unit.stratum(design.by), []).append(unit)
    sizes = allocated({name: len(strata[name]) for name in sorted(strata)}, design.size, design.least)
    chosen = [
        one for name, count in sizes.items() for one in _of_stratum(name, strata[name], count, random, design.whole)
    ]
    random.shuffle(chosen)
    digits = len(str(len(chosen)))
    return tuple(
        Drawn(f"r{number:0{digits}}", unit, name, weight, whole, whole_weight)
        for number, (name, unit, weight, whole, whole_weight) in enumerate(chosen, 1)
    )


def allocated(frame: Mapping[str, int], size: int, least: int) -> dict[str, int]:
    """Stratum -> how many are drawn of it; what is left beyond the least goes by size, by largest remainder."""
    taken = {name: min(held, least) for name, held in frame.items()}
    left = min(size, sum(frame.values())) - sum(taken.values())
    if left < 0:
        raise ValueError(f"{len(frame)} strata with at least {least} reports each need {sum(taken.values())} in all")
    while left:
        room = {name: frame[name] - taken[name] for name in frame if frame[name] > taken[name]}
        shares = {name: left * open_ / sum(room.values()) for name, open_ in room.items()}
        whole = {name: math.floor(share) for name, share in shares.items()}
        if not any(whole.values()):
            by_remainder = sorted(shares, key=lambda name: (-shares[name], name))
            whole = dict.fromkeys(by_remainder[:left], 1)
        for name, more in whole.items():
            taken[name] += more
        left -= sum(whole.values())
    return {name: count for name, count in taken.items() if count}


def _of_stratum(
    name: str, units: Sequence[Unit], count: int, random: Random, one_of: int
) -> Iterator[tuple[str, Unit, float, bool, float]]:
    step = len(units) / count
    start = random.random() * step
    drawn = [units[min(int(start + number * step), len(units) - 1)] for number in range(count)]
    whole = math.ceil(count / one_of)
    in_whole = set(random.sample(range(count), whole))
    for place, unit in enumerate(drawn):
        yield name, unit, step, place in in_whole, step * count / whole
