"""From the name of a publisher to the divisions its beginning may mean: 重庆市|九龙坡区|人民政府办公室."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from nianbao.domain.divisions.above import ever_above
from nianbao.domain.divisions.meaning import Meaning
from nianbao.domain.divisions.names import load, name_table
from nianbao.domain.divisions.region import Region


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a name may mean. `named` is the division as it stands there (思茅区, 平潭综合实验区), `rest` what follows;
    `certain` is false where only a context can tell."""

    meanings: tuple[Meaning, ...]
    named: str
    rest: str
    certain: bool

    @property
    def found(self) -> tuple[Region, ...]:
        """The divisions it may mean today, or meant since 2008, in order of code."""
        return unique(self.meanings)

    @property
    def bare(self) -> bool:
        """Whether the name is that of a division and nothing else."""
        return self.certain and self.rest == ""


@dataclass(frozen=True, slots=True)
class _Match:
    meaning: Meaning
    start: int
    end: int
    full: bool


NOTHING = NameReading((), "", "", certain=False)


def unique(meanings: Iterable[Meaning]) -> tuple[Region, ...]:
    """Their regions, each once, in order of code."""
    return tuple(sorted({meaning.region for meaning in meanings}, key=lambda region: (region.code, region.name)))


def plain(name: str) -> str:
    """The name without white space, book marks and compatibility forms."""
    return re.sub(r"[\s《》]", "", unicodedata.normalize("NFKC", name))


def read_name(name: str) -> NameReading:
    """The divisions at the beginning of a name, parents' names before them or not; the longest reading wins.

    A division that is not on the list (宿迁市沐阳县) makes the whole name unknown: its parent is not meant.
    """
    name = without_central_prefix(plain(name))
    matches = list(_matches(name, 0, None))
    certain = [match for match in matches if _is_certain(match, name[match.end :])]
    if certain:
        return _longest(certain, name, certain=True)
    possible = [match for match in matches if _is_possible(match, name[match.end :])]
    return _longest(possible, name, certain=False) if possible else NOTHING


def without_central_prefix(name: str) -> str:
    """沭阳县税务局 for 国家税务总局沭阳县税务局."""
    prefixes: list[str] = load("organs.toml")["central_prefixes"]
    return next((name.removeprefix(prefix) for prefix in prefixes if name.startswith(prefix)), name)


def _matches(name: str, start: int, above: Region | None) -> Iterator[_Match]:
    table = name_table()
    for end in range(start + 2, min(len(name), start + table.longest) + 1):
        part = name[start:end]
        for names, full in ((table.full, True), (table.short, False)):
            for meaning in names.get(part, ()):
                if above is None or above in ever_above(meaning.region):
                    yield _Match(meaning, start, end, full)
                    yield from _matches(name, end, meaning.region)


def _is_certain(match: _Match, rest: str) -> bool:
    if match.full:
        return not _hides_division(rest)
    return _pattern("after_short_name").search(rest) is not None


def _is_possible(match: _Match, rest: str) -> bool:
    if match.full or _pattern("no_department").search(rest) or _hides_division(rest):
        return False
    return _pattern("department_end").search(rest) is not None


def _hides_division(rest: str) -> bool:
    """Whether the rest begins with the name of another division."""
    if _pattern("other_government").search(rest):
        return True
    for words in ("harmless_anywhere", "harmless_at_start"):
        rest = _pattern(words).sub("", rest)
    return _pattern("hidden_division").search(rest) is not None


def _longest(matches: list[_Match], name: str, *, certain: bool) -> NameReading:
    end = max(match.end for match in matches)
    last = [match for match in matches if match.end == end]
    meanings = tuple(dict.fromkeys(match.meaning for match in last))
    named = name[max(match.start for match in last) : end]
    return NameReading(meanings, named, name[end:], certain)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(load("organs.toml")[key])
