"""The views researchers use, in schema `pub`; made anew by every upgrade from the SQL beside this file."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection

from nianbao.domain.prose_rules import prose_rules
from nianbao.store.views.identities import identity_rows
from nianbao.store.views.kept import KEPT, REFRESH_LOCK, KeptTable, drop_statements, kept_table
from nianbao.store.views.panel import PANELS, panel_sql
from nianbao.store.views.refreshing import refresh_function
from nianbao.store.views.released import FUNCTIONS as RELEASED
from nianbao.store.views.released import released_functions
from nianbao.store.views.reused import compared_parts, reuse_function
from nianbao.store.views.stale import stale_statements

NAMED = (
    "region",
    "region_event",
    "denominator",
    "region_year",
    "publisher",
    "publisher_event",
    "report",
    "document",
    "figure",
    "figure_default",
    "figure_strict",
    "decision",
    "erratum",
    "release",
    "finding",
    "change",
    "section",
    "section_mask",
    "claim",
    "codebook",
    "form_cell",
    "identity",
    "crosswalk",
    "coverage",
    "coverage_summary",
    "regime_event",
    "refreshed",
    "report_history",
    "coverage_history",
    "searched",
    "passage",
    "figure_history",
    "harmonised",
    "rate",
    "rate_strict",
    "text_reuse",
    "year_over_year",
)
# Views of ours that researchers do not see, each made just ahead of the one of NAMED that shows it first.
WITHIN = {
    "region_year": ("population", "region_then"),
    "report": ("organ_unit", "report_unit", "duty_year", "portal_unit", "timeliness", "reading_doubt"),
    "figure": ("figure_cell",),
    "coverage": ("unit_known",),
    "refreshed": (
        "region_year_kept",
        "report_kept",
        "figure_kept",
        "total_kept",
        "coverage_kept",
        "searched_kept",
        "frame_kept",
    ),
}
# What is shown as other views have it, column by column.
ALIKE = {
    "coverage_history": ("coverage",),
    "coverage_kept": ("coverage",),
    "figure": ("figure_cell",),
    "figure_history": ("figure_cell", "figure"),
    "figure_kept": ("figure_cell",),
    "report_history": ("report",),
    "report_kept": ("report",),
}
# A column that only a view within has.
WITHIN_ALONE = ".reading_id"
# What lies below the views, those that stand on others last.
INNER = (
    "publisher_line",
    "report_lineage",
    "reading_held",
    "disagreement",
    "decision_standing",
    "withheld",
)
# The readings shown, as the frame asks for them.
HELD_KEPT = (
    "SELECT report_id, default_reading_id AS reading_id, default_document_id AS document_id, "
    "default_capture_id AS capture_id, 1 AS rank FROM report_kept"
)
# The cells that are kept, with the reading that each is of.
KEPT_CELLS = (
    "(SELECT kept.*, of_kept.default_reading_id AS reading_id "
    "FROM figure_kept AS kept LEFT JOIN report_kept AS of_kept ON of_kept.report_id = kept.report_id)"
)
FUNCTIONS = (
    *RELEASED,
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
    return _statement("unit_known").replace(":as_of", as_of).replace("{held}", held)


def create_views(connection: Connection) -> None:
    """Make the schema `pub` with its views, every view and column commented."""
    run = connection.exec_driver_sql
    run("CREATE SCHEMA IF NOT EXISTS pub")
    run("COMMENT ON SCHEMA pub IS 'What researchers use; names and columns are kept stable.'")
    run("CREATE VIEW reading_held AS " + _choice_at("NULL", "NULL"))
    run("CREATE VIEW disagreement AS " + disagreement_sql("reading_held"))
    run(_sql("inner_comments"))
    run(_sql("decision_standing"))
    run(_sql("lineage"))
    for name in NAMED:
        for made in (*WITHIN.get(name, ()), name):
            run(kept_named(_short(made)).create() if _short(made) in KEPT else view_sql(made))
    for statement in panel_sql():
        run(statement if "CREATE TABLE" not in statement else kept_table(statement).create())
    for statement in (*_functions(), reuse_function(), *stale_statements(), refresh_function(kept_named)):
        run(statement)


def drop_views(connection: Connection) -> None:
    """Drop our views and nothing else: Postgres refuses where a view of somebody else stands on one."""
    # Whoever makes them anew at this moment reads what is about to go: let him end.
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({REFRESH_LOCK})")
    for name in (*FUNCTIONS, "refresh_views(boolean)", "refresh_text_reuse()", "stale_regions(jsonb)"):
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name}")
    for name in ("note_stale()", "note_all_stale()"):
        # With it go the triggers that call it, and nothing else can stand on it.
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {name} CASCADE")
    ours = ["stale", *(f"pub.{name}" for name in reversed(PANELS))]
    for name in reversed(NAMED):
        ours += [f"pub.{name}", *reversed(WITHIN.get(name, ()))]
    ours += reversed(INNER)
    for statement in drop_statements(connection, ours):
        connection.exec_driver_sql(statement)


def view_sql(name: str) -> str:
    """The statements that make a view with its comments; what is shown as in another view has the comments there."""
    rows = {row["name"]: row for row in _filtered()}
    if name in rows:
        return _sql("figure_filtered").format(view=name, **{key: rows[name][key] for key in ("suffices", "comment")})
    made = _sql(name).replace("{known}", "unit_known").replace("{coverage}", "pub.coverage")
    made = made.replace("{parts}", compared_parts())
    made = made.replace("{decisions}", "(SELECT * FROM pub.decision WHERE in_force)")
    if name == "unit_known":
        made = made.replace(":as_of", "NULL").replace("{held}", "TABLE reading_held")
    if name == "figure":
        made = made.replace("{cells}", "figure_cell")
    if name == "figure_history":
        made = made.replace("{figure}", _figure(KEPT_CELLS))
    made = made.replace("{prose_rules}", _prose_rules()).replace("{identities}", identity_rows())
    for other in ALIKE.get(name, ()):
        made += "".join(
            line.replace(f"COLUMN {_whole(other)}.", f"COLUMN {_whole(name)}.") for line in _column_comments(other)
        )
    return made


def suffices(view: str) -> str:
    """The condition on pub.figure under which one of the filtered views shows a number."""
    return next(row["suffices"] for row in _filtered() if row["name"] == view)


def kept_named(name: str) -> KeptTable:
    """A kept view by its name, its SELECT over the tables below and the kept views before it alone."""
    panels = {f"pub.{view}": statement for view, statement in zip(PANELS, panel_sql(), strict=True)}
    made = panels[name] if name in panels else view_sql(name.removeprefix("pub."))
    match name:
        case "report_kept":
            inner = {"reading_held": _choice_at("NULL", "NULL"), "timeliness": _statement("timeliness")}
            made = _over(made, {**inner, "report_now": _statement("report")})
            made = made.replace("FROM pub.report\n", "FROM report_now AS report\n")
        case "figure_kept":
            cells = _statement("figure_cell").replace("FROM pub.report\n", "FROM report_kept AS report\n")
            made = made.replace("FROM figure_cell ", f"FROM ({cells}) AS cell ")
        case "coverage_kept":
            made = _over(made, {"known_now": known_sql("NULL", HELD_KEPT)})
            coverage = _statement("coverage").replace("{known}", "known_now")
            made = made.replace("FROM pub.coverage ", f"FROM ({coverage}) AS coverage ")
    return kept_table(made)


def _over(made: str, inner: Mapping[str, str]) -> str:
    told = ", ".join(f"{name} AS ({select})" for name, select in inner.items())
    return made.replace(" AS\nSELECT", f" AS\nWITH {told} SELECT", 1)


def _short(name: str) -> str:
    return f"pub.{name}" if f"pub.{name}" in KEPT else name


def _whole(name: str) -> str:
    return f"pub.{name}" if name in NAMED else name


def _column_comments(name: str) -> Iterator[str]:
    for statement in _sql(name).split(";\n"):
        told = statement.strip()
        if told.startswith("COMMENT ON COLUMN") and not told.partition(" IS")[0].endswith(WITHIN_ALONE):
            yield told + ";\n"


def _figure(cells: str) -> str:
    """The SELECT of pub.figure over these cells."""
    return _statement("figure").replace("{cells}", cells).replace("{prose_rules}", _prose_rules())


def _prose_rules() -> str:
    """The rules that hold prose against tables, as an array of SQL."""
    rules = dict.fromkeys(("P.MEANING", *(rule.rule for rule in prose_rules())))
    return "ARRAY[" + ", ".join(f"'{rule}'" for rule in rules) + "]"


@cache
def _filtered() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = tomllib.loads(files(__name__).joinpath("filtered.toml").read_text("utf-8"))["view"]
    return rows


def _choice_at(as_of: str, read_by: str) -> str:
    return choice_sql().replace(":as_of", as_of).replace(":read_by", read_by)


def _functions() -> Iterator[str]:
    """`pub.figure` of two moments, or of a release: the same statement over another choice of readings."""
    held, report = _choice_at("$1", "$2"), _statement("report")
    figure = _figure("(" + _statement("figure_cell").replace("FROM pub.report", "FROM report_then AS report") + ")")
    yield _sql("figure_asof").format(held=held, report=report, figure=figure)
    yield _sql("figure_release").format(report=report, figure=figure)
    coverage = _statement("coverage").replace("{known}", "known_then")
    yield _sql("coverage_asof").format(known=known_sql("$1", _choice_at("$1", "NULL")), coverage=coverage)
    yield from released_functions(_sql, report)
    for name in FUNCTIONS:
        yield f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC"


def _statement(name: str) -> str:
    """What a view shows: its SELECT, which holds no semicolon."""
    return _sql(name).partition(";")[0].partition(" AS\n")[2]


def _sql(name: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text("utf-8")
