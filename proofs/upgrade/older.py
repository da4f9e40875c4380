"""A database as an earlier migration left it, with the rows of one that is up to date."""

from collections.abc import Mapping, Sequence

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text

# Alembic's own, and the word that this version has set the database up.
NOT_COPIED = frozenset({"alembic_version", "installed"})


def migrate_to(connection: Connection, revision: str) -> None:
    """Run the migrations up to a revision on an empty database."""
    config = Config()
    config.set_main_option("script_location", "nianbao.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def copy_rows(source: Engine, target: Engine) -> Mapping[str, int]:
    """Fill the tables of `target` with the rows of the same tables of `source`, in the columns that both have.

    Both engines must be a superuser's: keys between tables are not checked meanwhile. Gives the rows by table.
    """
    with source.connect() as read, target.begin() as written:
        written.exec_driver_sql("SET LOCAL session_replication_role = replica")
        both = set(inspect(read).get_table_names()) & set(inspect(written).get_table_names())
        tables = sorted(both - NOT_COPIED)
        written.exec_driver_sql("TRUNCATE " + ", ".join(f'public."{table}"' for table in tables) + " CASCADE")
        return {table: copy_table(read, written, table) for table in tables}


def copy_table(read: Connection, written: Connection, table: str) -> int:
    """Copy one table; numbers that the database gives out go on behind those copied."""
    columns = [name for name in columns_of(written, table) if name in columns_of(read, table)]
    named = ", ".join(f'"{name}"' for name in columns)
    take, put = f'COPY public."{table}" ({named}) TO STDOUT', f'COPY public."{table}" ({named}) FROM STDIN'
    came, gone = (connection.connection.driver_connection for connection in (read, written))
    if came is None or gone is None:
        raise ValueError("a connection is closed")
    with came.cursor() as reader, gone.cursor() as writer, reader.copy(take) as out, writer.copy(put) as into:
        for piece in out:
            into.write(piece)
    for name in columns:
        go_on_numbering(written, table, name)
    return int(written.execute(text(f'SELECT count(*) FROM public."{table}"')).scalar_one())  # noqa: S608 - ours


def columns_of(connection: Connection, table: str) -> Sequence[str]:
    """The columns of a table that are not computed."""
    return [column["name"] for column in inspect(connection).get_columns(table) if "computed" not in column]


def go_on_numbering(connection: Connection, table: str, column: str) -> None:
    """Let a numbered column go on behind the numbers it has."""
    sequence = connection.execute(
        text("SELECT pg_get_serial_sequence(:table, :column)"), {"table": f"public.{table}", "column": column}
    ).scalar_one()
    if sequence:
        highest = f'SELECT coalesce(max("{column}"), 0) + 1 FROM public."{table}"'  # noqa: S608 - ours
        connection.exec_driver_sql(f"SELECT setval('{sequence}', ({highest}), false)")
