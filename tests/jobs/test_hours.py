"""Hours of a night: moments in UTC, hours in China (UTC+8), worked out by hand."""

from datetime import UTC, datetime

import pytest

from crawler.windows import NoWindow, window_of
from nianbao.jobs.hours import hours_at, night_window

# Hours, the moment asked, the day, when it opened, when it closes, whether it is open.
CASES = [
    ("20:00-07:00", "2027-01-10T12:00", "2027-01-10", "2027-01-10T12:00", "2027-01-10T23:00", True),
    ("20:00-07:00", "2027-01-10T22:59", "2027-01-10", "2027-01-10T12:00", "2027-01-10T23:00", True),
    ("20:00-07:00", "2027-01-10T05:00", "2027-01-10", "2027-01-10T05:00", "2027-01-10T16:00", False),
    # Over the midnight of UTC it stays the night of the day on which it opened.
    ("02:00-12:00", "2027-01-11T01:00", "2027-01-10", "2027-01-10T18:00", "2027-01-11T04:00", True),
    ("00:00-23:59", "2027-01-10T05:00", "2027-01-09", "2027-01-09T16:00", "2027-01-10T15:59", True),
]


@pytest.mark.parametrize(("hours", "now", "day", "opens", "closes", "is_open"), CASES)
def test_the_hours_of_a_night(hours: str, now: str, day: str, opens: str, closes: str, is_open: bool) -> None:
    window = window_of(hours)
    assert window is not None
    found = hours_at(datetime.fromisoformat(now).replace(tzinfo=UTC), window)
    told = [at.strftime("%Y-%m-%dT%H:%M") for at in (found.opens, found.closes)]
    assert (found.day.isoformat(), *told, found.is_open) == (day, opens, closes, is_open)


def test_the_hours_are_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NIANBAO_NIGHT", raising=False)
    assert night_window() == window_of("20:00-07:00")
    monkeypatch.setenv("NIANBAO_NIGHT", "22:00-06:00")
    assert night_window() == window_of("22:00-06:00")
    monkeypatch.setenv("NIANBAO_NIGHT", "at night")
    with pytest.raises(NoWindow, match="at night"):
        night_window()
