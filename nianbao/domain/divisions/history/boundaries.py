"""Which regions' areas an event changed, and the smallest unions of regions whose outer boundary never changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from types import MappingProxyType

from nianbao.domain.divisions.history.chronicle import Chronicle, Life, Link, Spell, chronicle


def changed_by(link: Link, told: Chronicle) -> frozenset[str]:
    """Keys of the regions whose area the event changed, those that began or ended by it included; provinces never.

    A county that is handed over whole keeps its area; the prefectures it leaves and joins do not.
    """
    above = {key for key in _second_level(link, told) if told.lives[key].level == "prefecture"}
    crossed = above if len(set(_second_level(link, told))) > 1 else set()
    return frozenset(crossed if link.event.moves else {*link.before, *link.after, *crossed})


@cache
def boundary_groups() -> Mapping[str, int]:
    """Key of a region -> number of its group in the shipped chronicle."""
    return groups_of(chronicle())


def groups_of(told: Chronicle) -> Mapping[str, int]:
    """Key of a region -> number of its group: the regions of its level, past ones too, among which areas were moved.

    A region whose area never changed is alone. The number is the code that the first key of the group begins with. A
    county right below a province counts with the prefectures too, where areas moved between it and one of them.
    """
    alike, second = _Unions(told.lives), _Unions(told.lives)
    for link in told.links:
        alike.join((*link.before, *link.after))
        second.join(_second_level(link, told))
    return MappingProxyType({key: _number(key, life, alike, second) for key, life in told.lives.items()})


def _number(key: str, life: Life, alike: "_Unions", second: "_Unions") -> int:
    unions = second if life.level == "prefecture" else alike
    return int(unions.root(key)[:6])


def _second_level(link: Link, told: Chronicle) -> Iterator[str]:
    """What stands right below a province and held the regions of an event before and after it."""
    for key in link.before:
        yield _below_province(_spell(told.lives[key], link, before=True), told)
    for key in link.after:
        yield _below_province(_spell(told.lives[key], link, before=False), told)


def _spell(life: Life, link: Link, *, before: bool) -> Spell:
    day = link.event.date - timedelta(days=1) if before else link.event.date
    # What began on the day itself, and gives a part away on it, has no day before.
    return life.spell_on(day) or life.spells[0]


def _below_province(spell: Spell, told: Chronicle) -> str:
    if spell.parent is None or told.lives[spell.parent].level == "province":
        return spell.region
    return spell.parent


class _Unions:
    """Sets of keys that grow together; the root of a set is its first key in order."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._above = {key: key for key in keys}

    def join(self, keys: Iterable[str]) -> None:
        """Make one set of the sets of these keys."""
        roots = sorted({self.root(key) for key in keys})
        for other in roots[1:]:
            self._above[other] = roots[0]

    def root(self, key: str) -> str:
        """The first key of the set of this one."""
        while self._above[key] != key:
            key = self._above[key]
        return key
