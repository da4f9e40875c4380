"""The lives of regions: from when to when each bore which code and name, and which region stood above it."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType

from nianbao.domain.divisions.history.events import Event, Unit, events
from nianbao.domain.divisions.history.replay import Replay, Standing, parent_code
from nianbao.domain.divisions.region import Level

LEVELS: Mapping[int, Level] = {2: "province", 4: "prefecture", 6: "county"}


@dataclass(frozen=True, slots=True)
class Spell:
    """A time in which nothing of a region changed: from `since` (null: before 2008) up to, not with, `until`
    (null: to this day). `parent` is the key of the region above."""

    region: str
    code: str
    name: str
    parent: str | None
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether it was so on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Life:
    """One region, whatever it was called. `key` is its own, never used for another; `code`, `name`, `level`, `parent`
    are its last; `since` and `until` when it began and ended, null where before 2008 and where it stands today."""

    key: str
    spells: tuple[Spell, ...]

    @property
    def last(self) -> Spell:
        """How it stands, or stood at its end."""
        return self.spells[-1]

    @property
    def code(self) -> str:
        """Its last code."""
        return self.last.code

    @property
    def name(self) -> str:
        """Its last name."""
        return self.last.name

    @property
    def level(self) -> Level:
        """Its last level."""
        return level_of(self.code)

    @property
    def since(self) -> date | None:
        """The day it began; null: before 2008."""
        return self.spells[0].since

    @property
    def until(self) -> date | None:
        """The day it ended; null: it stands."""
        return self.last.until

    def spell_on(self, day: date) -> Spell | None:
        """How it stood on a day; null where it did not."""
        return next((spell for spell in self.spells if spell.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Link:
    """An event with the keys of the regions before and after it."""

    event: Event
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All regions since 1 January 2008 by key, and all events with the regions they joined."""

    lives: Mapping[str, Life]
    links: tuple[Link, ...]

    def on(self, day: date) -> Iterator[Spell]:
        """The list as it stood on a day, without order."""
        for life in self.lives.values():
            spell = life.spell_on(day)
            if spell is not None:
                yield spell


@cache
def chronicle() -> Chronicle:
    """The chronicle of the shipped lists. Raises `EventDoesNotFit` where events and list do not fit."""
    return tell(begin(), events())


def begin() -> Iterator[Unit]:
    """The list of 1 January 2008."""
    text = files(__package__).joinpath("regions_2008.csv").read_text(encoding="utf-8")
    for code, name in csv.reader(text.splitlines()[1:]):
        yield Unit(code, name)


def tell(first: Iterable[Unit], happened: Iterable[Event]) -> Chronicle:
    """The chronicle of a first list and the events after it, oldest first."""
    replay = Replay(first)
    written = _Writer()
    written.note(replay, set(replay.standing), None)
    links = []
    for day, of_day in groupby(happened, key=lambda event: event.date):
        touched: set[str] = set()
        for event in of_day:
            links.append(Link(event, *replay.apply(event)))
            touched |= {unit.code for unit in (*event.before, *event.after)}
        written.note(replay, _with_children(touched, replay.standing), day)
    return Chronicle(written.lives(), tuple(links))


def level_of(code: str) -> Level:
    """The level a code tells: 浏阳市 430181 is a county."""
    return LEVELS[len(code.rstrip("0")) + len(code.rstrip("0")) % 2 if len(code.rstrip("0")) > 2 else 2]


def _with_children(codes: set[str], standing: Mapping[str, Standing]) -> set[str]:
    # A prefecture that begins or ends changes what stands above its counties.
    above = {code[:4] for code in codes if code.endswith("00")}
    return codes | {code for code in standing if code[:4] in above} if above else codes


class _Writer:
    """Spells as they open and close."""

    def __init__(self) -> None:
        self._open: dict[str, Spell] = {}
        self._at: dict[str, str] = {}
        self._closed: dict[str, list[Spell]] = {}

    def note(self, replay: Replay, codes: set[str], day: date | None) -> None:
        """Compare what stands at these codes with what is written, and write the difference."""
        now = dict(_spells(replay, codes, day))
        before = {self._at[code] for code in codes if code in self._at}
        for key in before - now.keys():
            self._close(key, day)
        for key, spell in now.items():
            self._open_unless_same(key, spell, day)
        for code in codes:
            self._at.pop(code, None)
        self._at.update({spell.code: key for key, spell in now.items()})

    def lives(self) -> Mapping[str, Life]:
        """All regions, those that stand and those that ended, in order of key."""
        keys = sorted({*self._open, *self._closed})
        return MappingProxyType({key: Life(key, tuple(self._told(key))) for key in keys})

    def _told(self, key: str) -> Iterator[Spell]:
        yield from self._closed.get(key, ())
        if key in self._open:
            yield self._open[key]

    def _open_unless_same(self, key: str, spell: Spell, day: date | None) -> None:
        held = self._open.get(key)
        if held is not None and (held.code, held.name, held.parent) == (spell.code, spell.name, spell.parent):
            return
        if held is not None:
            self._close(key, day)
        self._open[key] = spell

    def _close(self, key: str, day: date | None) -> None:
        held = self._open.pop(key)
        closed = Spell(held.region, held.code, held.name, held.parent, held.since, day)
        self._closed.setdefault(key, []).append(closed)


def _spells(replay: Replay, codes: set[str], day: date | None) -> Iterator[tuple[str, Spell]]:
    standing = replay.standing
    for code in codes & standing.keys():
        region = standing[code]
        above = parent_code(code, standing)
        parent = None if above is None else standing[above].key
        yield region.key, Spell(region.key, code, region.name, parent, day, None)
