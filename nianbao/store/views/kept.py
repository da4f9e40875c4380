"""The kept views: tables of what a SELECT gives, made anew for what was written, without keeping a reader waiting.

Tables, as Postgres makes a materialised view anew only whole. In a SELECT a comment such as
`/* report.report_id among reports */` marks where it is narrowed to what is stale.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

# One refresh at a time in a database.
REFRESH_LOCK = 0x6B657074  # "kept"
# In the order they are made, each from those before it; and what of each is made anew: the reports or the regions that
# were touched, all of it, or all of it only where everything is (whole).
KEPT = {
    "region_year_kept": "whole",
    "report_kept": "reports",
    "figure_kept": "reports",
    "total_kept": "reports",
    "coverage_kept": "regions",
    "searched_kept": "all",
    "frame_kept": "regions",
    "pub.harmonised": "reports",
    "pub.rate": "reports",
    "pub.report_panel": "reports",
    "pub.report_panel_filled": "reports",
    "pub.report_panel_status": "reports",
}
# Tables in the schema of the others that no migration makes.
OWN_TABLES = ("stale", *(name for name in KEPT if "." not in name))
# Wide ones are left out: nobody asks for a plan by one of five hundred columns, and looking at all of them takes long.
WEIGHED = tuple(name for name in KEPT if "panel" not in name)
# So many regions are sooner made anew with all others; the planner looks long at lists of names.
MOST_REGIONS = 400
MADE = re.compile(r"(?:--[^\n]*\n)*CREATE TABLE ([\w.\"]+) AS\s+(.*?)\s*WITH NO DATA;\s*(.*)", re.DOTALL)
INDEX = re.compile(r"CREATE (UNIQUE )?INDEX [\w\"]+ ON [\w.\"]+ \(([^)]*)\);?\s*")
AMONG = re.compile(r"/\* ([\w.]+) among (\w+) \*/")


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A kept view as a table: its SELECT with the marks where it is narrowed, its indexes, the rest of its statements.

    `key`: the columns of its unique index.
    """

    name: str
    select: str
    indexes: tuple[str, ...]
    key: tuple[str, ...]
    comments: str

    def create(self) -> str:
        """The statements that make it empty, without indexes: rows come first."""
        return f"CREATE TABLE {self.name} AS {self.select} WITH NO DATA; {self.comments}"


def kept_table(statements: str) -> KeptTable:
    """A kept view as its file has it. Raises ValueError where it is none, or has no unique index."""
    found = MADE.fullmatch(statements)
    if found is None:
        raise ValueError(f"no kept view: {statements[:200]}")
    name, select, rest = found[1].replace('"', ""), found[2], found[3]
    indexes = list(INDEX.finditer(rest))
    key = next((index[2] for index in indexes if index[1]), None)
    if key is None:
        raise ValueError(f"{name} has no unique index: its rows cannot be told apart")
    comments = INDEX.sub("", rest)
    return KeptTable(
        name, select, tuple(index[0].rstrip("; \n") for index in indexes), tuple(key.split(", ")), comments
    )


def narrowed(select: str) -> str:
    """A SELECT that gives only what is among the arrays asked_reports and so on, all of it where they are null."""
    return AMONG.sub(r"AND (asked_\2 IS NULL OR \1 = ANY (asked_\2))", select)


def refresh_views(connection: Connection) -> None:
    """Make anew what was written since the kept views were made, within the connection's transaction."""
    connection.exec_driver_sql("SELECT refresh_views()")


def remake_views(connection: Connection) -> None:
    """Make all of the kept views anew, within the connection's transaction: the same rows, without trust in notes."""
    connection.exec_driver_sql("SELECT refresh_views(true)")


def fill_kept(connection: Connection) -> None:
    """Make the kept views for the first time."""
    remake_views(connection)


def drop_statements(connection: Connection, names: Iterable[str]) -> Iterator[str]:
    """How to drop these relations, as what they are here: an earlier version may have made a view of another kind."""
    found = connection.exec_driver_sql(
        "SELECT CASE WHEN nspname = 'public' THEN relname ELSE nspname || '.' || relname END, relkind "
        "FROM pg_class JOIN pg_namespace AS schema ON schema.oid = relnamespace "
        "WHERE nspname IN ('public', 'pub') AND relkind IN ('v', 'm', 'r')"
    )
    kinds = {"v": "VIEW", "m": "MATERIALIZED VIEW", "r": "TABLE"}
    held = {row[0]: kinds[row[1]] for row in found}
    for name in names:
        if name in held:
            yield f"DROP {held[name]} {name}"
