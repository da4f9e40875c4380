"""Which of several divisions of one name a text is about, told by the names of the divisions above them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from nianbao.domain.divisions.above import ancestors
from nianbao.domain.divisions.names import short_name
from nianbao.domain.divisions.region import Level, Region

# The choice stands where one is named and the others are not, or so much more often that the others are examples.
DOMINANCE = 4

# Streets are called after provinces and cities: 浙江中路, 南京路.
NOT_A_STREET = r"(?![东西南北中]?(?:[一二三四]|环)?[路街巷道])"


def narrow(found: Sequence[Region], context: str) -> tuple[Region, ...]:
    """The divisions of one name that the context leaves: one where it decides, all where it does not."""
    named = [region for region in found if _named_with_parent(region, context)]
    if len(named) == 1:
        return tuple(named)
    field = tuple(found)
    for level in ("province", "prefecture"):
        decided = _by_level(field, level, _without_names(context, found))
        if decided is None:
            return tuple(found)
        field = decided
    return field


def _by_level(field: tuple[Region, ...], level: Level, context: str) -> tuple[Region, ...] | None:
    """The field narrowed by the divisions of one level; as it was where none is named; null where several are."""
    groups: dict[Region | None, list[Region]] = defaultdict(list)
    for region in field:
        groups[_above(region, level)].append(region)
    counts = {parent: _mentions(parent, context) for parent in groups if parent is not None}
    if not any(counts.values()) or len(groups) == 1:
        return field
    winner = _dominant(counts)
    return tuple(groups[winner]) if winner is not None else None


def _dominant(counts: Mapping[Region, int]) -> Region | None:
    first, *others = sorted(counts, key=lambda parent: -counts[parent])
    rival = max((counts[parent] for parent in others), default=0)
    return first if counts[first] >= DOMINANCE * rival and counts[first] > 0 else None


def _mentions(parent: Region, context: str) -> int:
    return len(re.findall(re.escape(short_name(parent.name)) + NOT_A_STREET, context))


def _named_with_parent(region: Region, context: str) -> bool:
    names = [name for parent in ancestors(region.code) for name in _both_names(parent)]
    return any(name + region.name in context for name in names)


def _both_names(region: Region) -> Iterator[str]:
    yield region.name
    yield short_name(region.name)


def _without_names(context: str, found: Sequence[Region]) -> str:
    # 朝阳区 names the district; it must not count as a mention of the city 朝阳市.
    return re.sub("|".join(re.escape(region.name) for region in found), " ", context)


def _above(region: Region, level: Level) -> Region | None:
    return next((parent for parent in (region, *ancestors(region.code)) if parent.level == level), None)
