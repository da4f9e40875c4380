"""What a host may be asked: row before family before settings, and of several rows the strictest."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from crawler import limits
from crawler.allowances import Allowances
from crawler.limits import Limit, limit_of, limit_of_site
from crawler.registry import Site, row_faults, site_of, sites
from crawler.windows import Window

ROW: dict[str, Any] = {
    "name": "shili_one",
    "region": "000000",
    "publisher": "示例县人民政府",
    "family": "trs",
    "list_url": "http://www.one.test/nb/",
    "first_year": 2020,
    "evidence": "made",
}
NIGHT, MORNING = Window(time(20), time(8)), Window(time(6), time(10))
# 23:00 in China.
EVENING = datetime(2026, 3, 15, 15, tzinfo=UTC)


def site(**more: Any) -> Site:
    return site_of({**ROW, **more})


def test_the_row_goes_before_its_family_and_that_before_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"trs": {"daily_requests": 300, "window": "20:00-08:00"}}
    monkeypatch.setattr(limits, "manners", lambda: known)
    assert limit_of_site(site(), 1000, "") == Limit(300, (NIGHT,))
    assert limit_of_site(site(daily_requests=700, window=""), 1000, "20:00-08:00") == Limit(700)
    assert limit_of_site(site(family="plain"), 1000, "06:00-10:00") == Limit(1000, (MORNING,))


def test_of_several_rows_on_a_host_the_strictest_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [site(daily_requests=40, window="20:00-08:00"), site(daily_requests=90, window="06:00-10:00")]
    monkeypatch.setattr(limits, "sites_of_host", lambda host: both)
    limit = limit_of("www.one.test", 1000, "")
    assert limit == Limit(40, (NIGHT, MORNING))
    # Both are open from six to eight.
    assert limit.next_open(EVENING) == datetime(2026, 3, 15, 22, tzinfo=UTC)
    assert limit.next_day(EVENING) == datetime(2026, 3, 15, 22, tzinfo=UTC)


def test_windows_that_never_meet_end() -> None:
    limit = Limit(1, (Window(time(1), time(2)), Window(time(3), time(4))))
    assert limit.next_open(EVENING) > EVENING


def test_every_host_of_the_registry_has_a_limit_that_lets_it_be_asked() -> None:
    for host in {host for known in sites().values() for host in known.hosts}:
        limit = limit_of(host, 1000, "")
        assert 0 < limit.daily <= 1000
        assert all(window.is_open(limit.next_open(EVENING)) for window in limit.windows), host
    assert limit_of("www.putuo.gov.cn", 1000, "").daily == 500


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"daily_requests": 0}, "daily_requests = 0: a site that is not to be asked has no row"),
        ({"daily_requests": "many"}, "field 'daily_requests' is not of type int"),
        ({"window": "at night"}, "'at night' is no window: write it as 20:00-08:00"),
    ],
)
def test_a_limit_that_is_none_is_named(change: dict[str, Any], fault: str) -> None:
    assert fault in list(row_faults("shili", {**ROW, **change}))
    assert list(row_faults("shili", {**ROW, "daily_requests": 1, "window": "20:00-08:00"})) == []


def test_what_is_left_of_a_day(tmp_path: Path) -> None:
    allowances = Allowances(tmp_path, 2, "")
    assert [allowances.take("a", EVENING) for _ in range(2)] == [None, None]
    waiting = allowances.take("a", EVENING)
    assert waiting is not None
    assert waiting.told("a") == "paused until 2026-03-15T16:00:00Z: these were the 2 requests a day of a: not asked"
    assert allowances.wait("a", EVENING) == waiting
    # Another host, and the same one on the next day in China.
    assert allowances.take("b", EVENING) is None
    assert allowances.take("a", waiting.until) is None


def test_a_closed_window_counts_nothing(tmp_path: Path) -> None:
    allowances = Allowances(tmp_path, 1, "06:00-10:00")
    waiting = allowances.take("a", EVENING)
    assert waiting is not None
    assert waiting.until == datetime(2026, 3, 15, 22, tzinfo=UTC)
    assert allowances.take("a", waiting.until) is None
