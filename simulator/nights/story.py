"""The portals of the story and its days: what is published, taken down, blocked, edited, before each night."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import cycle
from random import Random

from simulator.column import own_report
from simulator.families import FAMILIES
from simulator.nights.befalling import EDITS, YEARS, fill_again, switches
from simulator.nights.places import county
from simulator.nights.roles import ROLES, UNSEEN, Fate, Role
from simulator.portal import Portal
from simulator.redesigns.portal import Redesign
from simulator.rules import Rule
from simulator.server import Served, Simulator

SEED = 20260316
FIRST_NIGHT = date(2026, 3, 16)
NEW = 2025
# The county whose number leaves this remainder is of the province in which nobody publishes before `silent_until`.
SILENT = 2


@dataclass
class Story:
    """So many counties over so many nights. `shut`: nights on which nobody crawls; `silent_until`: the first night on
    which somebody in the silent province has published; `published_by`: on which everybody has, null: some take their
    time; `roles`: what befalls the portals, one after the other.
    """

    count: int
    nights: int
    first: date = FIRST_NIGHT
    shut: frozenset[int] = frozenset()
    silent_until: int = 0
    seed: int = SEED
    roles: Sequence[Role] = ROLES
    published_by: int | None = None
    portals: dict[str, Portal | Redesign] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)
    publishes: dict[str, int] = field(default_factory=dict)
    rules: dict[str, list[Rule]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = Random(self.seed)  # noqa: S311 - not a secret
        roles = cycle(self.roles)
        for number in range(self.count):
            name = f"xian{number:03}"
            # Whoever is silent is nothing else: what is asked is whether silence is heard.
            role: Role = "quiet" if number % 3 == SILENT else next(roles)
            self.fates[name] = Fate(role, chance.randint(1, max(1, self.nights - 4)))
            self.portals[name] = Redesign(number) if role == "redesign" else self._portal(number)
            late = self.silent_until if number % 3 == SILENT else 0
            last = self.nights - 2 if self.published_by is None else self.published_by
            self.publishes[name] = max(late, chance.randint(0, max(last, late)))
        self._let_errors_come_with_the_report()

    def _let_errors_come_with_the_report(self) -> None:
        for name, fate in self.fates.items():
            if fate.role == "errors":
                self.fates[name] = replace(fate, begins=self.publishes[name])
            if fate.role in {"vanished", "redesign"}:
                self.publishes[name] = self.nights
            if fate.role == "failing" and fate.stands(self.publishes[name]):
                # What is published while the others fail would not fail.
                self.publishes[name] = fate.begins - 1

    def _portal(self, number: int) -> Portal:
        place = county(number)
        portal = Portal(FAMILIES[place.family](per_page=20), place=place, years=[], rows=0, twins=0)
        for year in YEARS:
            portal.publish(replace(own_report(place, year, 5000 + year), attached=False))
        return portal

    def day(self, night: int) -> date:
        """The day of a night."""
        return self.first + timedelta(night)

    @property
    def hosts(self) -> list[Served]:
        """Whatever answers for a host."""
        own: list[list[Served]] = [
            [*one.every_host()] if isinstance(one, Redesign) else [one] for one in self.portals.values()
        ]
        return [host for hosts in own for host in hosts]

    def selection(self, night: int) -> list[str]:
        """The portals that are crawled on a night: a site that is dropped is forgotten by its keepers."""
        return [name for name, fate in self.fates.items() if not (fate.role == "dropped" and night >= fate.begins)]

    # --- what happens -------------------------------------------------------------------------------------------------

    def until(self, night: int, simulator: Simulator) -> None:
        """Everything that happens between the night before and this one."""
        for name, portal in self.portals.items():
            fate = self.fates[name]
            if isinstance(portal, Redesign):
                if night == fate.begins:
                    portal.redesign()
                continue
            if night == self.publishes[name]:
                self._publish(portal, night, fate.role == "errors")
            if night == fate.begins:
                self._begin(name, portal, fate.role, simulator)
            elif night == fate.begins + 2 and fate.role == "regressed":
                fill_again(portal)
            if fate.is_lasting and not fate.stands(night) and fate.stands(night - 1):
                self._end(name, portal, fate.role, simulator)

    def _publish(self, portal: Portal, night: int, wrongly: bool) -> None:
        made = replace(own_report(portal.place, NEW, 9000), date=self.day(night), attached=False)
        if wrongly:
            key = "t3.granted.total"
            made = replace(made, figures={**made.figures, key: str(int(made.figures[key]) + 3)})
        portal.publish(made)

    def _begin(self, name: str, portal: Portal, role: Role, simulator: Simulator) -> None:
        if role == "outage":
            simulator.take_down(portal.host)
        self.rules[name] = [portal.on(pattern, change) for pattern, change in switches(role, portal)]
        if role in EDITS:
            EDITS[role](portal)

    def _end(self, name: str, portal: Portal, role: Role, simulator: Simulator) -> None:
        if role == "outage":
            simulator.bring_up(portal.host)
        for rule in self.rules.pop(name, []):
            portal.off(rule)

    # --- ledger -------------------------------------------------------------------------------------------------------

    def is_seen(self, name: str, night: int) -> bool:
        """Whether a crawl of that night sees the portal's list."""
        fate = self.fates[name]
        return name in self.selection(night) and not (fate.role in UNSEEN and fate.stands(night))

    def years_on(self, name: str, night: int) -> Mapping[int, date]:
        """The years of the own reports that the portal lists now, each with the day it gives; `night` is now."""
        portal = self.portals[name]
        if isinstance(portal, Redesign):
            return {one.year: one.date for one in portal.before.column if one.kind == "own_report"}
        return {year: date.fromisoformat(entry.date) for year, entry in portal.reports().items()}


def nights_of(story: Story) -> Sequence[int]:
    """The nights on which somebody crawls."""
    return [night for night in range(story.nights) if night not in story.shut]
