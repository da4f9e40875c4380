"""Crawls of simulated portals over real HTTP: a process for the crawl, an archive and a database of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from warcio.archiveiterator import ArchiveIterator

from nianbao.store.embedded import EmbeddedServer
from simulator.portal import Portal
from simulator.server import Simulator

ROOT = Path(__file__).resolve().parents[2]
CRAWLING = Path(__file__).parent / "crawling.py"
ROW = """[[site]]
name = "shili_{name}"
region = "000000"
publisher = "{publisher}"
family = "{family}"
list_url = "{list_url}"
first_year = 2014
evidence = "a simulated portal"

"""
# What a crawl leaves, without numbers that are given out anew, moments, and paths of files.
CONTENTS = {
    "crawl": "SELECT kind, selection, state, sites, options, progress FROM crawl",
    "capture": "SELECT capture.site, capture.url, captured_at, status, mime, record_id, capture.digest,"
    " document.url AS read_as FROM capture LEFT JOIN edition USING (edition_id) LEFT JOIN document USING (document_id)",
    "listing": "SELECT * FROM listing",
    "portal": "SELECT * FROM portal",
    "document": "SELECT site, url, carrier FROM document",
    "edition": "SELECT url, edition.digest FROM edition JOIN document USING (document_id)",
    "reading": "SELECT url, reading.digest, title, year, numbers, checks_passed, checks_failed FROM reading"
    " JOIN edition USING (edition_id) JOIN document USING (document_id)",
    "figure": "SELECT url, key, value, status, raw FROM figure JOIN reading USING (reading_id)"
    " JOIN edition USING (edition_id) JOIN document USING (document_id)",
}
# What differs between two crawls of the same pages.
OF_THE_MOMENT = ("captured_at", "record_id")
Contents = dict[str, list[str]]


@dataclass
class World:
    """Simulated portals by name, a home with its archive, a database."""

    simulator: Simulator
    portals: Mapping[str, Portal]
    home: Path
    engine: Engine
    url: str
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        sites = self.home / "shili.toml"
        sites.write_text("".join(row_of(name, portal) for name, portal in self.portals.items()), encoding="utf-8")
        self.env = {
            **os.environ,
            "DATABASE_URL": self.url,
            "NIANBAO_HOME": str(self.home),
            "NIANBAO_CONTACT": "keeper@example.org",
            "NIANBAO_TEST_SITES": str(sites),
            "NIANBAO_TEST_RESOLVER": json.dumps(self.simulator.resolver),
            "SSL_CERT_FILE": str(self.simulator.ca_file),
            "PYTHONPATH": str(ROOT),
        }

    @property
    def portal(self) -> Portal:
        """The only portal."""
        (only,) = self.portals.values()
        return only

    @property
    def archives(self) -> list[Path]:
        """The files of the archive, oldest first."""
        return sorted((self.home / "archive").glob("*.warc.gz"), key=lambda file: file.stat().st_mtime_ns)

    def start(self, *words: str, **more: str) -> "subprocess.Popen[str]":
        """A command of ours, running."""
        call = [sys.executable, str(CRAWLING), *words]
        return subprocess.Popen(
            call, env={**self.env, **more}, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def nianbao(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """A command of ours, to its end."""
        call = [sys.executable, str(CRAWLING), *words]
        return subprocess.run(
            call, env={**self.env, **more}, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
        )

    def contents(self, *left_out: str) -> Contents:
        """What the database holds, as sorted lines; columns of the names in `left_out` are not looked at."""
        return contents_of(self.engine, left_out)


def row_of(name: str, portal: Portal) -> str:
    """The registry row of a simulated portal."""
    return ROW.format(name=name, publisher=portal.place.government, family=portal.family.name, list_url=portal.list_url)


def contents_of(engine: Engine, left_out: tuple[str, ...] = ()) -> Contents:
    """What a database holds, as sorted lines."""
    with engine.connect() as connection:
        return {
            table: sorted(
                repr([value for column, value in row._mapping.items() if column not in left_out])
                for row in connection.execute(text(asked))
            )
            for table, asked in CONTENTS.items()
        }


@pytest.fixture(scope="session")
def of_the_moment() -> tuple[str, ...]:
    """Columns in which two crawls of the same pages differ."""
    return OF_THE_MOMENT


@pytest.fixture
def world(
    tmp_path: Path, new_database: Callable[[], tuple[str, Engine]], embedded_server: EmbeddedServer
) -> Iterator[Callable[..., World]]:
    """Makes a world of some portals; they answer until the test ends."""
    with ExitStack() as open_worlds:

        def make(*served: Any, **portals: Portal) -> World:
            simulator = open_worlds.enter_context(Simulator(*portals.values(), *served))
            name, engine = new_database()
            home = tmp_path / name
            home.mkdir()
            return World(simulator, portals, home, engine, embedded_server.url(name))

        yield make


@pytest.fixture(scope="session")
def outcome() -> Callable[["subprocess.CompletedProcess[str]"], dict[str, Any]]:
    """What `crawl` printed of its only site."""

    def of(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
        (only,) = json.loads(done.stdout)["sites"]
        told: dict[str, Any] = only
        return told

    return of


@pytest.fixture(scope="session")
def exchanged() -> Callable[[Path], list[tuple[str, str, int]]]:
    """Method, address and status of each exchange in an archive, by another reader than ours."""

    def of(archive: Path) -> list[tuple[str, str, int]]:
        found = []
        with archive.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type == "request":
                    method = record.http_headers.protocol
                if record.rec_type in ("response", "revisit"):
                    url = record.rec_headers.get_header("WARC-Target-URI")
                    found.append((method, url, int(record.http_headers.get_statuscode())))
        return found

    return of


@pytest.fixture(scope="session")
def warcio_check() -> Callable[[Path], int]:
    """The exit status of `warcio check` for an archive."""
    return lambda archive: (
        subprocess.run(
            [sys.executable, "-m", "warcio.cli", "check", str(archive)], capture_output=True, check=False
        ).returncode
    )
