"""Whether the database can be worked with, and how much it holds."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

SIZES = text("""
SELECT pg_database_size(current_database()) AS bytes,
       (SELECT count(*) FROM report) AS reports,
       (SELECT count(*) FROM edition) AS editions,
       (SELECT GREATEST(reltuples, 0)::bigint FROM pg_class WHERE oid = 'capture'::regclass) AS captures,
       (SELECT GREATEST(reltuples, 0)::bigint FROM pg_class WHERE oid = 'figure'::regclass) AS figures
""")
PLANNED = text("""
SELECT night_site.state, count(*) AS sites
FROM night JOIN night_site USING (night_id)
WHERE night.day = (SELECT max(day) FROM night)
GROUP BY night_site.state
""")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is held. `captures`, `figures`: as Postgres estimates them."""

    bytes: int
    reports: int
    editions: int
    captures: int
    figures: int


def sizes(connection: Connection) -> Sizes:
    """How much the database holds."""
    return Sizes(*connection.execute(SIZES).one())


def planned_sites(connection: Connection) -> dict[str, int]:
    """Sites of the plans of the latest day, by state; empty where nothing is planned by `nianbao schedule`."""
    return {row.state: row.sites for row in connection.execute(PLANNED)}
