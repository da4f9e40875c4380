"""When a site is due to be looked at again."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from nianbao.domain.seasons import NEVER, Looked, due_on, season_of, seasons

JANUARY, AUGUST = date(2026, 1, 20), date(2026, 8, 20)


def days_before(day: date, days: int) -> date:
    return day - timedelta(days)


def test_every_month_has_one_season() -> None:
    named = {month: season_of(date(2026, month, 1)).name for month in range(1, 13)}
    assert [*named.values()] == ["January to March"] * 3 + ["April to June"] * 3 + ["July to December"] * 6


@pytest.mark.parametrize(
    ("today", "looked", "is_due"),
    [
        (JANUARY, NEVER, True),
        (JANUARY, Looked(whole=days_before(JANUARY, 6)), False),
        (JANUARY, Looked(whole=days_before(JANUARY, 7)), True),
        (AUGUST, Looked(whole=days_before(AUGUST, 29)), False),
        (AUGUST, Looked(whole=days_before(AUGUST, 30)), True),
        # What was whole in December is a week old in January.
        (date(2026, 1, 1), Looked(whole=date(2025, 12, 25)), True),
        # A portal that refused is left alone for the day, and tried until it is whole.
        (JANUARY, Looked(short=JANUARY), False),
        (JANUARY, Looked(short=days_before(JANUARY, 1)), True),
        (AUGUST, Looked(whole=days_before(AUGUST, 40), short=AUGUST), False),
        (AUGUST, Looked(whole=days_before(AUGUST, 40), short=days_before(AUGUST, 1)), True),
        # What fell short since is no reason to look again sooner than the season asks.
        (AUGUST, Looked(whole=days_before(AUGUST, 10), short=days_before(AUGUST, 5)), False),
        (AUGUST, Looked(whole=AUGUST, short=days_before(AUGUST, 1)), False),
    ],
)
def test_a_site_is_due_by_its_last_whole_crawl(today: date, looked: Looked, is_due: bool) -> None:
    assert due_on(today, looked).is_due is is_due


def test_the_reason_names_days_and_season() -> None:
    said = due_on(AUGUST, Looked(whole=date(2026, 8, 1))).reason
    assert said == (
        "crawled whole on 2026-08-01, due again on 2026-08-31 (July to December: every 30 days, little changes)"
    )


def test_the_page_shows_the_table_of_the_data_file() -> None:
    page = (Path(__file__).parents[2] / "docs" / "nightly.md").read_text("utf-8")
    told = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if re.match(r"\| \d.* days \| ", line)
    ]
    assert [(months, every) for months, every, _ in told] == [
        (", ".join(map(str, sorted(season.months))), f"{season.days} days") for season in seasons().all
    ]
    assert all(because.startswith(season.reason) for (_, _, because), season in zip(told, seasons().all, strict=True))
    assert seasons().days_after_shortfall == 1
    assert "tried again the next day" in page
