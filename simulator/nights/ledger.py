"""What the morning after each night must say, from what befell the portals alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from simulator.nights.befalling import YEARS
from simulator.nights.places import PROVINCES
from simulator.nights.roles import LASTING
from simulator.nights.story import NEW, Story

# What the rules of the report promise (docs/status.md), said again here: days.
LATE_MARGIN, ZERO_MARGIN, OVERDUE_AFTER, MISSED_WINDOW = 21, 14, 10, 7
DUE = date(2026, 3, 31)
# Happens on one night, told of a report: role -> alarm and report year.
ONCE = {
    "edited": ("edited", YEARS[-1]),
    "regressed": ("regressed", YEARS[-1]),
    "reissued": ("reissued", YEARS[-1]),
    "retouched": ("retouched", YEARS[-1]),
    "errors": ("errors", NEW),
    "withdrawn": ("withdrawn", YEARS[0]),
}
# In spring a site is due so many days after the last look at which its list was seen whole.
WEEK = 7
Cause = tuple[str, str]


@dataclass
class Ledger:
    """What must be told, night by night; asked once a night, in order, after `Story.until`.

    `seen`: reports (name, year) that were seen by then, `listed`: those that a list named which was seen.
    """

    story: Story
    seen: set[tuple[str, int]] = field(default_factory=set)
    listed: set[tuple[str, int]] = field(default_factory=set)

    def expected(self, night: int) -> tuple[frozenset[Cause], frozenset[tuple[str, int]]]:
        """The causes of a night, each with what it is about, and the reports that are new on it."""
        story = self.story
        visible = {
            (name, year) for name in story.portals if story.is_seen(name, night) for year in story.years_on(name, night)
        }
        self.listed |= visible
        fresh = frozenset(one for one in visible - self.seen if not self._is_failing(one[0], night))
        causes = frozenset(
            [
                *self._of_sites(night),
                *self._late(night),
                *self._zero(night),
                *self._overdue(night),
                *self._missed(night),
            ]
        )
        self.seen |= fresh
        return causes, fresh

    def _is_failing(self, name: str, night: int) -> bool:
        fate = self.story.fates[name]
        return fate.role == "failing" and fate.stands(night)

    def _of_sites(self, night: int) -> Iterator[Cause]:
        for name, fate in self.story.fates.items():
            if name not in self.story.selection(night):
                continue
            if fate.is_lasting and fate.stands(night):
                yield LASTING[fate.role][0], name
            if fate.role in ONCE and night == self._told_on(fate.begins):
                alarm, year = ONCE[fate.role]
                yield alarm, f"{name}/{year}"
            if fate.role == "regressed" and night == self._told_on(fate.begins + 2):
                yield "edited", f"{name}/{YEARS[-1]}"

    def _told_on(self, night: int) -> int:
        """What happens before a night on which nobody crawls is told by the next."""
        while night in self.story.shut:
            night += 1
        return night

    def _late(self, night: int) -> Iterator[Cause]:
        for name in self.story.portals:
            if self.story.is_seen(name, night):
                years = self.story.years_on(name, night)
                days = [years[year] for year in YEARS if year in years]
                if NEW not in years and len(days) == len(YEARS) and self._is_past(days, LATE_MARGIN, night):
                    yield "late", name

    def _zero(self, night: int) -> Iterator[Cause]:
        for remainder, (code, _) in enumerate(PROVINCES):
            names = [name for number, name in enumerate(self.story.portals) if number % 3 == remainder]
            counties = [name for name in names if self.story.fates[name].role != "redesign"]
            years = [self.story.years_on(name, night) for name in counties]
            # What is published behind a block, nobody sees.
            if len(counties) < 3 or any((name, NEW) in self.listed for name in counties):
                continue
            firsts = [min(one[year] for one in years if year in one) for year in YEARS]
            if self.story.day(night) > DUE or self._is_past(firsts, ZERO_MARGIN, night):
                yield "zero", f"{code}0000"

    def _is_past(self, days: Sequence[date], margin: int, night: int) -> bool:
        today = self.story.day(night)
        latest = max(date(today.year, day.month, day.day) for day in days)
        return today > latest + timedelta(margin)

    def _overdue(self, night: int) -> Iterator[Cause]:
        for name, fate in self.story.fates.items():
            last = max((one for one in range(fate.begins) if one not in self.story.shut), default=0)
            if fate.role == "dropped" and night >= fate.begins and night - last >= OVERDUE_AFTER:
                yield "overdue", name

    def _missed(self, night: int) -> Iterator[Cause]:
        for shut in self.story.shut:
            if shut < night <= shut + MISSED_WINDOW and self._is_long_ago(shut):
                yield "missed_night", self.story.day(shut).isoformat()

    def _is_long_ago(self, night: int) -> bool:
        """Whether some portal that moved, or was dropped, was last seen whole a week ago or longer."""
        gone = [fate.begins for fate in self.story.fates.values() if fate.role in {"redesign", "dropped"}]
        return any(begins - 1 + WEEK <= night for begins in gone)
