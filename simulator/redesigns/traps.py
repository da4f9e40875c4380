"""What must not be taken for the column: a mirror, a neighbour, departments, explanations, an old list, a superior."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from simulator.column import Publication
from simulator.places import Place
from simulator.redesigns.chance import Chance, words
from simulator.redesigns.publications import YEARS, own, place_numbered, prose, report_of
from simulator.redesigns.section import Section, made_family, numbered

KINDS: Sequence[str] = ("trs", "hanweb", "vsb", "mh")


@dataclass(frozen=True)
class Trap:
    """A column that is not the one. `words`: what links to it are called."""

    name: str
    words: str
    section: Section


def traps(place: Place, number: int, host: str, day: date, chance: Chance) -> list[Trap]:
    """Every trap that stands on a host of its own: of the portal, its superior, its neighbour."""
    known, family = words(), chance.one_of(KINDS)
    department = chance.one_of(known["departments"])
    publisher = f"{place.name}{department}"
    bare = [report_of(place, publisher, year, year % 2) for year in YEARS]
    old = own(place, YEARS[: len(YEARS) // 2])
    neighbour = place_numbered(number, "邻", 10)
    others = [report for one in (1, 2, 3) for report in own(place_numbered(number, "另" * one, 10 + 10 * one))]
    hosts = {"superior": f"www.shangji-{number:03}.gov.cn", "neighbour": f"www.linxian-{number:03}.gov.cn"}

    def trap(name: str, where: str, whose: Place, column: Sequence[Publication], signed: str = "") -> Trap:
        made = made_family(family, chance, day)
        section = Section(made, whose, hosts.get(name, where), numbered(column, chance), signed)
        return Trap(name, chance.one_of(known[name]) if name in known else department, section)

    return [
        trap("department", host, place, bare, publisher),
        trap("explained", host, place, prose(place, known["explained_title"])),
        trap("notices", host, place, prose(place, known["notice_title"])),
        trap("stale", host, place, old),
        trap("superior", host, place, [*own(place), *others]),
        trap("neighbour", host, neighbour, own(neighbour)),
    ]
