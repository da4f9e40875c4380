"""Lives of regions by code and year, and what they came from and went into."""

from collections.abc import Iterator
from datetime import date

from nianbao.domain.divisions.history.chronicle import Life, Link, chronicle


def lives_of(code: str, year: int | None = None) -> tuple[Life, ...]:
    """The regions that have or ever had a code, the latest first; with a year those that were there in it."""
    found = (life for life in chronicle().lives.values() if any(spell.code == code for spell in life.spells))
    return tuple(sorted((life for life in found if year is None or _was_there(life, year)), key=_end, reverse=True))


def ending(life: Life) -> Link | None:
    """The event a region ended with; null where it stands."""
    return next((link for link in _links(life.key) if life.until and _replaced(life.key, link.before, link)), None)


def beginning(life: Life) -> Link | None:
    """The event a region began with; null where it was there before 2008."""
    return next((link for link in _links(life.key) if life.since and _replaced(life.key, link.after, link)), None)


def _links(key: str) -> Iterator[Link]:
    return (link for link in chronicle().links if key in link.before or key in link.after)


def _replaced(key: str, side: tuple[str, ...], link: Link) -> bool:
    kinds = ("merge", "split", "abolish") if side is link.before else ("merge", "split", "create")
    return key in side and link.event.type in kinds


def _was_there(life: Life, year: int) -> bool:
    since, until = life.since or date.min, life.until or date.max
    return since <= date(year, 12, 31) and until > date(year, 1, 1)


def _end(life: Life) -> tuple[date, str]:
    return life.until or date.max, life.key
