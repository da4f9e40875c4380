"""A world for a crawl: simulated portals, a home with its archive, a database; and what a crawl leaves in them."""

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from warcio.archiveiterator import ArchiveIterator

from nianbao.archive.reader import iter_captures
from nianbao.domain.divisions.region import read_regions
from nianbao.store.fill import fill_regions
from simulator.places import REGIONS, Place
from simulator.portal import Portal
from simulator.server import Simulator

ROOT = Path(__file__).resolve().parents[1]
CRAWLING = Path(__file__).parent / "crawling.py"
ROW = """[[site]]
name = "shili_{name}"
region = "{region}"
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
CAPTURES = "SELECT url, captured_at, status, mime, file, record_offset, record_id, digest, part FROM capture"
# What differs between two crawls of the same pages.
OF_THE_MOMENT = ("captured_at", "record_id")
FINAL = frozenset({*range(200, 400), 404, 410})
# Below a world's home.
REGION_FILE, SITE_FILE = "regions.csv", "shili.toml"
Contents = dict[str, list[str]]
Asked = tuple[str, str, bytes]


@dataclass
class World:
    """Simulated portals by name (each is the site `shili_<name>`), a home with its archive, a database.

    The crawler is told what it is told for real portals, but for names (PROOF_RESOLVER), the regions that do not exist
    (PROOF_REGIONS) and the authority it trusts. `known`: sites whose row names the newest report too. `places`: those
    that it knows besides its portals', for a replay of another world's.
    """

    simulator: Simulator
    portals: Mapping[str, Portal]
    home: Path
    engine: Engine
    url: str
    known: Sequence[str] = ()
    places: Sequence[Place] = ()
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        regions, sites = self.home / REGION_FILE, self.home / SITE_FILE
        places = (*self.places, *(portal.place for portal in self.portals.values()))
        regions.write_text(list_of_regions(places), encoding="utf-8")
        self.fill(regions)
        rows = (row_of(name, portal, name in self.known) for name, portal in self.portals.items())
        sites.write_text("".join(rows), encoding="utf-8")
        self.env = environment(self.home, self.url, json.dumps(self.simulator.resolver))
        self.env["SSL_CERT_FILE"] = str(self.simulator.ca_file)

    def fill(self, regions: Path) -> None:
        """Tell the database of the places."""
        with self.engine.begin() as connection:
            fill_regions(connection, read_regions([regions]))

    @property
    def portal(self) -> Portal:
        """The only portal."""
        (only,) = self.portals.values()
        return only

    @property
    def archives(self) -> list[Path]:
        """The files of the archive, oldest first."""
        files = (self.home / "archive").glob("*.warc.gz")
        return sorted(files, key=lambda file: (len(file.name), file.name))

    def start(self, *words: str, below: Sequence[str] = (), **more: str) -> "subprocess.Popen[str]":
        """A command of ours, running; `below`: the words of a program that runs it, `more`: of its environment."""
        call = [*below, sys.executable, str(CRAWLING), *words]
        pipe = subprocess.PIPE
        env = {**self.env, **more}
        return subprocess.Popen(call, env=env, cwd=ROOT, stdout=pipe, stderr=pipe, text=True)  # noqa: S603 - our own

    def nianbao(self, *words: str, below: Sequence[str] = (), **more: str) -> "subprocess.CompletedProcess[str]":
        """A command of ours, to its end."""
        running = self.start(*words, below=below, **more)
        said, told = running.communicate(timeout=300)
        return subprocess.CompletedProcess(running.args, running.returncode, said, told)

    def contents(self, *left_out: str) -> Contents:
        """What the database holds, as sorted lines by table; columns of the names in `left_out` are not looked at."""
        with self.engine.connect() as connection:
            return {
                table: sorted(
                    repr([value for column, value in row._mapping.items() if column not in left_out])
                    for row in connection.execute(text(asked))
                )
                for table, asked in CONTENTS.items()
            }


def environment(home: Path, url: str, resolver: str) -> dict[str, str]:
    """What `proofs/crawling.py` is told: the files of a home, the database, and where hosts are."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "NIANBAO_HOME": str(home),
        "NIANBAO_CONTACT": "keeper@example.org",
        "PROOF_SITES": str(home / SITE_FILE),
        "PROOF_REGIONS": str(home / REGION_FILE),
        "PROOF_RESOLVER": resolver,
        "PYTHONPATH": str(ROOT),
    }


def list_of_regions(places: Iterable[Place]) -> str:
    """The simulator's divisions as CSV, and those of places that are not among them, as counties of its prefecture."""
    listed = REGIONS.read_text(encoding="utf-8")
    more = {place.code: place.name for place in places if f"\n{place.code}," not in listed}
    return listed + "".join(f"{code},{name},county,990100\n" for code, name in more.items())


def row_of(name: str, portal: Portal, known: bool) -> str:
    """The registry row of a simulated portal; one whose name begins with `excused` shows what certificate it likes."""
    facts = {"publisher": portal.place.government, "family": portal.family.name, "list_url": portal.list_url}
    facts["region"] = portal.place.code
    excused = "unverified_until = 2999-12-31\n" if name.startswith("excused") else ""
    newest = f'reports = ["{portal.reports()[max(portal.reports())].url}"]\n' if known else ""
    return ROW.format(name=name, **facts) + excused + newest + "\n"


def captures_on_record(engine: Engine) -> list[tuple[Any, ...]]:
    """Every capture that the database knows, without the numbers that are its own."""
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(text(CAPTURES)))


def captures_in(archives: Iterable[Path]) -> list[tuple[Any, ...]]:
    """The same, out of the files alone."""
    stored = (one.capture for archive in archives for one in iter_captures(archive))
    return sorted(
        (one.url, one.captured_at, one.status, one.mime, str(one.record.file), *astuple(one.record)[1:])
        for one in stored
    )


@dataclass(frozen=True, slots=True)
class Exchanged:
    """An exchange in an archive, by another reader than ours; `kind`: response or revisit."""

    method: str
    url: str
    body: bytes
    status: int
    kind: str


def exchanges(archive: Path) -> Iterator[Exchanged]:
    """The exchanges of an archive, up to where a kill has cut it."""
    for record in ArchiveIterator(BytesIO(whole_records(archive.read_bytes()))):
        if record.rec_type == "request":
            method, body = record.http_headers.protocol, record.content_stream().read()
        if record.rec_type in ("response", "revisit"):
            url = record.rec_headers.get_header("WARC-Target-URI")
            yield Exchanged(method, url, body, int(record.http_headers.get_statuscode()), record.rec_type)


def whole_records(stored: bytes) -> bytes:
    """A file up to a record that its end cuts short: warcio hands such a one out as if it were whole."""
    end = 0
    while end < len(stored):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS + 16)
        unpacker.decompress(stored[end:])
        if not unpacker.eof:
            break
        end = len(stored) - len(unpacker.unused_data)
    return stored[:end]
