"""Hours of the day in which a portal may be asked, by the clock of its keepers (UTC+8, no summer time since 1991)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
WRITTEN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


class NoWindow(ValueError):
    """Words that are no `HH:MM-HH:MM`; raised by `window_of`."""


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens` up to `closes`, over midnight where that is the earlier one."""

    opens: time
    closes: time

    def is_open(self, moment: datetime) -> bool:
        """Whether a moment (with a time zone) lies in it."""
        now = moment.astimezone(CHINA).time()
        if self.opens < self.closes:
            return self.opens <= now < self.closes
        return now >= self.opens or now < self.closes

    def next_open(self, moment: datetime) -> datetime:
        """The moment itself where it lies in the window, else when that opens next; in UTC."""
        if self.is_open(moment):
            return moment.astimezone(UTC)
        here = moment.astimezone(CHINA)
        opening = datetime.combine(here.date(), self.opens, CHINA)
        return (opening if opening > here else opening + timedelta(days=1)).astimezone(UTC)


def window_of(written: str) -> Window | None:
    """`20:00-08:00` as a window; None for no words, which is any hour. Raises NoWindow."""
    if not written:
        return None
    found = WRITTEN.fullmatch(written)
    if found is None or found[1] + found[2] == found[3] + found[4]:
        raise NoWindow(f"{written!r} is no window: write it as 20:00-08:00")
    return Window(time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4])))


def day_of(moment: datetime) -> str:
    """The day in China that a moment lies in (2026-01-31)."""
    return moment.astimezone(CHINA).date().isoformat()


def next_day(moment: datetime) -> datetime:
    """The midnight in China that follows a moment; in UTC."""
    here = moment.astimezone(CHINA)
    return datetime.combine(here.date() + timedelta(days=1), time(), CHINA).astimezone(UTC)
