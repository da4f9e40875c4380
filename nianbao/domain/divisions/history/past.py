"""`past.csv`: what names meant and when, of every region that was not the same all the time, for looking up names.

A part of the chronicle, written by the recipe so that a name is looked up without replaying; a test holds it to it.
"""

from collections.abc import Iterator

from nianbao.domain.divisions.history.chronicle import Chronicle, Life

COLUMNS = ("name", "since", "until", "code", "last_name", "level", "parents", "began", "ended")


def past_rows(told: Chronicle) -> Iterator[tuple[str, ...]]:
    """A row a region and name. `parents`: the last codes of all regions that ever stood above, the last one first;
    days in ISO form, empty where not known or not yet."""
    for life in told.lives.values():
        if len(life.spells) > 1 or life.since or life.until:
            yield from _rows(life, told)


def _rows(life: Life, told: Chronicle) -> Iterator[tuple[str, ...]]:
    above = dict.fromkeys(told.lives[spell.parent].code for spell in reversed(life.spells) if spell.parent)
    region = (life.code, life.name, life.level, " ".join(above), _day(life.since), _day(life.until))
    for name in dict.fromkeys(spell.name for spell in life.spells):
        spells = [spell for spell in life.spells if spell.name == name]
        yield name, _day(spells[0].since), _day(spells[-1].until), *region


def _day(day: object) -> str:
    return "" if day is None else str(day)
