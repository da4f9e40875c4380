"""A stratified probability sample: every report of a stratum has the same known chance, which is kept as its weight."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from nianbao.audit.frame import DIMENSIONS, Unit

WHOLE = 3  # of so many reports one is coded cell by cell; of the others the headline cells


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


def draw(
    units: Sequence[Unit], size: int, seed: int, by: tuple[str, ...] = DIMENSIONS, least: int = 2
) -> tuple[Drawn, ...]:
    """`size` reports (all, where the frame is smaller), in no telling order; the same ones for the same seed.

    Of each stratum at least `least` reports, or all it has; the rest in proportion. Within a stratum systematically, by
    region and kind of publisher. Raises ValueError where `size` leaves no room for the least of every stratum.
    """
    random = Random(seed)  # noqa: S311 - a draw that can be repeated is wanted
    strata: dict[str, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: (unit.region, unit.publisher_kind, unit.report_id)):
        strata.setdefault(unit.stratum(by), []).append(unit)
    sizes = allocated({name: len(strata[name]) for name in sorted(strata)}, size, least)
    chosen = [one for name, count in sizes.items() for one in _of_stratum(name, strata[name], count, random)]
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
    name: str, units: Sequence[Unit], count: int, random: Random
) -> Iterator[tuple[str, Unit, float, bool, float]]:
    step = len(units) / count
    start = random.random() * step
    drawn = [units[min(int(start + number * step), len(units) - 1)] for number in range(count)]
    whole = math.ceil(count / WHOLE)
    in_whole = set(random.sample(range(count), whole))
    for place, unit in enumerate(drawn):
        yield name, unit, step, place in in_whole, step * count / whole
