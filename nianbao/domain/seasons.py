"""When a site is due to be looked at again; how often in which months stands in `seasons.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Season:
    """Months of the year, and how many days at most lie between two whole crawls of a site in them."""

    name: str
    months: frozenset[int]
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Looked:
    """Days (UTC) on which a site's portal was last asked; null: never.

    `whole`: all that the site lists was got. `short`: something was not, or the portal refused.
    """

    whole: date | None = None
    short: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Whether a site is to be looked at on the day in question, and why or why not, as half a sentence."""

    is_due: bool
    reason: str


NEVER = Looked()


def due_on(today: date, looked: Looked) -> Due:
    """Whether a site that was last looked at then is due today."""
    if looked.short is not None and (looked.whole is None or looked.whole <= looked.short):
        again = looked.short + timedelta(seasons().days_after_shortfall)
        if today < again:
            return Due(False, f"fell short on {looked.short}: not pressed before {again}")
    if looked.whole is None:
        return Due(True, f"never crawled whole, last tried on {looked.short}" if looked.short else "never crawled")
    season = season_of(today)
    following = looked.whole + timedelta(season.days)
    every = f"{season.name}: every {season.days} days, {season.reason}"
    if today < following:
        return Due(False, f"crawled whole on {looked.whole}, due again on {following} ({every})")
    return Due(True, f"last crawled whole on {looked.whole} ({every})")


def season_of(day: date) -> Season:
    """The season that a day lies in."""
    return next(season for season in seasons().all if day.month in season.months)


@dataclass(frozen=True, slots=True)
class Seasons:
    """The data file. `days_after_shortfall`: for so long a portal that refused is left alone."""

    all: tuple[Season, ...]
    days_after_shortfall: int


@cache
def seasons() -> Seasons:
    """The data file, read once."""
    data = tomllib.loads((files("nianbao.domain") / "seasons.toml").read_text("utf-8"))
    rows = (Season(row["name"], frozenset(row["months"]), row["days"], row["reason"]) for row in data["season"])
    return Seasons(tuple(rows), data["days_after_shortfall"])
