"""How far two readings of the same cells agree, beyond what chance would give; zeros are kept from flattering it."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from decimal import Decimal
from typing import TypeVar

from nianbao.audit.entry import Entry

Word = TypeVar("Word", bound=Hashable)
Pair = tuple[Entry, Entry]


def exact_match(pairs: Sequence[Pair]) -> float | None:
    """The share of equal pairs, among those where either is a number other than 0; null where there is none."""
    telling = [pair for pair in pairs if any(one.value for one in pair)]
    return sum(one == other for one, other in telling) / len(telling) if telling else None


def all_zero(entries: Sequence[Entry]) -> float | None:
    """The share of cells that one who writes nothing but zeros would have right."""
    return sum(one.value == 0 for one in entries) / len(entries) if entries else None


def alpha(pairs: Sequence[tuple[Word, Word]], distance: Callable[[Word, Word], float]) -> float | None:
    """Krippendorff's alpha of two coders without gaps; null where nothing varies, which shows no agreement."""
    values = Counter(value for pair in pairs for value in pair)
    all_values = values.total()
    between = sum(
        count * other_count * distance(one, other)
        for one, count in values.items()
        for other, other_count in values.items()
    )
    if not between:
        return None
    observed = sum(distance(*pair) for pair in pairs) / len(pairs)
    return 1 - observed / (between / (all_values * (all_values - 1)))


def nominal(one: Hashable, other: Hashable) -> float:
    """Equal or not."""
    return float(one != other)


def ratio(one: Decimal, other: Decimal) -> float:
    """The squared difference in proportion to the sum; of numbers above 0."""
    return float(((one - other) / (one + other)) ** 2) if one != other else 0.0


def status_alpha(pairs: Sequence[Pair]) -> float | None:
    """Alpha of what stands in the cells: number, blank, dash …"""
    return alpha([(one.status, other.status) for one, other in pairs], nominal)


def count_alpha(pairs: Sequence[Pair]) -> float | None:
    """Alpha of the counts, of cells in which both have a number above 0."""
    both = [(a.value, b.value) for a, b in pairs if a.value and b.value and a.value > 0 and b.value > 0]
    return alpha(both, ratio) if both else None
