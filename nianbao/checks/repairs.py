"""What one, two or two exchanged cells would have to print for every identity of a table to hold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.domain.forms import Identity

Residuals = Mapping[int, Decimal]
Pair = tuple["Change", "Change"]


@dataclass(frozen=True, slots=True)
class Change:
    """A cell, and the whole number ≥ 0 that it would have to print."""

    key: str
    value: Decimal


class Equations:
    """Identities as signed sums that must be nothing, over cells that all have a value.

    `residuals`: place of an identity -> its left side less its right, of those that fail only.
    """

    def __init__(self, identities: Sequence[Identity], values: Mapping[str, Decimal]) -> None:
        self._values = values
        self._cells = [_signs(identity) for identity in identities]
        self._places: dict[str, dict[int, int]] = {}
        for place, signs in enumerate(self._cells):
            for key, sign in signs.items():
                self._places.setdefault(key, {})[place] = sign
        sums = (sum((sign * values[key] for key, sign in signs.items()), Decimal(0)) for signs in self._cells)
        self.residuals: Residuals = {place: left for place, left in enumerate(sums) if left}

    def share_an_identity(self, one: str, other: str) -> bool:
        """Whether two cells stand in the same identity."""
        return not self._places[one].keys().isdisjoint(self._places[other])

    def single_changes(self) -> tuple[Change, ...]:
        """Every cell whose change alone makes all identities hold, with its value."""
        return tuple(self._singles(self.residuals)) if self.residuals else ()

    def pairs_of_changes(self) -> tuple[Pair, ...]:
        """Every two cells whose change together makes all identities hold, where neither does alone.

        Finds all of them where each cell of a pair stands in an identity that the other does not stand in.
        """
        if not self.residuals:
            return ()
        found: dict[frozenset[Change], Pair] = {}
        first = min(self.residuals)
        for key, by in self._steps(first):
            left = self._after(self.residuals, key, by)
            for second in self._singles(left) if left else ():
                if second.key != key:
                    pair = Change(key, self._values[key] + by), second
                    found.setdefault(frozenset(pair), pair)
        return tuple(found.values())

    def exchanges(self, neighbours: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Those pairs of cells that would make all identities hold by exchanging their numbers."""
        return tuple(
            (one, other)
            for one, other in neighbours
            if self.residuals and (by := self._values[other] - self._values[one])
            if not self._after(self._after(self.residuals, one, by), other, -by)
        )

    def _singles(self, residuals: Residuals) -> Iterator[Change]:
        place, left = min(residuals.items())
        for key, sign in self._cells[place].items():
            by = -left / sign
            if self._may_be(key, by) and not self._after(residuals, key, by):
                yield Change(key, self._values[key] + by)

    def _steps(self, place: int) -> Iterator[tuple[str, Decimal]]:
        """Cells of an identity, each with every change that makes one of its own failing identities hold."""
        for key in self._cells[place]:
            own = ((self.residuals.get(at), sign) for at, sign in self._places[key].items())
            for by in dict.fromkeys(-left / sign for left, sign in own if left is not None):
                if self._may_be(key, by):
                    yield key, by

    def _after(self, residuals: Residuals, key: str, by: Decimal) -> Residuals:
        changed = dict(residuals)
        for place, sign in self._places[key].items():
            left = changed.pop(place, Decimal(0)) + sign * by
            if left:
                changed[place] = left
        return changed

    def _may_be(self, key: str, by: Decimal) -> bool:
        value = self._values[key] + by
        return value >= 0 and value == value.to_integral_value()


def _signs(identity: Identity) -> Mapping[str, int]:
    """Each cell of an identity with its sign, the right side brought over to the left."""
    signs: Counter[str] = Counter()
    for terms, side in ((identity.left, 1), (identity.right, -1)):
        for term in terms:
            signs[term.key] += side * term.sign
    return {key: sign for key, sign in signs.items() if sign}
