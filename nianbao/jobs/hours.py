"""When a night is: the hours of NIANBAO_NIGHT by the clock of the portals' keepers, and the day that they are of."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from crawler.windows import CHINA, NoWindow, Window, window_of

# China is UTC+8: in its evening the UTC day is still the same.
HOURS = "20:00-07:00"


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one night. `day`: the UTC day on which it opens; `is_open`: whether the moment asked lies in it."""

    day: date
    opens: datetime
    closes: datetime
    is_open: bool


def hours_at(now: datetime, window: Window) -> Hours:
    """The night that a moment lies in; outside of them one of the same length that opens at that moment."""
    length = length_of(window)
    if not window.is_open(now):
        return Hours(now.date(), now, now + length, False)
    here = now.astimezone(CHINA)
    opened = datetime.combine(here.date(), window.opens, CHINA)
    opened = (opened if opened <= here else opened - timedelta(days=1)).astimezone(UTC)
    return Hours(opened.date(), opened, opened + length, True)


def length_of(window: Window) -> timedelta:
    """How long a window is open."""
    opens, closes = (timedelta(hours=at.hour, minutes=at.minute) for at in (window.opens, window.closes))
    return closes - opens if closes > opens else closes - opens + timedelta(days=1)


def night_window() -> Window:
    """NIANBAO_NIGHT as a window, `20:00-07:00` where it is not set. Raises NoWindow."""
    window = window_of(os.environ.get("NIANBAO_NIGHT", "").strip() or HOURS)
    if window is None:
        raise NoWindow("no hours at all")
    return window
