"""The eight ways in which a column moves: where its list stands after it, and the pages that lead there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from simulator.places import Place
from simulator.redesigns.chance import Chance, words
from simulator.redesigns.menus import SCRIPTED, Pages
from simulator.redesigns.publications import merged, own, usual
from simulator.redesigns.section import Section, made_family, numbered

KINDS: Sequence[str] = (
    "new_path",
    "other_family",
    "renamed",
    "deeper",
    "script_only",
    "other_host",
    "by_year",
    "merged",
)
# What of the software writes rows that stand in scripts alone.
IN_SCRIPT: Mapping[str, Mapping[str, Any]] = {"trs": {"rows_as": "script"}, "hanweb": {}}


@dataclass
class Moved:
    """Where the column stands now. `entry`: the address that its links lead to, called `called`; `lists`: addresses of
    lists that hold it; `own`: the place's own reports by year; `pages`: pages on the way, by path.
    """

    called: str
    entry: str
    sections: list[Section]
    lists: tuple[str, ...]
    own: Mapping[int, str]
    pages: dict[str, str] = field(default_factory=dict)


def moved(kind: str, family: str, place: Place, host: str, day: date, chance: Chance, menus: Pages) -> Moved:
    """A column after its move; `family`: the software of its list, `day`: on which it was taken over."""
    known = words()
    called = chance.one_of(known["renamed" if kind == "renamed" else "annual"])
    if kind == "by_year" and family == "shanghai":
        # This software writes the page of its archives itself.
        return in_archives(called, place, host, day, chance)
    if kind == "by_year":
        return by_year(called, family, place, host, day, chance, menus)
    switches: dict[str, Any] = {"per_page": 12} if kind == "merged" else {}
    if kind == "script_only":
        family = family if family in IN_SCRIPT else chance.one_of(tuple(IN_SCRIPT))
        switches = dict(IN_SCRIPT[family])
    column = merged(place, chance) if kind == "merged" else usual(place)
    section = Section(made_family(family, chance, day, **switches), place, host, numbered(column, chance))
    found = Moved(called, section.list_url, [section], (section.list_url,), section.own())
    if kind == "deeper":
        deepen(found, host, chance, menus)
    if kind == "script_only" and chance.often(0.5):
        frame(found, host, chance, menus)
    return found


def deepen(found: Moved, host: str, chance: Chance, menus: Pages) -> None:
    """A page between: whose reports are meant."""
    known, path = words(), f"/{chance.word()}/{chance.word()}.html"
    beside = [(f"{organs}年报", f"/{chance.word()}/") for organs in ("部门", "乡镇")]
    leads = chance.shuffled([(chance.one_of(known["own"]), found.entry), *beside])
    found.pages[path] = menus.page(found.called, leads)
    found.entry = f"http://{host}{path}"


def frame(found: Moved, host: str, chance: Chance, menus: Pages) -> None:
    """A page that holds the list in a frame."""
    path = f"/{chance.word()}/{chance.word()}.html"
    text = f'<iframe src="{found.entry}" width="800" height="600"></iframe>'
    found.pages[path] = menus.page(found.called, (), text)
    found.entry = f"http://{host}{path}"


def by_year(called: str, family: str, place: Place, host: str, day: date, chance: Chance, menus: Pages) -> Moved:
    """A page of years, each with a list of its own."""
    sections = []
    reports = own(place)
    for report in reports:
        rows = [one for one in usual(place) if one.year == report.year and one.kind != "own_report"][:2]
        column = numbered(sorted([report, *rows], key=lambda one: one.date, reverse=True), chance)
        sections.append(Section(made_family(family, chance, day), place, host, column))
    named = chance.one_of(("{}年", "{}年度", "{}"))
    leads = [(named.format(one.year), section.list_url) for one, section in zip(reports, sections, strict=True)]
    path = f"/{chance.word()}/{chance.word()}.html"
    stand = {year: url for section in sections for year, url in section.own().items()}
    newest = sections[0].list_url
    page = {path: menus.page(called, leads)}
    return Moved(called, f"http://{host}{path}", sections, (newest, f"http://{host}{path}"), stand, page)


def in_archives(called: str, place: Place, host: str, day: date, chance: Chance) -> Moved:
    """A column whose software keeps an archive a year."""
    section = Section(made_family("shanghai", chance, day, archives=True), place, host, numbered(usual(place), chance))
    return Moved(called, section.list_url, [section], (section.list_url,), section.own())


def manner_of(kind: str, chance: Chance) -> str:
    """How menus are made: where the list is in scripts alone, the menus are too."""
    plain = ("links", "links", "pictures", "table")
    return chance.one_of(SCRIPTED if kind == "script_only" else (*plain, *SCRIPTED))
