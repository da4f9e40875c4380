"""The reader role: logs in, sees only the views of schema `pub`, cannot write, is cut off when a query runs long."""

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from nianbao.store.unavailable import DatabaseUnavailable

READER = "nianbao_reader"
STATEMENT_TIMEOUT = "60s"


class RoleRefused(DatabaseUnavailable):
    """The database's owner may not make or change the reader role; raised by `grant_reader`."""


def grant_reader(connection: Connection) -> None:
    """Make the reader role where it is missing and let it read the views of this database. Raises RoleRefused."""
    try:
        with connection.begin_nested():
            _create_role(connection)
            _limit_role(connection)
    except ProgrammingError as error:
        owner = connection.exec_driver_sql("SELECT quote_ident(current_user)").scalar_one()
        raise RoleRefused(
            f"{owner} may not make the role {READER} ({error.orig}): let an administrator run ALTER ROLE {owner} "
            f"CREATEROLE; where that role is there already, GRANT {READER} TO {owner} WITH ADMIN OPTION"
        ) from error
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA pub TO {READER}")
    connection.exec_driver_sql(f"GRANT SELECT ON ALL TABLES IN SCHEMA pub TO {READER}")
    connection.exec_driver_sql(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pub TO {READER}")


def _limit_role(connection: Connection) -> None:
    database = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    # Per database, so that databases of one server that are set up at the same time do not touch one row.
    for setting in (
        "default_transaction_read_only = on",
        f"statement_timeout = '{STATEMENT_TIMEOUT}'",
        "search_path = pub",
    ):
        connection.exec_driver_sql(f"ALTER ROLE {READER} IN DATABASE {database} SET {setting}")


def _create_role(connection: Connection) -> None:
    known = text("SELECT count(*) FROM pg_roles WHERE rolname = :name")
    if connection.execute(known, {"name": READER}).scalar_one():
        return
    # Another database of this server may be creating it at this moment.
    connection.exec_driver_sql(
        f"DO $$ BEGIN CREATE ROLE {READER} LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
