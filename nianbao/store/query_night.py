"""One night: the crawls that began on a day, what they say of each site, and what was planned and never ran."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, text

# A crawl is of the day of its first exchange; one that exchanged nothing, of the day on which it was begun.
CRAWLS = """
WITH begun AS (
SELECT crawl.crawl_id, COALESCE(first.began, crawl.started) AS began, crawl.started, crawl.ended, crawl.state,
       crawl.selection, crawl.sites, crawl.options ?| ARRAY['year', 'since', 'sample_of', 'newest'] AS is_limited,
       crawl.options = '{}' AS asks_all
FROM crawl
LEFT JOIN (SELECT crawl_id, min(began) AS began FROM look GROUP BY crawl_id) AS first USING (crawl_id)
WHERE crawl.kind = 'live'
)"""
OF_NIGHT = text("\n".join((CRAWLS, "SELECT * FROM begun WHERE began >= :begin AND began < :end ORDER BY crawl_id")))
DAY = "SELECT DISTINCT (began AT TIME ZONE 'UTC')::date FROM begun WHERE began < :end AND NOT is_limited ORDER BY 1"
DAYS = text("\n".join((CRAWLS, DAY)))
LEFT = text("""
SELECT night_site.site, night_site.state, night_site.why, night_site.error, night_site.attempts, night.deadline
FROM night JOIN night_site USING (night_id)
WHERE night.day = :day AND (night_site.state IN ('given_up', 'missed')
  OR (night_site.state IN ('planned', 'running') AND night.deadline < :now))
ORDER BY night_site.site
""")


@dataclass(frozen=True, slots=True)
class NightCrawl:
    """A live crawl. `began`: its first exchange; `sites`: as `nianbao crawl` prints them; `is_limited`: not to all that
    a site lists; `asks_all`: every held report was asked for anew too.
    """

    crawl_id: int
    began: datetime
    started: datetime
    ended: datetime | None
    state: str
    selection: Sequence[str]
    sites: Sequence[Mapping[str, Any]]
    is_limited: bool
    asks_all: bool


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A site that was planned for a night and never done; `error`: what went wrong on our side, empty: nothing."""

    site: str
    state: str
    why: str
    error: str
    attempts: int
    deadline: datetime


def bounds_of(night: date) -> tuple[datetime, datetime]:
    """The first moment of a day (UTC), and that of the next."""
    begin = datetime.combine(night, time(), UTC)
    return begin, begin + timedelta(days=1)


def night_crawls(connection: Connection, night: date) -> tuple[NightCrawl, ...]:
    """The crawls of a night, oldest first."""
    begin, end = bounds_of(night)
    return tuple(NightCrawl(*row) for row in connection.execute(OF_NIGHT, {"begin": begin, "end": end}))


def crawled_days(connection: Connection, until: date) -> tuple[date, ...]:
    """The days on which crawls began, up to this one, oldest first."""
    return tuple(connection.execute(DAYS, {"end": bounds_of(until)[1]}).scalars())


def left_over(connection: Connection, night: date, now: datetime) -> tuple[LeftOver, ...]:
    """What was planned for a night and not done by its deadline, or given up; what a person cancelled is not meant."""
    return tuple(LeftOver(*row) for row in connection.execute(LEFT, {"day": night, "now": now}))
