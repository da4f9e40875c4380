"""The annual-report column of a place: what is published in it, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any, Literal

from simulator.figures import draw, made_figures
from simulator.places import Place, read_data

Kind = Literal["own_report", "other_organ", "letter", "notice", "twin", "foreign"]


@dataclass(frozen=True, slots=True)
class Publication:
    """One row of the column and what it leads to.

    `number`: unique on the portal, part of its address. `year`: the report year, else the year it speaks of.
    `figures`: key -> digits as printed, empty where it is no report. `twin_of`: the number of the publication that
    this is a second address of. `address`: where it stands, if not where its family puts it: a foreign row's full
    address, or that of a page for telephones. `attached`: whether a file lies beside it where its kind has one.
    """

    number: int
    title: str
    kind: Kind
    publisher: str
    year: int
    date: date
    figures: Mapping[str, str]
    twin_of: int | None = None
    address: str = ""
    attached: bool = True

    @property
    def is_report(self) -> bool:
        """Whether its page has statistical tables."""
        return bool(self.figures)


def made_column(place: Place, years: Sequence[int], rows: int) -> list[Publication]:
    """`rows` publications: one own report a year, the rest of other kinds.

    Raises ValueError where so many are not made.
    """
    own = [own_report(place, year, number) for number, year in enumerate(years, 5001)]
    others = list(islice(_others(place, years), max(0, rows - len(own))))
    if len(own) + len(others) != rows:
        raise ValueError(f"{len(years)} years make {len(own)} to {len(own) + len(others)} rows, not {rows}")
    return newest_first([*own, *others])


def newest_first(publications: Sequence[Publication]) -> list[Publication]:
    """In the order of a list page."""
    return sorted(publications, key=lambda one: (one.date, one.number), reverse=True)


def own_report(place: Place, year: int, number: int) -> Publication:
    """The place's own report of a year, published in January of the next or soon after."""
    titles: Sequence[str] = read_data("column.toml")["own"]
    title = titles[year % len(titles)].format(place=place.name, year=year)
    figures = made_figures(place.government, year)
    return Publication(number, title, "own_report", place.government, year, _day(year, title), figures)


def _others(place: Place, years: Sequence[int]) -> Iterator[Publication]:
    number = 7001
    for year in reversed(years):
        for template in read_data("column.toml")["other"]:
            yield _other(template, place, year, number)
            number += 1


def _other(template: Mapping[str, Any], place: Place, year: int, number: int) -> Publication:
    title, publisher = (template[name].format(place=place.name, year=year) for name in ("title", "publisher"))
    figures = made_figures(publisher, year) if template["kind"] == "other_organ" else {}
    return Publication(number, title, template["kind"], publisher, year, _day(year, title), figures)


def _day(year: int, title: str) -> date:
    return date(year + 1, 1, 8) + timedelta(days=draw(70, title))
