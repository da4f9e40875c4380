"""The queue's tables: those of procrastinate, from its own SQL, in the schema `jobs` beside ours."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from nianbao.store.migrate import LOCK
from nianbao.store.roles import WRITER
from nianbao.store.unavailable import DatabaseUnavailable

SCHEMA = "jobs"
# The schema itself tells which of the library's migrations was its last: a backup holds our tables alone.
COMMENT = "The queue of jobs, made and changed by the SQL of procrastinate; last: "
# The library's functions name its tables without their schema: so they find them, whoever sets off a trigger.
AT_HOME = """
DO $$
DECLARE
    one regprocedure;
BEGIN
    FOR one IN SELECT oid FROM pg_proc WHERE pronamespace = 'jobs'::regnamespace AND prokind = 'f' LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = jobs, public', one);
    END LOOP;
END
$$
"""
TOLD = text(f"SELECT obj_description(to_regnamespace('{SCHEMA}'), 'pg_namespace')")


class QueueMissing(DatabaseUnavailable):
    """The queue's tables are not there, or of another version: `nianbao db upgrade`; raised by `check_queue`."""


def check_queue(engine: Engine) -> None:
    """Raise QueueMissing where the queue's tables are not those of the installed library."""
    with engine.connect() as connection:
        if installed(connection) != newest():
            raise QueueMissing("the queue of jobs is not set up for this version: run `nianbao db upgrade`")


def upgrade_queue(engine: Engine) -> None:
    """Make the queue's tables, or bring them to the installed library, in one transaction; as their owner."""
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        before = installed(connection)
        if before == newest():
            return
        if before > newest():
            raise DatabaseUnavailable(f"the queue of jobs is of a newer procrastinate ({before}): update nianbao[jobs]")
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        connection.exec_driver_sql(f"SET LOCAL search_path = {SCHEMA}")
        # Percent signs are the library's own: psycopg looks for places in them where there are parameters.
        plain = connection.execution_options(no_parameters=True)
        for statement in statements_since(before):
            plain.exec_driver_sql(statement)
        for statement in (AT_HOME, *grants()):
            plain.exec_driver_sql(statement)
        plain.exec_driver_sql(f"COMMENT ON SCHEMA {SCHEMA} IS '{COMMENT}{newest()}'")


def installed(connection: Connection) -> str:
    """The last migration of the library that was run here; empty: none was."""
    told: str | None = connection.execute(TOLD).scalar_one()
    return (told or "").partition(COMMENT)[2]


def newest() -> str:
    """The name of the installed library's last migration."""
    return migrations()[-1].name


def migrations() -> list[Path]:
    """The library's migrations, in their order: names begin with the version."""
    from procrastinate.schema import SchemaManager

    return sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))


def statements_since(before: str) -> Iterator[str]:
    """The whole schema where nothing is there, else what the library has changed since."""
    if not before:
        yield (files("procrastinate.sql") / "schema.sql").read_text("utf-8")
        return
    yield from (file.read_text("utf-8") for file in migrations() if file.name > before)


def grants() -> Iterator[str]:
    """What the writer may do with the queue: everything but change its tables."""
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {WRITER}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {SCHEMA} TO {WRITER}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {WRITER}"
    yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {SCHEMA} TO {WRITER}"
