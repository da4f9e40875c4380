"""What a name of a division means, and in which years."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from nianbao.domain.divisions.past import PastName, past_names
from nianbao.domain.divisions.region import Region, regions


@dataclass(frozen=True, slots=True)
class Meaning:
    """A region (as it stands, or stood at its end) that is or was called `name` from `since` up to, not with, `until`,
    and that was there from `began` up to `ended`. Null: as far back as we know; to this day."""

    region: Region
    name: str
    since: date | None = None
    until: date | None = None
    began: date | None = None
    ended: date | None = None

    def was_there(self, day: date) -> bool:
        """Whether the region existed on a day."""
        return _within(self.began, self.ended, day)

    def was_called_so(self, day: date) -> bool:
        """Whether it existed and bore the name."""
        return self.was_there(day) and _within(self.since, self.until, day)


@cache
def meanings() -> Mapping[str, Sequence[Meaning]]:
    """Full name -> what it means or meant since 2008, of all divisions of the lists."""
    found: dict[str, list[Meaning]] = {}
    changed = set()
    for past in past_names():
        found.setdefault(past.name, []).append(_of_past(past))
        if past.ended is None:
            changed.add(past.region.code)
    for region in regions().values():
        if region.code not in changed:
            found.setdefault(region.name, []).append(Meaning(region, region.name))
    return found


def in_year(found: Iterable[Meaning], year: int | None) -> tuple[Meaning, ...]:
    """Those a name can mean in a report of a year: regions that were there on 31 December, else in the course of it.

    Of two of one province the one that was called so then goes before one that is called so at another time. Without a
    year: what the name means today, else what it meant.
    """
    held = tuple(found)
    if year is None:
        standing = [each for each in held if each.ended is None]
        return tuple([each for each in standing if each.until is None] or standing or held)
    last = date(year, 12, 31)
    there = [each for each in held if each.was_there(last)]
    if not there:
        return tuple(each for each in held if each.was_there(date(year, 1, 1)) or _began_in(each, year))
    called = [each for each in there if each.was_called_so(last)]
    provinces = {each.region.code[:2] for each in called}
    return tuple(each for each in there if each in called or each.region.code[:2] not in provinces)


def _of_past(past: PastName) -> Meaning:
    return Meaning(past.region, past.name, past.since, past.until, past.began, past.ended)


def _began_in(meaning: Meaning, year: int) -> bool:
    return meaning.began is not None and meaning.began.year == year


def _within(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day < until)
