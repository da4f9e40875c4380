"""The reader role: logs in, sees only the views of schema `pub`, cannot write, is cut off when a query runs long."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

READER = "nianbao_reader"
STATEMENT_TIMEOUT = "60s"


class RoleRefused(Exception):
    """The role of the database's owner may not create the reader role; raised by `grant_reader`."""


def grant_reader(connection: Connection) -> None:
    """Make the reader role where it is missing and let it read the views of this database."""
    _create_role(connection)
    database = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    run = connection.exec_driver_sql
    # Per database, so that databases of one server that are set up at the same time do not touch one row.
    for setting in (
        "default_transaction_read_only = on",
        f"statement_timeout = '{STATEMENT_TIMEOUT}'",
        "search_path = pub",
    ):
        run(f"ALTER ROLE {READER} IN DATABASE {database} SET {setting}")
    run(f"GRANT USAGE ON SCHEMA pub TO {READER}")
    run(f"GRANT SELECT ON ALL TABLES IN SCHEMA pub TO {READER}")


def _create_role(connection: Connection) -> None:
    known = text("SELECT count(*) FROM pg_roles WHERE rolname = :name")
    if connection.execute(known, {"name": READER}).scalar_one():
        return
    try:
        with connection.begin_nested():
            # Another database of this server may be creating it at this moment.
            connection.exec_driver_sql(
                f"DO $$ BEGIN CREATE ROLE {READER} LOGIN; "
                "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            )
    except ProgrammingError as error:
        raise RoleRefused(
            f"the database's owner may not create roles: let an administrator run CREATE ROLE {READER} LOGIN"
        ) from error
