"""The roles below the owner: the reader sees the views and nothing else, the writer appends and rewrites no history."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from nianbao.store.unavailable import DatabaseUnavailable

READER = "nianbao_reader"
WRITER = "nianbao_writer"
# Per database, so that databases of one server that are set up at the same time do not touch one row.
READER_SETTINGS = ("default_transaction_read_only = on", "statement_timeout = '60s'", "search_path = pub")
# What the writer may do besides reading. Columns: those alone may be updated.
APPENDED = (
    "report",
    "edition",
    "reading",
    "reading_run",
    "section",
    "passage",
    "figure",
    "claim",
    "finding",
    "decision",
    "endorsement",
    "release",
    "release_report",
    "release_decision",
    "denominator",
    "shown",
    "look",
    "outcome",
    "night",
    "reread_run",
)
# Captures are an index of the archive: it can be made anew from the files, so its rows may move and go with them. The
# row of a document is locked while its first reading is written, which Postgres allows only to who may update it. How
# hosts are treated is no history: a day that is over is forgotten.
UPDATED: Mapping[str, str] = {
    "crawl": "UPDATE (state, ended, sites, progress)",
    "capture": "UPDATE (file, record_offset, edition_id), DELETE",
    "document": "UPDATE (site, attached_to)",
    "publisher": "UPDATE (governs)",
    "portal": "UPDATE",
    "listing": "UPDATE",
    "host_day": "UPDATE (asked), DELETE",
    "host_pause": "UPDATE (until, status), DELETE",
    "reread_batch": "UPDATE (job_id, state, attempts, worker, ended, account, error)",
    "night_site": "UPDATE (batch, job_id, state, attempts, worker, began, ended, crawl_id, outcome, error)",
}


class RoleRefused(DatabaseUnavailable):
    """The database's owner may not make or change a role; raised by `grant_roles`."""


def grant_roles(connection: Connection) -> None:
    """Make the roles where they are missing and give each what it may do in this database. Raises RoleRefused."""
    for name in (READER, WRITER):
        _make(connection, name)
    database = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    # Else a role that turns its read-only setting off makes tables of its own.
    connection.exec_driver_sql(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
    for statement in (*_for_reader(), *_for_writer()):
        connection.exec_driver_sql(statement)


def _for_reader() -> Iterator[str]:
    yield f"GRANT USAGE ON SCHEMA pub TO {READER}, {WRITER}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA pub TO {READER}, {WRITER}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pub TO {READER}, {WRITER}"


def _for_writer() -> Iterator[str]:
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {WRITER}"
    yield f"GRANT USAGE ON SCHEMA public TO {WRITER}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {WRITER}"
    yield f"GRANT INSERT ON {', '.join((*APPENDED, *UPDATED))} TO {WRITER}"
    for table, allowed in UPDATED.items():
        yield f"GRANT {allowed} ON {table} TO {WRITER}"
    yield f"GRANT EXECUTE ON FUNCTION refresh_views(boolean) TO {WRITER}"


def _make(connection: Connection, name: str) -> None:
    try:
        with connection.begin_nested():
            _create(connection, name)
            _limit(connection, name)
    except ProgrammingError as error:
        owner = connection.exec_driver_sql("SELECT quote_ident(current_user)").scalar_one()
        raise RoleRefused(
            f"{owner} may not make the role {name} ({error.orig}): let an administrator run ALTER ROLE {owner} "
            f"CREATEROLE; where that role is there already, GRANT {name} TO {owner} WITH ADMIN OPTION"
        ) from error


def _limit(connection: Connection, name: str) -> None:
    if name != READER:
        _let_read(connection)
        return
    database = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    for setting in READER_SETTINGS:
        connection.exec_driver_sql(f"ALTER ROLE {name} IN DATABASE {database} SET {setting}")


def _let_read(connection: Connection) -> None:
    """The writer may become the reader, who may less: the explorer comes as one of them."""
    known = text("SELECT pg_has_role(:writer, :reader, 'MEMBER')")
    if not connection.execute(known, {"writer": WRITER, "reader": READER}).scalar_one():
        # As below: another database may be doing it at this moment.
        connection.exec_driver_sql(
            f"DO $$ BEGIN GRANT {READER} TO {WRITER}; EXCEPTION WHEN unique_violation THEN NULL; END $$"
        )


def _create(connection: Connection, name: str) -> None:
    known = text("SELECT count(*) FROM pg_roles WHERE rolname = :name")
    if connection.execute(known, {"name": name}).scalar_one():
        return
    # Another database of this server may be creating it at this moment.
    connection.exec_driver_sql(
        f"DO $$ BEGIN CREATE ROLE {name} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
