"""How much a host may be asked in a day, and when: the strictest of what its rows, families and settings say."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from crawler.registry import Site, sites
from crawler.windows import Window, next_day, window_of


@dataclass(frozen=True, slots=True)
class Wait:
    """A host is left alone until then; `why`: words for the account."""

    until: datetime
    why: str

    def told(self, host: str) -> str:
        """One line for people."""
        return f"paused until {self.until:%Y-%m-%dT%H:%M:%SZ}: {self.why} of {host}: not asked"


@dataclass(frozen=True, slots=True)
class Limit:
    """`daily`: requests a day in China, with robots.txt, redirects, repeated ones; `windows`: all must be open."""

    daily: int
    windows: tuple[Window, ...] = ()

    def next_open(self, moment: datetime) -> datetime:
        """When every window is open, from this moment on; where they never meet, when the last of them opens."""
        for _ in range(1 + len(self.windows)):
            later = max((window.next_open(moment) for window in self.windows), default=moment)
            if later == moment:
                return moment
            moment = later
        return moment

    def next_day(self, moment: datetime) -> datetime:
        """When there is a day's number of requests anew, and every window is open."""
        return self.next_open(next_day(moment))

    def spent(self, now: datetime, where: str = "") -> Wait:
        """A day's requests are used up; `where`: words ahead of that, with a space."""
        return Wait(self.next_day(now), f"{where}these were the {self.daily} requests a day")


def limit_of(host: str, daily: int, window: str) -> Limit:
    """The limit of a host, over all rows of the registry that it stands in; `daily`, `window`: the settings'."""
    return strictest([limit_of_site(site, daily, window) for site in sites_of_host(host)] or [plain(daily, window)])


def sites_of_host(host: str) -> list[Site]:
    """Every row that has an address on this host."""
    return [site for site in sites().values() if host in site.hosts]


def limit_of_site(site: Site, daily: int, window: str) -> Limit:
    """The limit of one row: what it says, else what is known of its family, else the settings'."""
    family = manners().get(site.family, {})
    said = site.daily_requests if site.daily_requests is not None else family.get("daily_requests", daily)
    return plain(said, site.window if site.window is not None else family.get("window", window))


def plain(daily: int, window: str) -> Limit:
    """A limit in the words of data."""
    opened = window_of(window)
    return Limit(daily, (opened,) if opened else ())


def strictest(limits: Iterable[Limit]) -> Limit:
    """The fewest requests, and every window."""
    known = list(limits)
    windows = dict.fromkeys(window for limit in known for window in limit.windows)
    return Limit(min(limit.daily for limit in known), tuple(windows))


@cache
def manners() -> Mapping[str, Mapping[str, Any]]:
    """The data file, read once: family -> what is known of its portals."""
    data: Mapping[str, Mapping[str, Any]] = tomllib.loads((files("crawler") / "manners.toml").read_text("utf-8"))
    return data
