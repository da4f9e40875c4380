"""What should have run and did not is told; what need not run is not."""

from datetime import UTC, date, datetime, timedelta

from nianbao.jobs.morning.missed import crawl_alarms, missed_nights, never_run, overdue_alarms
from nianbao.store.query_night import LeftOver, NightCrawl
from tests.morning.told import NIGHT, known, look, named

NOW = datetime(2026, 4, 1, 8, tzinfo=UTC)


def crawl(state: str, hours: float = 5.0) -> NightCrawl:
    """A crawl of two sites of which one has ended, begun so many hours ago."""
    began = NOW - timedelta(hours=hours)
    done = [{"site": "shili_a", "state": "complete"}]
    return NightCrawl(7, began, began, None, state, ["shili_a", "shili_b"], done, False, True)


def left(site: str) -> LeftOver:
    """A site that was planned and given up."""
    return LeftOver(site, "given_up", "last looked at on 2026-03-25", "status 1", 3, NOW)


def test_a_crawl_that_runs_is_a_note_and_one_that_ran_a_day_is_dead() -> None:
    assert named(list(crawl_alarms([crawl("running")], NOW))) == [("running", "7")]
    assert named(list(crawl_alarms([crawl("running", 25)], NOW))) == [("broken_off", "7")]
    assert named(list(crawl_alarms([crawl("failed")], NOW))) == [("broken_off", "7")]
    assert list(crawl_alarms([crawl("complete"), crawl("incomplete")], NOW)) == []


def test_what_was_planned_and_never_ran_is_named() -> None:
    assert named(list(never_run([crawl("failed")], [], NOW))) == [("not_run", "shili_b")]
    assert list(never_run([crawl("running")], [], NOW)) == []
    told = list(never_run([crawl("complete")], [left("shili_a"), left("shili_c")], NOW))
    assert named(told) == [("not_run", "shili_c")]
    assert "status 1" in told[0].evidence


def test_a_site_is_overdue_days_after_it_was_due() -> None:
    for ago, is_told in ((9, False), (10, True)):
        seen = known({"shili": [look(NIGHT - timedelta(days=ago), shown=1)]})
        assert bool(list(overdue_alarms(seen, ["shili", "shili_never"]))) == is_told
    assert list(overdue_alarms(known({"shili": [look(NIGHT - timedelta(days=40), shown=1)]}), [])) == []


def test_a_site_that_fails_every_night_is_not_overdue() -> None:
    looks = [look(NIGHT, "failed"), look(NIGHT - timedelta(days=30), shown=1)]
    assert list(overdue_alarms(known({"shili": looks}), ["shili"])) == []


def test_a_night_is_missed_where_something_was_due_on_it() -> None:
    days = [date(2026, 3, 20), date(2026, 3, 30), date(2026, 4, 1)]
    shut = {"shili": [look(date(2026, 3, 30), "unreachable")]}
    assert named(list(missed_nights(shut, days, ["shili"], NIGHT))) == [("missed_night", "2026-03-31")]
    whole = {"shili": [look(date(2026, 3, 30), shown=1)]}
    assert list(missed_nights(whole, days, ["shili"], NIGHT)) == []
    assert list(missed_nights(shut, [], ["shili"], NIGHT)) == []


def test_a_month_without_a_crawl_is_none_in_autumn_and_is_one_in_spring() -> None:
    for last, is_told in ((date(2026, 10, 20), False), (date(2026, 3, 20), True)):
        crawled = last - timedelta(days=15)
        looks = {"shili": [look(crawled, shown=1)]}
        assert bool(list(missed_nights(looks, [crawled], ["shili"], last))) == is_told
