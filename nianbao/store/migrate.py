"""Set a database up, or bring it up to date: tables by Alembic, then views, reader role, lists, masked texts."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from threading import Lock

from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.dialects.postgresql import insert

from nianbao.store.models import Installed
from nianbao.store.unavailable import DatabaseUnavailable
from nianbao.store.views.panel import panel_sql

LOCK = 0x6E69616E62616F  # "nianbao": one process at a time sets a database up
ONE_AT_A_TIME = Lock()
# What a database is set up from. The code that fills it is not among it: an edit of that alone changes no database.
SOURCES: Mapping[str, str | tuple[str, ...]] = {
    "nianbao.store.migrations.versions": ".py",
    "nianbao.store.views": (".sql", ".toml", "identities.py", "kept.py", "refreshing.py", "stale.py"),
    "nianbao.store": (".sql", "codebook.py", "codebook_facts.py"),
    "nianbao.domain": (
        "codebook.toml",
        "crosswalk.toml",
        "crosswalk_series.toml",
        "lineages.toml",
        "obligations.toml",
        "prose_rules.toml",
        "rate_sums.toml",
        "rates.toml",
        "regime.toml",
        "reuse.toml",
        "sectors.toml",
    ),
    "nianbao.domain.divisions": (".csv", "zones.toml"),
    "nianbao.domain.divisions.history": ".csv",
    "nianbao.domain.forms": ".toml",
    "nianbao.domain.personal": ".toml",
}


def is_current(engine: Engine) -> bool:
    """Whether the database was set up by this version with these data."""
    with engine.connect() as connection:
        return _is_current(connection)


def upgrade(engine: Engine) -> None:
    """Bring the database to this version, in one transaction; nothing is done where it is there already."""
    if is_current(engine):
        return
    # Alembic keeps its environment in module globals: one upgrade at a time in a process.
    with ONE_AT_A_TIME, engine.begin() as connection:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        if not _is_current(connection):
            _set_up(connection)


def _is_current(connection: Connection) -> bool:
    if not inspect(connection).has_table(Installed.__tablename__):
        return False
    held = connection.execute(select(Installed.digest).where(Installed.part == "all")).scalar_one_or_none()
    return held == fingerprint()


def _set_up(connection: Connection) -> None:
    from nianbao.store.fill import fill_codebook, fill_regions
    from nianbao.store.fill_frame import fill_duties, fill_organs
    from nianbao.store.fill_lineages import fill_lineages
    from nianbao.store.fill_rates import fill_rates
    from nianbao.store.fill_sectors import fill_sectors
    from nianbao.store.masking import fill_masks, patterns_digest
    from nianbao.store.passages import fill_passages
    from nianbao.store.roles import grant_roles
    from nianbao.store.views import create_views, drop_views
    from nianbao.store.views.kept import fill_kept

    drop_views(connection)
    run_migrations(connection)
    create_views(connection)
    grant_roles(connection)
    fill_regions(connection)
    fill_codebook(connection)
    fill_duties(connection)
    fill_organs(connection)
    fill_sectors(connection)
    fill_lineages(connection)
    fill_rates(connection)
    fill_masks(connection)
    fill_passages(connection, patterns_digest())
    fill_kept(connection)
    statement = insert(Installed).values(part="all", digest=fingerprint())
    connection.execute(statement.on_conflict_do_update(index_elements=["part"], set_={"digest": fingerprint()}))


def run_migrations(connection: Connection) -> None:
    """Bring the tables, without views and lists, to the newest revision."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "nianbao.store:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseUnavailable(
            f"the database was set up by another version of nianbao ({error}): update nianbao"
        ) from error


@cache
def fingerprint() -> str:
    """SHA-256 of everything a database is set up from: migrations, views, regions, forms."""
    digest = sha256()
    for package, ending in SOURCES.items():
        for file in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(ending):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for statement in panel_sql():
        digest.update(statement.encode())
    return digest.hexdigest()
