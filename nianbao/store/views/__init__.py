"""The views researchers use, in schema `pub`; made anew by every upgrade from the SQL beside this file."""

from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from nianbao.store.views.panel import panel_sql

NAMED = ("report", "figure", "finding", "year_over_year", "codebook")
PANELS = ("report_panel", "report_panel_status")


@cache
def choice_sql() -> str:
    """The SELECT that ranks the readings of each report; `:as_of` is a moment, or null for today's choice."""
    return _sql("choice")


@cache
def disagreement_sql(held: str) -> str:
    """The SELECT that finds documents of one report at odds; `held` stands for the readings of `choice_sql`."""
    return _sql("disagreement").replace("{held}", held)


def create_views(connection: Connection) -> None:
    """Make the schema `pub` with its views, every view and column commented."""
    run = connection.exec_driver_sql
    run("CREATE SCHEMA IF NOT EXISTS pub")
    run("COMMENT ON SCHEMA pub IS 'What researchers use; names and columns are kept stable.'")
    run("CREATE VIEW reading_held AS " + choice_sql().replace(":as_of", "NULL"))
    run("CREATE VIEW disagreement AS " + disagreement_sql("reading_held"))
    run(_sql("inner_comments"))
    for name in NAMED:
        run(_sql(name))
    for statement in panel_sql():
        run(statement)


def drop_views(connection: Connection) -> None:
    """Drop our views and nothing else: Postgres refuses where a view of somebody else stands on one."""
    for name in reversed((*NAMED, *PANELS)):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS pub.{name}")
    for name in ("disagreement", "reading_held"):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def _sql(name: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text("utf-8")
