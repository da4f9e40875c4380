"""What a night asks of a site: nothing, a look at its list, or everything; by the legal calendar in `seasons.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from nianbao.domain.report import PublisherKind
from nianbao.domain.seasons import season_of, seasons


@dataclass(frozen=True, slots=True)
class SeenSite:
    """Days (UTC) on which a site's portal was last seen; null: never.

    `listed`: its list was read whole, and what was not held was asked for; `whole`: and so was every report of it;
    `short`: something did not come. `is_awaited`: its publisher's report of the year before is not held.
    """

    listed: date | None = None
    whole: date | None = None
    short: date | None = None
    is_awaited: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a site tonight. `depth`: `none`, `look` or `whole`; `reason`: why, as half a sentence."""

    depth: str
    reason: str

    @property
    def is_due(self) -> bool:
        """Whether anything is."""
        return self.depth != "none"


@dataclass(frozen=True, slots=True)
class Awaited:
    """In which months a kind of publisher is looked at how often (in days) while its report is not held."""

    kinds: frozenset[PublisherKind]
    months: frozenset[int]
    days: int
    reason: str


@dataclass(frozen=True, slots=True)
class Nightly:
    """The data file's part for nights; numbers are days, but for `revisits`: held reports a look asks for at most."""

    after_shortfall: int
    after_partial: int
    whole: int
    revisit: int
    revisits: int
    awaited: tuple[Awaited, ...]


NEVER_SEEN = SeenSite()


def asked_on(today: date, seen: SeenSite, kind: PublisherKind) -> Asked:
    """What a site whose publisher is of this kind is asked for on a day."""
    if seen.short is not None and (seen.listed is None or seen.listed < seen.short):
        again = seen.short + timedelta(nightly().after_shortfall)
        told = f"fell short on {seen.short}"
        return Asked("none", f"{told}: not pressed before {again}") if today < again else due(today, seen, told)
    if seen.listed is None:
        return Asked("whole", "never looked at")
    days, reason = how_often(today, seen, kind)
    following = seen.listed + timedelta(days)
    every = f"every {days} days, {reason}" if days > 1 else f"every night, {reason}"
    if today < following:
        return Asked("none", f"looked at on {seen.listed}, due again on {following} ({every})")
    return due(today, seen, f"last looked at on {seen.listed} ({every})")


def due(today: date, seen: SeenSite, reason: str) -> Asked:
    """A look, or everything where that is long ago."""
    if seen.whole is None:
        return Asked("whole", f"{reason}; never asked for every report")
    if today >= seen.whole + timedelta(nightly().whole):
        return Asked("whole", f"{reason}; last asked for every report on {seen.whole}")
    return Asked("look", reason)


def how_often(today: date, seen: SeenSite, kind: PublisherKind) -> tuple[int, str]:
    """Every how many days a site is looked at, and why: the shortest of what the calendar says."""
    season = season_of(today)
    rules = [(season.days, f"{season.name}: {season.reason}")]
    if seen.is_awaited:
        found = (one for one in nightly().awaited if kind in one.kinds and today.month in one.months)
        rules += [(one.days, one.reason) for one in found]
    if seen.short is not None and seen.short == seen.listed:
        rules.append((nightly().after_partial, "something did not come"))
    return min(rules)


@cache
def nightly() -> Nightly:
    """The data file, read once."""
    data = tomllib.loads((files("nianbao.domain") / "seasons.toml").read_text("utf-8"))
    awaited = (
        Awaited(frozenset(map(PublisherKind, row["kinds"])), frozenset(row["months"]), row["days"], row["reason"])
        for row in data["awaited"]
    )
    return Nightly(
        seasons().days_after_shortfall,
        data["days_after_partial"],
        data["days_whole"],
        data["days_revisit"],
        data["revisits"],
        tuple(awaited),
    )
