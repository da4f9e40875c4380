"""What may be joined over the years: crosswalk, breaks of law and form, and the year beside the year before."""

from typing import Any

import pytest
from sqlalchemy import Engine, text

from nianbao.domain.crosswalk import crosswalk
from nianbao.domain.regime import regime_events
from nianbao.domain.report import Coverage
from tests.store.full_tables import Kept, cells, row

UNIFIED = {"t2": "national_2021", "t3": "national_2021", "t4": "national_2021"}
TRIAL = dict.fromkeys(UNIFIED, "national_2019")
ANNEX = {"annex": "national_2014"}
ALL = "t2 t3 t4"


def breaks(kept: Kept, h_key: str) -> dict[int, bool]:
    found = kept.ask("SELECT year, break_before FROM pub.harmonised WHERE h_key = :key", key=h_key)
    return dict(found)


@pytest.fixture
def decade(kept: Kept) -> Kept:
    """2017 and 2018 on the annex, 2019 and 2020 on the form on trial, 2021, 2023 and 2024 on that in force."""
    for year in (2017, 2018):
        kept.keep(year, cells("national_2014", "b"), ANNEX)
    for year in (2019, 2020):
        kept.keep(year, cells("national_2019", ALL), TRIAL)
    for year in (2021, 2023, 2024):
        kept.keep(year, cells(tables=ALL) | row("granted", year - 2000), UNIFIED)
    return kept


@pytest.mark.parametrize(
    ("h_key", "broken"),
    [
        ("requests_received", []),
        ("full_grant", [2019]),
        ("other", [2021]),  # the annex of 2014 has no such row
        ("unclear", [2019, 2021]),
        ("not_a_request_or_elsewhere", [2019]),
        ("repeat_or_excessive", []),
        ("normative_docs_stock", [2021]),
        ("litigation_total", [2019, 2024]),
        ("reconsideration_overturned", [2024]),
    ],
)
def test_where_a_line_breaks(decade: Kept, h_key: str, broken: list[int]) -> None:
    assert [year for year, so in sorted(breaks(decade, h_key).items()) if so] == broken


def test_no_line_joins_a_grade_c(decade: Kept) -> None:
    """Whatever is summed of other figures at grade C or X is marked."""
    joined = """
SELECT later.series_id, later.h_key, later.year
FROM pub.harmonised AS later
JOIN LATERAL (
    SELECT * FROM pub.harmonised AS earlier
    WHERE earlier.series_id = later.series_id AND earlier.h_key = later.h_key AND earlier.year < later.year
    ORDER BY year DESC LIMIT 1
) AS earlier ON true
WHERE later.source_keys <> earlier.source_keys AND 'C' <= greatest(later.grade, earlier.grade)
  AND NOT later.break_before
"""
    assert decade.ask(joined) == []
    assert decade.ask("SELECT count(*) > 50 FROM pub.harmonised") == [(True,)]


def because(kept: Kept, key: str, year: int) -> Any:
    asked = "SELECT prev_year, comparable, not_comparable_because FROM pub.year_over_year WHERE key = :key"
    (found,) = kept.ask(f"{asked} AND year = :year", key=key, year=year)
    return found


@pytest.mark.parametrize(
    ("key", "year", "answer"),
    [
        ("t4.litigation_direct.total", 2024, (2023, False, ["regime"])),
        ("litigation_total", 2024, (2023, False, ["regime"])),
        ("t3.granted.total", 2024, (2023, True, [])),
        ("t3.granted.total", 2023, (2021, False, ["gap"])),
        ("t3.granted.total", 2020, (2019, True, [])),
        ("t3.granted.total", 2019, (2018, False, ["form"])),
        ("full_grant", 2019, (2018, False, ["regime"])),
        ("requests_received", 2019, (2018, True, [])),
        ("normative_docs_stock", 2021, (2020, False, ["form", "regime"])),
        ("not_a_request_or_elsewhere", 2021, (2020, True, [])),
        ("b.reply_total", 2017, (None, False, ["gap"])),
    ],
)
def test_the_year_before(decade: Kept, key: str, year: int, answer: object) -> None:
    assert because(decade, key, year) == answer


def test_suits_of_2023_and_2024_are_not_joined(decade: Kept) -> None:
    """Neither the figures, nor their sums, nor the rates of them."""
    assert breaks(decade, "litigation_total")[2024]
    rates = "SELECT rate_key, break_before FROM pub.rate WHERE year = 2024 AND rate_key ~ 'suit|litigation|reconsid'"
    found = dict(decade.ask(rates))
    assert len(found) == 7
    assert all(found.values())


def test_what_is_counted_is_unclear(kept: Kept) -> None:
    for year in (2022, 2023):
        kept.keep(year, cells(), {"t3": "national_2021"}, coverage=Coverage.UNCLEAR)
    assert because(kept, "t3.granted.total", 2023) == (2022, False, ["coverage"])


def test_a_quantity_and_a_class_never_share_a_name(database: tuple[str, Engine]) -> None:
    assert not set(crosswalk().classes) & set(crosswalk().series)
    with database[1].connect() as connection:
        twice = "SELECT h_key FROM pub.crosswalk GROUP BY h_key HAVING count(DISTINCT kind) > 1"
        assert connection.execute(text(twice)).all() == []


def test_the_events_are_those_of_the_handbook(database: tuple[str, Engine]) -> None:
    with database[1].connect() as connection:
        found = connection.execute(text("SELECT date, kind, affects_from_year FROM pub.regime_event")).all()
    assert [(str(day), kind, year) for day, kind, year in found] == [
        ("2008-05-01", "law", 2009),
        ("2018-03-17", "organisation", 2018),
        ("2019-05-15", "law", 2019),
        ("2020-01-01", "form", 2019),
        ("2021-01-01", "law", 2021),
        ("2021-09-26", "form", 2021),
        ("2024-01-01", "law", 2024),
    ]


def test_a_pattern_that_meets_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing is called"):
        regime_events()[-1].affected(["t3.granted.total"])
