"""`corrections.toml`: what the sources say wrongly or not at all, and what is put in its place."""

import tomllib
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any, cast

from nianbao.domain.divisions.history.events import Basis, Event, EventType, Precision, Unit
from nianbao.domain.divisions.history.grouping import Grouped
from nianbao.domain.divisions.history.replay import END, Standing
from nianbao.domain.divisions.history.sources import Change

PRECISION: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}
LISTED = "by "  # ahead of a month: that of the first list it stood in


@dataclass(frozen=True, slots=True)
class Told:
    """An event in codes; those after it with a name where the name is new. `when`: 2011, 2011-10 or 2011-08-22;
    `by 2011-10` where it stood in a list of that month first."""

    type: EventType
    when: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    doc_no: str | None
    basis: Basis = "sources"

    @property
    def day(self) -> date:
        """The first day on which it surely held: the last of the month or year where no more is known."""
        when = self.when.removeprefix(LISTED)
        match len(when):
            case 4:
                return min(date(int(when), 12, 31), END)
            case 7:
                year, month = map(int, when.split("-"))
                return date(year, month, monthrange(year, month)[1])
            case _:
                return date.fromisoformat(when)

    @property
    def precision(self) -> Precision:
        """How near the day is to the day of the change."""
        return "list" if self.when.startswith(LISTED) else PRECISION[len(self.when)]

    def listed(self, lists: Mapping[str, Mapping[str, str]]) -> "Told":
        """The same dated by the first list of its year that has what is after it, where only the year is known."""
        if len(self.when) > 4 or self.parts:
            return self
        before = max((month for month in lists if month < self.when), default=None)
        if before is None or self._stands(lists[before]):
            return self
        months = (month for month in lists if month.startswith(self.when) and self._stands(lists[month]))
        return next((replace(self, when=f"{LISTED}{month[:4]}-{month[4:]}") for month in months), self)

    def _stands(self, codes: Mapping[str, str]) -> bool:
        """Whether a list shows it: a new code, else a new name, else a code that is gone."""
        after = dict(told.split() for told in self.after if " " in told)
        ended = [code for code in self.before if code not in after]
        new = [code for code in after if code not in self.before]
        if self.type == "rename" and not new:
            return all(codes.get(code) == name for code, name in after.items())
        if new and not (self.type == "merge" and new[0] in ended):
            return new[0] in codes
        return any(code not in codes for code in ended)

    @property
    def parts(self) -> bool:
        """Whether nothing ends or begins, only parts are given away."""
        return self.type == "transfer" and " " not in self.after[0]

    @property
    def is_last(self) -> bool:
        """Whether others have to come before: what takes over the parts has to be there."""
        return self.type in ("abolish", "create")

    def event(self, standing: Mapping[str, Standing]) -> Event:
        """The event with the names as they stand. Raises `KeyError` for a code that does not stand."""
        before = tuple(Unit(code, standing[code].name) for code in self.before)
        after = tuple(_unit(told, standing) for told in self.after)
        return _as_transfer(
            Event(self.day, self.precision, self.type, before, after, self.doc_no, self.basis), standing
        )


class Corrections:
    """The corrections, and which of them were used."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data

    @classmethod
    def read(cls) -> "Corrections":
        """The shipped ones."""
        return cls(tomllib.loads(files(__package__).joinpath("corrections.toml").read_text(encoding="utf-8")))

    def first_list(self, snapshot: Mapping[str, str]) -> Iterator[Unit]:
        """The snapshot of December 2007 as it stood on 1 January 2008."""
        moved = {row.get("was", row["code"]): Unit(row["code"], row["name"]) for row in self._data["baseline"]}
        for code, name in snapshot.items():
            if code not in self.no_divisions():
                yield moved.get(code, Unit(code, name))

    def no_divisions(self) -> frozenset[str]:
        """Codes of the snapshots that are no divisions."""
        return frozenset(code for row in self._data["no_division"] for code in row["codes"])

    def years(self) -> set[int]:
        """The years of the events told here."""
        return {int(row["date"][:4]) for row in self._data["event"]}

    def told(self, year: int) -> list[Told]:
        """The events of a year that are told here in full, in the order of the file."""
        return [_told(row) for row in self._data["event"] if row["date"].startswith(str(year))]

    def left(self, year: int, rows: Iterable[Change]) -> list[Change]:
        """The rows that are neither set aside, nor told here, nor told in words."""
        aside = {row for found in self._data["set_aside"] if found["year"] == year for row in found["rows"]}
        made = {told[:6] for event in self.told(year) for told in event.after if " " in told}
        return [
            row for row in rows if not (row.told_in_words or str(row) in aside or (not row.old and row.new in made))
        ]

    def dated(self, year: int, grouped: Grouped) -> Told:
        """What the rows tell, with the date where it is known."""
        told = Told(grouped.type, str(year), grouped.before, (" ".join(grouped.after),), grouped.doc_no)
        for row in self._data["date"]:
            if row["year"] == year and any(code.startswith(tuple(row["codes"])) for code in grouped.before):
                return replace(told, when=row["date"], doc_no=grouped.doc_no or row.get("doc_no"))
        return told


def _is_told(row: Change, made: set[str]) -> bool:
    return not row.old and row.new in made


def _told(row: Mapping[str, Any]) -> Told:
    basis = cast(Basis, row.get("basis", "sources"))
    return Told(row["type"], row["date"], tuple(row["from"]), tuple(row["to"]), row.get("doc_no"), basis)


def _unit(told: str, standing: Mapping[str, Standing]) -> Unit:
    code, _, name = told.partition(" ")
    return Unit(code, name or standing[code].name)


def _as_transfer(event: Event, standing: Mapping[str, Standing]) -> Event:
    # A unit that takes the code of another prefecture while its own still stands was handed over to that.
    if event.type != "recode":
        return event
    above = event.before[0].code[:4] + "00"
    moved = event.after[0].code[:4] + "00" != above and above in standing
    return replace(event, type="transfer") if moved else event
