"""When each site was last seen how far, whose report is still awaited, and which held reports were asked for when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, text

from nianbao.domain.nightly import SeenSite

# The options of a run that passes over nothing that is not held: none, or a look's.
SEEN = text("""
    SELECT site,
           max(began) FILTER (WHERE is_listed) AS listed,
           max(began) FILTER (WHERE is_listed AND options = '{}') AS whole,
           max(began) FILTER (WHERE state IN ('partial', 'blocked', 'unreachable', 'robots')) AS short
    FROM (
        SELECT look.site, look.began, look.state, crawl.options,
               (look.is_whole OR look.state IN ('complete', 'sampled')) AND look.state <> 'failed'
               AND crawl.options - 'look' = '{}' AS is_listed
        FROM look JOIN crawl USING (crawl_id)
        WHERE crawl.kind = 'live' AND look.began <= :latest
    ) AS looked
    GROUP BY site
""")
# By the site's own list, or by what the report itself says.
HELD_OF_YEAR = text("""
    SELECT site FROM listing WHERE year = :year AND verdict = 'report' AND state IN ('held', 'format_not_read')
    UNION
    SELECT portal.site FROM portal JOIN document USING (site) JOIN edition USING (document_id)
    JOIN reading USING (edition_id)
    WHERE reading.year = :year AND reading.report_id IS NOT NULL AND reading.publisher_name = portal.publisher
""")
# Pages that were held when they were asked for last, that longest ago first. Files come with their pages.
HELD = text("""
    SELECT site, url, at AS asked
    FROM (
        SELECT DISTINCT ON (site, url) site, url, at, state FROM outcome
        WHERE site = ANY (:sites) AND at <= :latest ORDER BY site, url, at DESC
    ) AS last
    WHERE state = 'held' AND NOT EXISTS (
        SELECT FROM document
        WHERE document.site = last.site AND document.url = last.url AND document.attached_to IS NOT NULL
    )
    ORDER BY site, at, url
""")
# Moments later than this from now are of a clock that was wrong, and say nothing.
ASKEW = timedelta(days=1)


def seen_sites(connection: Connection, now: datetime) -> Mapping[str, SeenSite]:
    """By site, how far its portal was seen when; sites that never were are not in it.

    Awaited at a moment is the report of the year before.
    """
    held = set(connection.execute(HELD_OF_YEAR, {"year": now.year - 1}).scalars())
    return {
        row.site: SeenSite(_day(row.listed), _day(row.whole), _day(row.short), row.site not in held)
        for row in connection.execute(SEEN, {"latest": now + ASKEW})
    }


def passed_over(
    connection: Connection, sites: Sequence[str], now: datetime, *, revisits: int, days: int
) -> Mapping[str, Collection[str]]:
    """By site, the addresses of held reports that a look does not ask for.

    It asks for `revisits` at most, those first that were asked for longest ago, and for none asked for within so many
    `days`.
    """
    held: dict[str, list[tuple[str, bool]]] = {}
    recent = now - timedelta(days)
    for row in connection.execute(HELD, {"sites": list(sites), "latest": now + ASKEW}):
        held.setdefault(row.site, []).append((row.url, row.asked > recent))
    return {
        site: [url for place, (url, is_recent) in enumerate(rows) if is_recent or place >= revisits]
        for site, rows in held.items()
    }


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(UTC).date() if moment else None
