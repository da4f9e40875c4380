"""Which of a region's series is shown, and which others there are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from nianbao.cli.exits import Incomplete
from nianbao.cli.region import Place
from nianbao.store.then import NOW, Then

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from nianbao.store.queries import Series


def find_series(
    connection: "Connection",
    place: Place,
    publisher: str | None = None,
    coverage: str | None = None,
    then: Then = NOW,
) -> "tuple[Series, tuple[Series, ...]]":
    """The series of a region to show, and the others held; a word on standard error where it is not the expected one.

    Raises Incomplete where none is held, or several of which none is expected.
    """
    from nianbao.domain.divisions import full_name
    from nianbao.domain.publishers import canonical_name
    from nianbao.store.queries import default_publisher, reports, series_of

    held = series_of(reports(connection, place.code, then))
    own = [each for each in held if each.region_key == place.key]
    expected = place.publisher or default_publisher(connection, place.code)
    # Another region may have had the code: its series are named, and shown only where there is no other.
    chosen, word = choose_series(
        own or held,
        publisher=None if expected is None else canonical_name(expected, place.code),
        asked=None if publisher is None else canonical_name(publisher, place.code),
        coverage=coverage,
        place=full_name(place.code, place.name),
    )
    if word is not None:
        click.echo(word, err=True)
    return chosen, tuple(each for each in held if each is not chosen)


def choose_series(
    series: "Sequence[Series]", *, publisher: str | None, asked: str | None, coverage: str | None, place: str
) -> tuple["Series", str | None]:
    """The series to show and, where it is not the one expected, a word about it.

    `publisher` is the one whose series is expected, `asked` the one that was asked for. Raises Incomplete where there
    is none, or several of which none is expected.
    """
    found = [each for each in series if (asked is None or is_of(each, asked)) and coverage in (None, each.coverage)]
    named = asked or publisher
    expected = [each for each in found if is_of(each, named) and each.coverage == (coverage or "aggregate")]
    match expected or found:
        case []:
            held = f"; held are {_named(series)}" if series else ""
            raise Incomplete(f"no report of {place} is held that fits{held}")
        case [only] if expected or (is_of(only, asked) and coverage == only.coverage):
            return only, None
        case [only]:
            return only, f"the series expected is not held; shown is the only one that is: {_named([only])}"
        case several:
            raise Incomplete(
                f"several series of {place} are held: {_named(several)}; choose by --publisher, --coverage"
            )


def is_of(series: "Series", publisher: str | None) -> bool:
    """Whether a series is of an organ of this name, its last or a former one."""
    return publisher in {series.publisher, *(report.publisher for report in series.reports)}


def _named(series: "Sequence[Series]") -> str:
    return ", ".join(f"{each.publisher} ({each.coverage})" for each in series)
