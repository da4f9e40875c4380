"""The views researchers use, in schema `pub`; made anew by every upgrade from the SQL beside this file."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from nianbao.store.views.panel import panel_sql

NAMED = (
    "report",
    "figure",
    "figure_default",
    "figure_strict",
    "decision",
    "release",
    "finding",
    "year_over_year",
    "change",
    "section",
    "section_mask",
    "claim",
    "codebook",
    "crosswalk",
    "coverage",
    "coverage_summary",
)
PANELS = ("report_panel", "report_panel_status")
# What lies below the views, those that stand on others last.
INNER = (
    "reading_held",
    "disagreement",
    "decision_standing",
    "withheld",
    "organ_unit",
    "report_unit",
    "duty_year",
    "region_then",
    "portal_unit",
    "reading_doubt",
    "unit_known",
)
FUNCTIONS = (
    "pub.coverage_asof(timestamptz)",
    "pub.figure_asof(timestamptz, timestamptz)",
    "pub.figure_release(text)",
)


@cache
def choice_sql() -> str:
    """The SELECT that ranks the readings of each report; `:as_of` and `:read_by` are moments, or null for now."""
    return _sql("choice")


@cache
def disagreement_sql(held: str) -> str:
    """The SELECT that finds documents of one report at odds; `held` stands for the readings of `choice_sql`."""
    return _sql("disagreement").replace("{held}", held)


@cache
def known_sql(as_of: str, held: str) -> str:
    """The SELECT of the frame and what is known of it: at a moment as SQL, with the readings shown then."""
    return _sql("known").replace(":as_of", as_of).replace("{held}", held)


def create_views(connection: Connection) -> None:
    """Make the schema `pub` with its views, every view and column commented."""
    run = connection.exec_driver_sql
    run("CREATE SCHEMA IF NOT EXISTS pub")
    run("COMMENT ON SCHEMA pub IS 'What researchers use; names and columns are kept stable.'")
    run("CREATE VIEW reading_held AS " + _choice_at("NULL", "NULL"))
    run("CREATE VIEW disagreement AS " + disagreement_sql("reading_held"))
    run(_sql("inner_comments"))
    run(_sql("decision_standing"))
    run(_sql("unit"))
    run("CREATE VIEW unit_known AS " + known_sql("NULL", "TABLE reading_held"))
    run(_sql("known_comments"))
    for name in NAMED:
        run(_sql(name).replace("{known}", "unit_known").replace("{coverage}", "pub.coverage"))
    for statement in (*panel_sql(), *_functions()):
        run(statement)


def drop_views(connection: Connection) -> None:
    """Drop our views and nothing else: Postgres refuses where a view of somebody else stands on one."""
    for name in FUNCTIONS:
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}")
    for name in reversed((*NAMED, *PANELS)):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS pub.{name}")
    for name in reversed(INNER):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")


def _choice_at(as_of: str, read_by: str) -> str:
    return choice_sql().replace(":as_of", as_of).replace(":read_by", read_by)


def _functions() -> Iterator[str]:
    """`pub.figure` of two moments, or of a release: the same statement over another choice of readings."""
    held, report = _choice_at("$1", "$2"), _statement("report")
    figure = _statement("figure").replace("FROM pub.report", "FROM report_then AS report")
    yield _sql("figure_asof").format(held=held, report=report, figure=figure)
    yield _sql("figure_release").format(report=report, figure=figure)
    coverage = _statement("coverage").replace("{known}", "known_then")
    yield _sql("coverage_asof").format(known=known_sql("$1", _choice_at("$1", "NULL")), coverage=coverage)
    for name in FUNCTIONS:
        yield f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC"


def _statement(name: str) -> str:
    """What a view shows: its SELECT, which holds no semicolon."""
    return _sql(name).partition(";")[0].partition(" AS\n")[2]


def _sql(name: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text("utf-8")
