"""What is known of each site up to a night: its looks, what its list showed, how long it took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection

from nianbao.store.query_night import NightCrawl, bounds_of, night_crawls
from nianbao.store.query_night_looks import SeenLook, ShownYear, looks_until, paces, shown_years, sites_holding

# Looks of a site of which the pace is asked for.
PACED = 7


@dataclass(frozen=True, slots=True)
class SiteNight:
    """One site on one night: how its last crawl of the night ended, the look it left, and the looks before.

    `outcome`: its line in that crawl; `asks_all`: that asked for every held report too; `look` null: nothing was
    exchanged. `past`: the latest first.
    """

    site: str
    crawl_id: int
    outcome: Mapping[str, Any]
    asks_all: bool
    look: SeenLook | None
    past: Sequence[SeenLook]


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that alarms are judged by. `looks`: by site, until the night's end, the latest first.

    `shown`: what lists showed, by number and report year; `holding`: sites of which a report on the year before the
    night's is held; `regions`: by site, the code of its region; `paces`: answers and seconds, by site and crawl.
    """

    night: date
    crawls: Sequence[NightCrawl]
    sites: Sequence[SiteNight]
    looks: Mapping[str, Sequence[SeenLook]]
    shown: Mapping[int, Mapping[int, ShownYear]]
    holding: frozenset[str]
    regions: Mapping[str, str]
    paces: Mapping[tuple[str, int], Any] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The report year that the season is about."""
        return self.night.year - 1

    def last_whole(self, site: str, before: datetime | None = None) -> SeenLook | None:
        """The last look at which the site's list was read whole, or the last one before a moment."""
        whole = (look for look in self.looks.get(site, ()) if look.is_whole and look.shown_id is not None)
        return next((look for look in whole if before is None or look.began < before), None)


def day_of(moment: datetime) -> date:
    """The day (UTC) of a moment."""
    return moment.astimezone(UTC).date()


def known_of(connection: Connection, night: date, regions: Mapping[str, str]) -> Known:
    """What is known at the end of a night; `regions`: the code of the region of each site of the registry."""
    crawls = night_crawls(connection, night)
    _, end = bounds_of(night)
    looks = looks_until(connection, end, [crawl.crawl_id for crawl in crawls])
    sites = site_nights(crawls, looks)
    paced = {one.crawl_id for site in sites for one in (site.look, *site.past[:PACED]) if one}
    return Known(
        night=night,
        crawls=crawls,
        sites=sites,
        looks=looks,
        shown=shown_years(connection, (one.shown_id for past in looks.values() for one in past if one.shown_id)),
        holding=sites_holding(connection, night.year - 1, end),
        regions=regions,
        paces=paces(connection, sorted(paced)),
    )


def site_nights(crawls: Sequence[NightCrawl], looks: Mapping[str, Sequence[SeenLook]]) -> tuple[SiteNight, ...]:
    """One row a site: its last crawl of the night is what counts."""
    last = {outcome["site"]: (crawl, outcome) for crawl in crawls for outcome in crawl.sites}
    told = []
    for site, (crawl, outcome) in sorted(last.items()):
        seen = looks.get(site, ())
        look = next((one for one in seen if one.crawl_id == crawl.crawl_id), None)
        before = look.began if look else crawl.began
        past = [one for one in seen if one.began < before]
        told.append(SiteNight(site, crawl.crawl_id, outcome, crawl.asks_all, look, past))
    return tuple(told)
