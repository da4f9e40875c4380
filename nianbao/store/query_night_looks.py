"""What was seen of each site up to a night, and how long it took."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

# Looks that are kept in mind of a site: what it did before is told from these.
REMEMBERED = 20
LOOKS = text("""
SELECT * FROM (
    SELECT look.site, look.began, look.ended, look.crawl_id, look.state, look.is_whole, look.shown_id, look.list_url,
           look.url, look.rule, look.evidence, look.record_id, look.troubles, look.has_moved,
           row_number() OVER (PARTITION BY look.site ORDER BY look.began DESC) AS place
    FROM look JOIN crawl USING (crawl_id)
    WHERE crawl.kind = 'live' AND look.began >= CAST(:end AS timestamptz) - interval '400 days'
      AND (look.began < :end OR look.crawl_id = ANY(:crawls))
) AS look
WHERE place <= :remembered
ORDER BY site, began DESC
""")
SHOWN = text("""
SELECT shown_id, COALESCE(CAST(one ->> 'year' AS int), 0) AS year, min(CAST(one ->> 'published' AS date)) AS first,
       array_agg(one ->> 'url' ORDER BY one ->> 'url') AS urls
FROM shown, jsonb_array_elements(shown.rows) AS one
WHERE shown_id = ANY(:shown) AND one ->> 'verdict' = 'report'
GROUP BY shown_id, 2
""")
HELD = text("""
SELECT document.site, report.year
FROM report JOIN reading USING (report_id) JOIN edition USING (edition_id) JOIN document USING (document_id)
JOIN capture USING (edition_id)
WHERE report.year = :year AND capture.captured_at < :end
GROUP BY document.site, report.year
""")
PACE = text("""
SELECT site, crawl_id, count(*) AS answers,
       CAST(extract(epoch FROM max(captured_at) - min(captured_at)) AS float) AS seconds
FROM capture
WHERE crawl_id = ANY(:crawls)
GROUP BY site, crawl_id
""")


@dataclass(frozen=True, slots=True)
class SeenLook:
    """A look, as the table `look` has it; `troubles`: kind -> how many things it kept from us."""

    site: str
    began: datetime
    ended: datetime
    crawl_id: int
    state: str
    is_whole: bool
    shown_id: int | None
    list_url: str | None
    url: str | None
    rule: str
    evidence: str
    record_id: str | None
    troubles: Mapping[str, int]
    has_moved: bool


@dataclass(frozen=True, slots=True)
class ShownYear:
    """What a list showed of the site's own reports on a year (0: the title names none); `first`: earliest day."""

    first: date | None
    urls: tuple[str, ...]


def looks_until(connection: Connection, end: datetime, crawls: Sequence[int]) -> dict[str, list[SeenLook]]:
    """By site its last looks before a moment, or by these crawls, which may have gone on after it; the latest first."""
    found: dict[str, list[SeenLook]] = {}
    for row in connection.execute(LOOKS, {"end": end, "crawls": list(crawls), "remembered": REMEMBERED}):
        look = SeenLook(*row[:-1])
        found.setdefault(look.site, []).append(look)
    return found


def shown_years(connection: Connection, shown: Iterable[int]) -> dict[int, dict[int, ShownYear]]:
    """By what was shown, and year, the own reports in it; what shows none has no years."""
    wanted = sorted(set(shown))
    found: dict[int, dict[int, ShownYear]] = {one: {} for one in wanted}
    for row in connection.execute(SHOWN, {"shown": wanted}):
        found[row.shown_id][row.year] = ShownYear(row.first, tuple(row.urls))
    return found


def sites_holding(connection: Connection, year: int, end: datetime) -> frozenset[str]:
    """The sites of which a report on a year was held before a moment."""
    return frozenset(row.site for row in connection.execute(HELD, {"year": year, "end": end}))


def paces(connection: Connection, crawls: Sequence[int]) -> Mapping[tuple[str, int], Any]:
    """By site and crawl: how many answers there were, and the seconds from the first to the last."""
    return {(row.site, row.crawl_id): row for row in connection.execute(PACE, {"crawls": list(crawls)})}
