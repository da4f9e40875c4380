"""A rate of a release from its sample: weighted, with an interval that keeps its word where errors are rare.

The report is what was drawn, so it is what varies: all cells of a report count as one observation.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from nianbao.audit.gamma import gamma_quantile

MISSES = 0.05  # an interval may miss the truth this often


@dataclass(frozen=True, slots=True)
class Observed:
    """One report: `errors` of `size` (cells, or the report itself), and how many of the frame each stands for."""

    stratum: str
    weight: float
    errors: float
    size: float
    raw_errors: int
    raw_size: int


@dataclass(frozen=True, slots=True)
class Rate:
    """`errors` of `size` were counted in `reports` reports; `rate` is the release's, null where nothing was counted.

    `low`, `high`: 95 % interval of Fay and Feuer; `boot_low`, `boot_high`: that of the cluster bootstrap.
    """

    errors: int
    size: int
    reports: int
    rate: float | None
    low: float | None
    high: float | None
    boot_low: float | None = None
    boot_high: float | None = None


def rate_of(observed: Sequence[Observed], draws: int = 0, seed: int = 0) -> Rate:
    """The rate that these reports imply; `draws`: replicates of the bootstrap, none for 0."""
    counted = [one for one in observed if one.size > 0]
    errors = sum(one.raw_errors for one in counted)
    size = sum(one.raw_size for one in counted)
    whole = sum(one.size for one in counted)
    if not counted:
        return Rate(0, 0, 0, None, None, None)
    low, high = interval(counted)
    booted = bootstrap(counted, draws, seed) if draws else (None, None)
    return Rate(errors, size, len(counted), sum(one.errors for one in counted) / whole, low, high, *booted)


def interval(observed: Sequence[Observed]) -> tuple[float, float]:
    """The gamma interval for a weighted sum of rare events (Fay and Feuer, Statistics in Medicine 16, 1997).

    Each report with errors is one event. The upper end allows for one more, as heavy as the heaviest that could have
    been met, for cells twice that: so a stratum without a single error in its sample does not pass for one without
    errors. Where there is no event at all, that is a report wrong in all its cells.
    """
    whole = sum(one.size for one in observed)
    total = sum(one.errors for one in observed)
    spread = sum(one.errors**2 for one in observed)
    unseen = _heaviest(observed)
    low = spread / total * gamma_quantile(MISSES / 2, total**2 / spread) if total else 0.0
    shape = (total + unseen) ** 2 / (spread + unseen**2)
    high = (spread + unseen**2) / (total + unseen) * gamma_quantile(1 - MISSES / 2, shape)
    return max(low / whole, 0.0), min(high / whole, 1.0)


def _heaviest(observed: Sequence[Observed]) -> float:
    if not any(one.errors for one in observed):
        return max(one.size for one in observed)
    # An unseen report may have more wrong cells than the worst that was met: allowed for once met, cells fell short.
    most = max(one.errors / one.weight for one in observed) * (2 if any(one.raw_size > 1 for one in observed) else 1)
    return max(min(most * one.weight, one.size) for one in observed)


def bootstrap(observed: Sequence[Observed], draws: int, seed: int) -> tuple[float, float]:
    """The percentile interval of `draws` samples of reports, drawn again with replacement within each stratum.

    Without an error in the sample it is 0 to 0, and it is too narrow where errors are few: shown, not relied on.
    """
    random = Random(seed)  # noqa: S311 - a draw that can be repeated is wanted
    strata: dict[str, list[tuple[float, float]]] = {}
    for one in observed:
        strata.setdefault(one.stratum, []).append((one.errors, one.size))
    rates: list[float] = []
    for _ in range(draws):
        drawn = [pair for pairs in strata.values() for pair in random.choices(pairs, k=len(pairs))]
        rates.append(sum(errors for errors, _ in drawn) / sum(size for _, size in drawn))
    rates.sort()
    tail = math.floor(MISSES / 2 * draws)
    return rates[tail], rates[-1 - tail]
