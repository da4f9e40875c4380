"""Passwords of the roles below the owner, for servers that ask for one."""

import os
from collections.abc import Iterator

from psycopg import sql
from sqlalchemy import Engine

from nianbao.store.database_url import text_of_file
from nianbao.store.roles import READER, WRITER


def given_passwords() -> Iterator[tuple[str, str]]:
    """Role and password, of those that the environment names a file for. Raises DatabaseUnavailable."""
    if file := os.environ.get("DATABASE_WRITER_PASSWORD_FILE", ""):
        yield WRITER, text_of_file(file, "DATABASE_WRITER_PASSWORD_FILE")
    if file := os.environ.get("DATABASE_READER_PASSWORD_FILE", ""):
        yield READER, text_of_file(file, "DATABASE_READER_PASSWORD_FILE")


def set_passwords(engine: Engine) -> tuple[str, ...]:
    """Give the roles the passwords that the environment names; which they were. Raises DBAPIError, DatabaseUnavailable.

    The server is sent what it keeps, not the password, so that its log does not hold one.
    """
    passwords = tuple(given_passwords())
    with engine.begin() as connection:
        driver = connection.connection.driver_connection
        for role, password in passwords:
            kept = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")  # type: ignore[union-attr]  # psycopg's
            command = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(kept.decode()))
            connection.exec_driver_sql(command.as_string())
    return tuple(role for role, _ in passwords)
