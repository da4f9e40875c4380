"""The views researchers use, in schema `pub`; made anew by every upgrade from the SQL beside this file."""

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from nianbao.store.views.panel import panel_sql

NAMED = ("report", "figure", "finding", "year_over_year", "codebook")
PANELS = ("report_panel", "report_panel_status")


@cache
def choice_sql() -> str:
    """The SELECT that chooses the reading of each report; `:as_of` is a moment, or null for today's choice."""
    return _sql("choice")


def create_views(connection: Connection) -> None:
    """Make the schema `pub` with its views, every view and column commented."""
    run = connection.exec_driver_sql
    run("CREATE SCHEMA IF NOT EXISTS pub")
    run("COMMENT ON SCHEMA pub IS 'What researchers use; names and columns are kept stable.'")
    run("CREATE VIEW reading_chosen AS " + choice_sql().replace(":as_of", "NULL"))
    run("COMMENT ON VIEW reading_chosen IS 'The one reading whose figures a report shows.'")
    for column, comment in CHOICE_COMMENTS.items():
        run(f"COMMENT ON COLUMN reading_chosen.{column} IS '{comment}'")
    for name in NAMED:
        run(_sql(name))
    for statement in panel_sql():
        run(statement)


def drop_views(connection: Connection) -> None:
    """Drop our views and nothing else: Postgres refuses where a view of somebody else stands on one."""
    for name in reversed((*NAMED, *PANELS)):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS pub.{name}")
    connection.exec_driver_sql("DROP VIEW IF EXISTS reading_chosen")


CHOICE_COMMENTS = {
    "report_id": "The report.",
    "reading_id": "The reading shown.",
    "edition_id": "The edition it read.",
    "document_id": "The document that edition is of.",
    "capture_id": "The first capture of that edition.",
    "first_seen": "When a document of the report was first captured.",
    "regressed": "A later edition holds fewer numbers, so an earlier one is shown.",
}


def _sql(name: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text("utf-8")
