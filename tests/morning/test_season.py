"""Silence is heard in its season, against the law and against one's own past; a slow portal against its own habit."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from nianbao.jobs.morning.history import Known
from nianbao.jobs.morning.season import late_alarm, slow_alarm, zero_alarms
from nianbao.store.query_night_looks import ShownYear
from tests.morning.told import NIGHT, known, look, named, site_night, years

SITES = ("shili_a", "shili_b", "shili_c")
REGIONS = dict.fromkeys(SITES, "990121")
LATE_PAST = tuple((year, date(year + 1, 3, 20)) for year in (2022, 2023, 2024))


def province(night: date, shown: Mapping[int, ShownYear], *, sites: tuple[str, ...] = SITES, ago: int = 0) -> Known:
    """Sites of one province whose lists show that, read whole so many days ago."""
    looks = {site: [look(night - timedelta(days=ago), site=site, shown=1)] for site in sites}
    return known(looks, {1: shown}, night=night, regions=REGIONS)


@pytest.mark.parametrize(
    ("night", "is_told"),
    [
        (date(2026, 3, 31), False),  # the last day
        (date(2026, 4, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
        (date(2026, 10, 1), False),
    ],
)
def test_nobody_new_in_a_province_is_an_alarm_in_its_season_alone(night: date, is_told: bool) -> None:
    assert named(list(zero_alarms(province(night, years((2024, None)))))) == ([("zero", "990000")] if is_told else [])


def test_somebody_new_is_none() -> None:
    assert list(zero_alarms(province(NIGHT, years((2025, None))))) == []
    seen = province(NIGHT, years((2024, None)))
    held = known(seen.looks, seen.shown, holding=["shili_b"], regions=REGIONS)
    assert list(zero_alarms(held)) == []


def test_of_few_lists_or_old_looks_silence_says_nothing() -> None:
    assert list(zero_alarms(province(NIGHT, years((2024, None)), sites=SITES[:2]))) == []
    assert list(zero_alarms(province(NIGHT, years((2024, None)), ago=40))) == []


def test_a_province_is_held_against_its_own_past_before_the_law_speaks() -> None:
    early = tuple((year, date(year + 1, 1, 20)) for year in (2022, 2023, 2024))
    assert list(zero_alarms(province(date(2026, 2, 3), years(*early)))) == []
    (alarm,) = zero_alarms(province(date(2026, 2, 4), years(*early)))
    assert "2025-01-20" in alarm.evidence
    assert list(zero_alarms(province(date(2026, 2, 4), years(*early[1:])))) == []


@pytest.mark.parametrize(("night", "is_told"), [(date(2026, 4, 10), False), (date(2026, 4, 11), True)])
def test_a_site_is_late_by_its_own_habit(night: date, is_told: bool) -> None:
    now = look(night, shown=1)
    seen = known({"shili": [now]}, {1: years(*LATE_PAST)}, night=night)
    assert named(list(late_alarm(seen, site_night(now)))) == ([("late", "shili")] if is_told else [])


def test_a_site_whose_list_was_not_read_is_not_late() -> None:
    now, before = look(state="blocked"), look(NIGHT - timedelta(days=9), shown=1)
    night = date(2026, 6, 1)
    seen = known({"shili": [now, before]}, {1: years(*LATE_PAST)}, night=night)
    assert list(late_alarm(seen, site_night(now, [before]))) == []


@pytest.mark.parametrize(("seconds", "is_told"), [(150.0, True), (70.0, False), (30.0, False)])
def test_a_portal_is_slow_against_its_own_nights(seconds: float, is_told: bool) -> None:
    past = [look(NIGHT - timedelta(days=ago)) for ago in (1, 2, 3)]
    paces = {("shili", one.crawl_id): SimpleNamespace(answers=11, seconds=30.0) for one in past}
    now = look()
    paces["shili", now.crawl_id] = SimpleNamespace(answers=11, seconds=seconds)
    seen = known({"shili": [now, *past]}, paces=paces)
    assert named(list(slow_alarm(seen, site_night(now, past)))) == ([("slow", "shili")] if is_told else [])
    assert list(slow_alarm(seen, site_night(now, past[:2]))) == []
