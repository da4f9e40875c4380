"""The views that are kept (materialised), and how they are made anew without keeping a reader waiting."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

# In the order they are made: each shows those before it.
KEPT = (
    "region_year_kept",
    "report_kept",
    "figure_kept",
    "total_kept",
    "coverage_kept",
    "searched_kept",
    "frame_kept",
    "pub.harmonised",
    "pub.rate",
    "pub.report_panel",
    "pub.report_panel_filled",
    "pub.report_panel_status",
)
# Wide ones are left out: nobody asks for a plan by one of five hundred columns, and looking at all of them takes long.
WEIGHED = (
    "region_year_kept",
    "report_kept",
    "figure_kept",
    "total_kept",
    "coverage_kept",
    "searched_kept",
    "frame_kept",
    "pub.harmonised",
    "pub.rate",
)
# Of ranks Postgres expects only one to be 1, and so loops over all reports for each report. As everything is made anew,
# tables are to be joined whole, within memory.
PLANNED = "SET enable_nestloop = off SET work_mem = '64MB'"
NOTE = """
INSERT INTO refreshed (what, at, seconds)
VALUES ('views', clock_timestamp(), round(extract(epoch FROM clock_timestamp() - began), 3))
ON CONFLICT (what) DO UPDATE SET at = excluded.at, seconds = excluded.seconds;
"""
FUNCTION = """
CREATE FUNCTION refresh_views(at_once boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
{planned}
AS $$
DECLARE
    began CONSTANT timestamptz := clock_timestamp();
BEGIN
    IF at_once THEN
        {plain}
    ELSE
        {beside}
    END IF;
    PERFORM refresh_text_reuse();
    {note}
END
$$;
COMMENT ON FUNCTION refresh_views IS
    'Makes the kept views anew; readers go on with what they see. At once: for views that were never made.';
REVOKE EXECUTE ON FUNCTION refresh_views(boolean) FROM PUBLIC;
"""


def refresh_function() -> str:
    """The statement that makes the function which makes the kept views anew; it is the owner who does."""
    return FUNCTION.format(
        planned=PLANNED,
        plain=" ".join(_made("REFRESH MATERIALIZED VIEW", name) for name in KEPT),
        beside=" ".join(_made("REFRESH MATERIALIZED VIEW CONCURRENTLY", name) for name in KEPT),
        note=NOTE,
    )


def _made(how: str, name: str) -> str:
    """Made anew, then weighed at once: those after it are planned by what it holds now."""
    return f"{how} {name};" + (f" ANALYZE {name};" if name in WEIGHED else "")


def refresh_views(connection: Connection) -> None:
    """Make the kept views anew, within the connection's transaction; readers are not kept waiting."""
    connection.exec_driver_sql("SELECT refresh_views()")


def fill_kept(connection: Connection) -> None:
    """Make the kept views for the first time."""
    connection.exec_driver_sql("SELECT refresh_views(true)")


def drop_statements(connection: Connection, names: Iterable[str]) -> Iterator[str]:
    """How to drop these relations, as what they are here: an earlier version may have made a plain view of one."""
    found = connection.exec_driver_sql(
        "SELECT CASE WHEN nspname = 'public' THEN relname ELSE nspname || '.' || relname END, relkind "
        "FROM pg_class JOIN pg_namespace AS schema ON schema.oid = relnamespace "
        "WHERE nspname IN ('public', 'pub') AND relkind IN ('v', 'm')"
    )
    kinds = {row[0]: "MATERIALIZED VIEW" if row[1] == "m" else "VIEW" for row in found}
    for name in names:
        if name in kinds:
            yield f"DROP {kinds[name]} {name}"
