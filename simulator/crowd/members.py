"""Who is in a crowd: each portal's place, software and manners, and what a crawl of it must come to."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from simulator.changes import pages, statuses, wires
from simulator.families import Family, Hanweb, Mh, Static, Trs, Vsb
from simulator.places import Place, read_data
from simulator.portal import Portal
from simulator.rules import Change

LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
PER_PREFECTURE = 90
FIRST_PREFECTURE = 20
# The last report year of all, and the first of most.
LAST, FIRST = 2024, 2022
# Rows that a short list says it has besides those it shows.
BEYOND = 3
FAMILIES: tuple[Family, ...] = (Trs(declares=True), Hanweb(declares=True), Vsb(), Mh(), Static())
CHANGES: Mapping[str, Change] = {
    "slow": wires.drip(0.4, 8192),
    "list_403": statuses.status(403),
    "list_412": statuses.challenge(412),
    "list_captcha": statuses.captcha(),
    "list_503": statuses.status(503),
    "list_drops": wires.drop(),
    "no_robots": pages.robots("User-agent: *\nDisallow: /\n"),
    "list_soft_404": pages.soft_404(),
    "report_soft_404": pages.soft_404(),
    "report_500": statuses.status(500),
}


@dataclass(frozen=True, slots=True)
class Member:
    """One portal of a crowd. `manner`: its row in `crowd.toml`; `since`: the year of its first report."""

    number: int
    manner: str
    since: int = FIRST

    @property
    def years(self) -> range:
        """Of its reports."""
        return range(self.since, LAST + 1)

    @property
    def name(self) -> str:
        """As it is called in a registry, behind its file's name."""
        return f"n{self.number:04}"

    @property
    def host(self) -> str:
        """Its own host."""
        return f"www.{self.name}.test"

    @property
    def place(self) -> Place:
        """A county that does not exist, with a code of its own. Of three letters at most 10,648 names can be made."""
        first, rest = divmod(self.number, len(LETTERS) ** 2)
        second, third = divmod(rest, len(LETTERS))
        name = f"示例{LETTERS[first]}{LETTERS[second]}{LETTERS[third]}县"
        prefecture, county = divmod(self.number, PER_PREFECTURE)
        code = f"99{FIRST_PREFECTURE + prefecture:02}{county + 1:02}"
        return Place(name, code, "全县", self.host, self.family.name)

    @property
    def family(self) -> Family:
        """Its software; a short list is one that says how long it should be."""
        return FAMILIES[0] if self.manner == "short_list" else FAMILIES[self.number % len(FAMILIES)]

    @property
    def list_url(self) -> str:
        """Where its list begins."""
        return f"http://{self.host}{self.family.list_path}"

    @property
    def rows(self) -> int:
        """Of its list."""
        return len(self.years) + 3 + self.number % 5

    @property
    def state(self) -> str:
        """What a crawl must call it."""
        return str(manners()[self.manner]["state"])

    @property
    def reports(self) -> int:
        """How many of its reports can be had."""
        return int(manners()[self.manner]["reports"])

    @property
    def declared(self) -> int | None:
        """How many rows its list says it has; null where it says nothing, or is not got."""
        if not self.reports or not getattr(self.family, "declares", False):
            return None
        return self.rows + BEYOND * (self.manner == "short_list")

    def portal(self) -> Portal:
        """The portal, made anew; the same every time."""
        made = Portal(self.family, place=self.place, host=self.host, years=self.years, rows=self.rows, twins=0)
        if self.manner != "with_file":
            made.column = [replace(one, attached=False) for one in made.column]
        match manners()[self.manner].get("on"):
            case "all":
                made.on("*", CHANGES[self.manner])
            case "robots":
                made.on("/robots.txt", CHANGES[self.manner])
            case "report":
                made.on(made.path_of(LAST), CHANGES[self.manner])
            case "list":
                made.on(f"{made.list_path}*", self._change_of_list())
            case _:
                pass
        return made

    def _change_of_list(self) -> Change:
        if self.manner == "short_list":
            return pages.replaced(f"共<em>{self.rows}</em>条", f"共<em>{self.declared}</em>条")
        return CHANGES[self.manner]


def crowd(count: int, seed: int, manner: str = "", since: int = FIRST) -> list[Member]:
    """So many portals, in their order; manners by their shares, at least one of each where there is room.

    `manner`: all of them behave so.
    """
    drawn = [manner] * count if manner else list(manners())[: count // 2]
    weights = [row["share"] for row in manners().values()]
    chance = random.Random(seed)  # noqa: S311 - no secret: the same crowd again from the same seed
    drawn += chance.choices(list(manners()), weights, k=count - len(drawn))
    chance.shuffle(drawn)
    return [Member(number, one, since) for number, one in enumerate(drawn)]


@cache
def manners() -> Mapping[str, Mapping[str, Any]]:
    """Every manner by its name."""
    return {str(row["name"]): row for row in read_data("crowd/crowd.toml")["manner"]}
