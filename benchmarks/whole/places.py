"""A database and a home of its own for each crawl of a round."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from nianbao.store.embedded import OWNER, EmbeddedServer
from nianbao.store.engine import connect
from nianbao.store.migrate import upgrade
from nianbao.store.roles import grant_roles
from proofs.night.world import hosts_file, tell_of
from proofs.world import environment
from simulator.crowd.members import Member

# Waits are what is left out; the sites that are shipped are not asked.
HURRIED = {"PROOF_PACE": "0", "PROOF_PATIENCE": "1", "PROOF_ALONE": "1"}
WHOLE = "whole"


@dataclass(frozen=True)
class Place:
    """A database and a home for one crawl, and where the portals are."""

    engine: Engine
    home: Path
    env: Mapping[str, str]
    members: Sequence[Member]

    @property
    def sites(self) -> list[str]:
        """Their names in the registry."""
        return [f"shili_{one.name}" for one in self.members]

    @property
    def archives(self) -> list[Path]:
        """What was recorded."""
        return sorted((self.home / "archive").glob("*.warc.gz"))


@dataclass(frozen=True)
class Places:
    """Makes places below a folder; one database is set up, the others are copies of it."""

    server: EmbeddedServer
    folder: Path
    members: Sequence[Member]
    ports: Mapping[str, int]

    def __post_init__(self) -> None:
        self.server.ensure_database(WHOLE)
        engine = connect(self.server.url(WHOLE))
        upgrade(engine)
        engine.dispose()

    @contextmanager
    def new(self, name: str) -> Iterator[Place]:
        """One, until the end of the block; `name`: of the database, and of the folder that stays."""
        server = connect(self.server.url("postgres", "postgres")).execution_options(isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {WHOLE} OWNER {OWNER}")
        server.dispose()
        home = self.folder / name
        home.mkdir()
        url = self.server.url(name)
        engine = connect(url)
        try:
            with engine.begin() as connection:
                grant_roles(connection)
            tell_of(self.members, home, engine)
            env = environment(home, url, f"@{hosts_file(self.members, self.ports, home)}")
            yield Place(engine, home, {**env, **HURRIED}, self.members)
        finally:
            engine.dispose()
