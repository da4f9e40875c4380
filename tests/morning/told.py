"""Looks and nights made by hand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from nianbao.jobs.morning.alarm import Alarm
from nianbao.jobs.morning.history import Known, SiteNight
from nianbao.jobs.morning.report import Morning
from nianbao.store.query_night_looks import SeenLook, ShownYear

NIGHT = date(2026, 4, 1)


def look(
    day: date = NIGHT, state: str = "complete", *, site: str = "shili", shown: int | None = None, **more: Any
) -> SeenLook:
    """A look at a quarter past three; whole where it shows something."""
    began = datetime(day.year, day.month, day.day, 3, 15, tzinfo=UTC)
    facts: dict[str, Any] = {
        "is_whole": shown is not None,
        "url": "http://x.test/",
        "rule": "",
        "evidence": "",
        "record_id": "<r>",
    }
    facts |= {"troubles": {}, "has_moved": False, "list_url": "http://x.test/list/", "crawl_id": day.toordinal()} | more
    return SeenLook(site=site, began=began, ended=began + timedelta(minutes=1), state=state, shown_id=shown, **facts)


def site_night(now: SeenLook | None, past: Sequence[SeenLook] = (), reports: int = 3, state: str = "") -> SiteNight:
    """A site's night, with what its crawl said of it."""
    outcome = {"site": "shili", "state": state or (now.state if now else "failed"), "reports": reports}
    return SiteNight("shili", now.crawl_id if now else 1, outcome, True, now, past)


def known(
    looks: Mapping[str, Sequence[SeenLook]],
    shown: Mapping[int, Mapping[int, ShownYear]] | None = None,
    *,
    night: date = NIGHT,
    holding: Sequence[str] = (),
    regions: Mapping[str, str] | None = None,
    paces: Mapping[tuple[str, int], Any] | None = None,
) -> Known:
    """What is known, from looks made by hand."""
    return Known(night, (), (), looks, shown or {}, frozenset(holding), regions or {}, paces or {})


def years(*listed: tuple[int, date | None]) -> dict[int, ShownYear]:
    """What a list shows: years and days."""
    return {year: ShownYear(first, (f"http://x.test/{year}.htm",)) for year, first in listed}


def morning(alarms: Sequence[Alarm] = (), night: date = NIGHT) -> Morning:
    """A night told, of these alarms."""
    return Morning(night, (), {"complete": 3}, 1, 0, 0, (), tuple(alarms), {"complete": 3}, {"held": 2})


def named(alarms: Sequence[Alarm]) -> list[tuple[str, str]]:
    """What they say."""
    return sorted(alarm.cause for alarm in alarms)
