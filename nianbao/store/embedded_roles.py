"""The roles and databases of the embedded server."""

from contextlib import closing
from typing import LiteralString

import psycopg
from psycopg import sql

OWNER = "nianbao"
LARGE_OBJECTS: tuple[LiteralString, ...] = ("lo_create(oid)", "lo_creat(int)", "lo_from_bytea(oid, bytea)")
# Many processes may make the same database at once: one at a time, on a number that nothing else uses.
_LOCK = 0x6E69616E62616F


def ensure_database(server_url: str, name: str) -> None:
    """Make the database and its owner where they are missing; `server_url` is the superuser's. Raises psycopg.Error.

    The owner may make roles (the migrations make the reader), but is no superuser.
    """
    with closing(psycopg.connect(server_url, autocommit=True)) as connection:
        if _there(connection, name):
            return
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        owner = sql.Identifier(OWNER)
        if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [OWNER]).rowcount:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEROLE").format(owner))
        if not _there(connection, name):
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), owner))
            _no_large_objects(server_url, name)


def _no_large_objects(server_url: str, name: str) -> None:
    """Every role may make large objects unless it is told otherwise: the reader could fill the disk."""
    with closing(psycopg.connect(server_url, dbname=name, autocommit=True)) as connection:
        for function in LARGE_OBJECTS:
            connection.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(function)))


def _there(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).rowcount == 1
