"""When each site's portal was last asked."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import Connection, text

from nianbao.domain.seasons import Looked

# A sample says nothing of the rest, and an error of our own nothing of the portal.
LOOKS = text("""
    SELECT outcome ->> 'site' AS site,
           max(started) FILTER (WHERE outcome ->> 'state' = 'complete') AS whole,
           max(started) FILTER (WHERE outcome ->> 'state' IN ('partial', 'blocked', 'unreachable', 'robots')) AS short
    FROM crawl, jsonb_array_elements(crawl.sites) AS outcome
    WHERE kind = 'live'
    GROUP BY outcome ->> 'site'
""")


def looks(connection: Connection) -> Mapping[str, Looked]:
    """By site, the days on which crawls of its portal began; what archives answered does not count."""
    return {row.site: Looked(_day(row.whole), _day(row.short)) for row in connection.execute(LOOKS)}


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if moment else None
