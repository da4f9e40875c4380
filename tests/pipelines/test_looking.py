"""A column that is split by years: met by one of its years alone, then by the page that links them all."""

from datetime import date
from typing import Any, cast

from crawler.discovery.columns import Column
from crawler.discovery.walk import Candidate
from crawler.registry import Site
from pipelines.discovery.looking import Search, addresses_of
from pipelines.discovery.tasks import due_year

HOME = "http://www.shilixian.gov.cn"
SITE = Site("shili_a", "990121", "示例县人民政府", "trs", 2014, "seen", f"{HOME}/old/")
YEARS = (f"{HOME}/2024/", f"{HOME}/2023/")


def year(url: str, years: tuple[str, ...] = ()) -> Candidate:
    """A year's list, come upon by a search or from the page of years."""
    above = (("政府信息公开年报", f"{HOME}/nb/"),) if years else (("search", f"{HOME}/so"),)
    return Candidate(Column(url, "政府信息公开年报", (), (), ()), (*above, (url[-5:-1], url)), years)


def search() -> Search:
    return Search(SITE, cast(Any, None), cast(Any, None), cast(Any, None), (), 2024)


def test_a_year_that_lacked_the_others_is_taken_up_again_when_they_are_known() -> None:
    made = search()
    made.lacking[YEARS[0]] = year(YEARS[0])
    again = made.with_years(year(YEARS[1], YEARS))
    assert (again.column.url, again.years) == (YEARS[0], YEARS)
    assert addresses_of(again) == [f"{HOME}/nb/", YEARS[0]]
    assert made.with_years(year(YEARS[1], YEARS)).column.url == YEARS[1]


def test_a_list_that_is_not_split_stands_by_itself() -> None:
    assert addresses_of(year(YEARS[0])) == [YEARS[0]]


def test_what_should_be_listed_by_now() -> None:
    assert (due_year(date(2026, 3, 31)), due_year(date(2026, 4, 1))) == (2024, 2025)
