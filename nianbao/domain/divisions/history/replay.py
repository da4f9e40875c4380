"""Events applied to the list of 1 January 2008, one after the other; an event that does not fit the list stops it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from nianbao.domain.divisions.history.events import Event, Unit

BEGIN = date(2008, 1, 1)
END = date(2026, 9, 11)  # the day of the list of today


class EventDoesNotFit(Exception):
    """An event names a unit that is not there, or makes one where another stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A region as it stands on a day: its own key, its code and its name."""

    key: str
    code: str
    name: str


class Replay:
    """The list as it stands after the events so far; code -> region."""

    def __init__(self, begin: Iterable[Unit]) -> None:
        self.standing: dict[str, Standing] = {unit.code: Standing(unit.code, unit.code, unit.name) for unit in begin}
        self.given = {region.key for region in self.standing.values()}

    def apply(self, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Do what the event says; return the keys of the regions before and after it."""
        if event.moves:
            return self._move(event)
        match event.type:
            case "merge" | "split":
                before = tuple(self._end(unit) for unit in event.before)
                return before, tuple(self._begin(unit, event.date.year) for unit in event.after)
            case "create":
                before = tuple(self._at(unit).key for unit in event.before)
                return before, tuple(self._begin(unit, event.date.year) for unit in event.after)
            case "abolish":
                before = tuple(self._end(unit) for unit in event.before)
                return before, tuple(self._at(unit).key for unit in event.after)
            case "transfer":
                before = tuple(self._at(unit).key for unit in event.before)
                return before, tuple(self._at(unit).key for unit in event.after)
            case _:
                raise EventDoesNotFit(f"{event.key}: {event.type} leaves more than one unit")

    def _move(self, event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
        (before,), (after,) = event.before, event.after
        key = self._end(before)
        self._put(Standing(key, after.code, after.name))
        return (key,), (key,)

    def _at(self, unit: Unit) -> Standing:
        found = self.standing.get(unit.code)
        if found is None or found.name != unit.name:
            raise EventDoesNotFit(f"{unit} is not there, but {found.name if found else 'nothing'}")
        return found

    def _end(self, unit: Unit) -> str:
        key = self._at(unit).key
        del self.standing[unit.code]
        return key

    def _begin(self, unit: Unit, year: int) -> str:
        # A code may be used again; the key says since when it means this region.
        key = f"{unit.code}-{year}"
        if key in self.given:
            raise EventDoesNotFit(f"{key} is given twice")
        self.given.add(key)
        self._put(Standing(key, unit.code, unit.name))
        return key

    def _put(self, region: Standing) -> None:
        if region.code in self.standing:
            raise EventDoesNotFit(f"{region.code} {region.name} would replace {self.standing[region.code].name}")
        self.standing[region.code] = region


def parent_code(code: str, codes: Mapping[str, object]) -> str | None:
    """The code above a code among these: the prefecture it begins with where there is one, else the province."""
    if code.endswith("0000"):
        return None
    prefecture = code[:4] + "00"
    return prefecture if prefecture != code and prefecture in codes else code[:2] + "0000"
