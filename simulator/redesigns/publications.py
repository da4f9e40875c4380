"""What stands in the columns of a portal that was redesigned: the place's own reports, and what is beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from simulator.column import Publication, made_column, newest_first, own_report
from simulator.figures import draw, made_figures
from simulator.places import Place, place_of
from simulator.redesigns.chance import Chance, words

YEARS: Sequence[int] = range(2022, 2026)
ROWS = 14
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def place_numbered(number: int, name: str = "示例", code: int = 0) -> Place:
    """示例〇〇七县, with a code of its own; below 1000."""
    named = f"{name}{number:03}县".translate(DIGITS)
    return replace(place_of("trs"), name=named, code=f"99{code + 20 + number // 100:02}{number % 100:02}", whole="全县")


def usual(place: Place) -> list[Publication]:
    """A column as it usually is: own reports, some of other organs, letters and notices."""
    return made_column(place, YEARS, ROWS)


def own(place: Place, years: Sequence[int] = YEARS) -> list[Publication]:
    """The place's own reports alone."""
    return newest_first([own_report(place, year, 5000 + year) for year in years])


def of_organs(place: Place, organs: Sequence[str], years: Sequence[int] = YEARS) -> list[Publication]:
    """Reports of departments and towns, by name."""
    return newest_first([report_of(place, f"{place.name}{organ}", year, 0) for organ in organs for year in years])


def report_of(place: Place, publisher: str, year: int, title: int) -> Publication:
    """A report of an organ; `title`: which of the titles that departments give."""
    template: str = words()["department_titles"][title]
    titled = template.format(publisher=publisher, year=year)
    number = 10_000 + draw(90_000, publisher, year)
    day = date(year + 1, 1, 5) + timedelta(draw(60, publisher, year))
    return Publication(number, titled, "other_organ", publisher, year, day, made_figures(publisher, year))


def prose(place: Place, template: str) -> list[Publication]:
    """Notices or explanations, one a year."""
    return newest_first(list(_prose(place, template)))


def _prose(place: Place, template: str) -> Iterator[Publication]:
    for year in YEARS:
        title = template.format(place=place.name, year=year)
        yield Publication(20_000 + year, title, "notice", place.government, year, date(year + 1, 2, 1), {})


def merged(place: Place, chance: Chance) -> list[Publication]:
    """One list of the place's own reports and those of all departments and towns, in the order of their days."""
    known = words()
    others = of_organs(place, [*known["departments"], *known["towns"]])
    return newest_first([*own(place), *others, *prose(place, known["notice_title"])])
