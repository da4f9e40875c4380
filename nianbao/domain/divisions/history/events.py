"""What changed divisions: one row an event of `events.csv`."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

EventType = Literal["rename", "recode", "upgrade", "transfer", "merge", "split", "create", "abolish"]
Precision = Literal["day", "month", "list", "year"]
Basis = Literal["sources", "known"]
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
BASES: tuple[Basis, ...] = get_args(Basis)
COLUMNS = ("date", "precision", "type", "from", "to", "doc_no", "basis")


@dataclass(frozen=True, slots=True)
class Unit:
    """A division as an event finds or leaves it: code (six digits) and name."""

    code: str
    name: str

    def __str__(self) -> str:
        return self.code + self.name


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `before` and `after`: the units it finds and leaves.

    rename, recode, upgrade: one unit goes on as another. merge, split: all units before end, all after are new.
    create: those after are new, from parts of those before, which go on. abolish: those before end, their parts go to
    those after, which go on. transfer: one unit goes on under another parent, or a part of units goes to others.

    `date` is the first day on which it surely held. `precision`: day; month, the last day of the month of approval;
    list, that of the first list it stands in, in the year of the change; year, the last day of the year.
    `basis` is known where neither source tells which units gave or took a part.
    """

    date: date
    precision: Precision
    type: EventType
    before: tuple[Unit, ...]
    after: tuple[Unit, ...]
    doc_no: str | None
    basis: Basis

    @property
    def key(self) -> str:
        """Its own name, the same in every database: 2015-merge-310106."""
        last = (self.after or self.before)[0].code
        source = f"-{self.before[0].code}" if self.type == "transfer" else ""
        return f"{self.date.year}-{self.type}{source}-{last}"

    @property
    def moves(self) -> bool:
        """Whether a unit goes on, under another name, code or parent."""
        if self.type in ("rename", "recode", "upgrade"):
            return True
        return self.type == "transfer" and len(self.before) == len(self.after) == 1 and self._same_name()

    def _same_name(self) -> bool:
        return self.before[0].name == self.after[0].name and self.before[0].code != self.after[0].code


@cache
def events() -> tuple[Event, ...]:
    """All events since 1 January 2008, oldest first."""
    text = files(__package__).joinpath("events.csv").read_text(encoding="utf-8")
    return tuple(read_events(text.splitlines()))


def read_events(lines: Iterable[str]) -> Iterator[Event]:
    """The events of a CSV with the columns of `COLUMNS`. Raises `ValueError` for a word that is none of theirs."""
    for row in csv.DictReader(lines):
        yield Event(
            date.fromisoformat(row["date"]),
            cast(Precision, _one_of(row["precision"], PRECISIONS)),
            cast(EventType, _one_of(row["type"], EVENT_TYPES)),
            _units(row["from"]),
            _units(row["to"]),
            row["doc_no"] or None,
            cast(Basis, _one_of(row["basis"], BASES)),
        )


def event_row(event: Event) -> tuple[str, ...]:
    """The event as a row of the CSV."""
    before, after = (" ".join(map(str, units)) for units in (event.before, event.after))
    return (event.date.isoformat(), event.precision, event.type, before, after, event.doc_no or "", event.basis)


def _units(field: str) -> tuple[Unit, ...]:
    return tuple(Unit(part[:6], part[6:]) for part in field.split())


def _one_of(word: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise ValueError(f"{word} is none of {', '.join(words)}")
    return word
