"""What a night has left goes to another machine, and the next crawl there goes on from it."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from nianbao.store.engine import connect
from nianbao.store.models import metadata
from proofs.night.world import NightWorld
from proofs.world import REGION_FILE, SITE_FILE, captures_in

# Of each table, whatever the order of its rows.
DIGEST = """
SELECT count(*) AS rows, md5(coalesce(string_agg(said, E'\\n' ORDER BY said), '')) AS digest
FROM (SELECT (to_jsonb(one) - CAST(:number AS text))::text AS said FROM "{table}" AS one) AS rows
"""
# What each version makes anew at the end of a restore.
MADE_ANEW = frozenset({"installed", "refreshed", "text_reuse", "text_reuse_year"})
# The registry of divisions is entered anew too; of its rows these columns are numbers that are given out again.
NUMBERED = {"region_code": "code_id", "region_name": "name_id", "region_parent": "link_id"}


@dataclass(frozen=True, slots=True)
class Done:
    """A command that came to its end."""

    words: str
    status: int
    said: str
    told: str


def tables(engine: Engine) -> Mapping[str, tuple[int, str]]:
    """Rows and digest of every table of ours that a backup must bring back."""
    with engine.connect() as connection:
        there = metadata.tables.keys() & set(inspect(connection).get_table_names(schema="public"))
        return {name: _rows(connection, name) for name in sorted(there - MADE_ANEW)}


def _rows(connection: Connection, table: str) -> tuple[int, str]:
    asked = text(DIGEST.format(table=table))
    rows, digest = connection.execute(asked, {"number": NUMBERED.get(table, "")}).one()
    return rows, digest


def move(world: NightWorld, engine: Engine, home: Path, url: str, backup: Path) -> tuple[NightWorld, dict[str, Any]]:
    """Back the database up, take the archive to another home and leave the old one without, restore there, verify.

    `url`: of an empty database on the new machine. Gives that machine, and what differs and what failed.
    """
    before, files = tables(engine), sorted((world.home / "archive").glob("*.warc.gz"))
    captures = captures_by_name(files)
    steps = [run(world, "db", "backup", str(backup))]
    there = settled(world, home, url)
    steps += [run(there, "db", "restore", str(backup)), run(there, "archive", "verify")]
    after = looked_at(url)
    manifest = json.loads((backup / "manifest.json").read_text("utf-8"))
    return there, {
        "tables": len(before),
        "rows": sum(rows for rows, _ in before.values()),
        "tables_that_differ": sorted(
            name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
        ),
        "counts_beside_the_manifest": {
            name: (rows, after[name][0])
            for name, rows in manifest["rows"].items()
            if name in after and rows != after[name][0]
        },
        "archives": len(files),
        "captures": len(captures),
        "captures_the_same": captures_by_name(sorted((home / "archive").glob("*.warc.gz"))) == captures,
        "failed": [f"{one.words}: {one.told[-400:]}" for one in steps if one.status],
    }


def settled(world: NightWorld, home: Path, url: str) -> NightWorld:
    """The new machine: the registry's own rows as its keeper copies them, the archive, an empty database."""
    home.mkdir()
    for name in (REGION_FILE, SITE_FILE):
        shutil.copy(world.home / name, home / name)
    shutil.move(world.home / "archive", home / "archive")
    own = {"NIANBAO_HOME": str(home), "DATABASE_URL": url}
    own |= {"PROOF_SITES": str(home / SITE_FILE), "PROOF_REGIONS": str(home / REGION_FILE)}
    return replace(world, home=home, env={**world.env, **own})


def go_on(there: NightWorld, log: Path) -> dict[str, Any]:
    """The next crawl on the new machine: what it asked for again, and what became of what was held.

    `log`: the portals' own.
    """
    held = dict(figures_of(there))
    sites = [f"shili_{one.name}" for one in there.members if one.state == "complete"]
    asked = requests(log)
    done = run(there, "crawl", *sites, "--format", "json")
    after = dict(figures_of(there))
    return {
        "sites_asked_again": len(sites),
        "status_of_the_next_crawl": done.status,
        "requests_of_the_next_crawl": requests(log) - asked,
        "figures": len(held),
        "figures_lost_or_changed_by_it": sum(after.get(cell) != value for cell, value in held.items()),
        "figures_beyond": len(after.keys() - held.keys()),
    }


def figures_of(there: NightWorld) -> Iterator[tuple[str, str]]:
    """Every cell that is shown, and what it holds."""
    engine = connect(there.env["DATABASE_URL"])
    try:
        with engine.connect() as connection:
            for cell, *said in connection.execute(text("SELECT cell_id, status, raw, value FROM pub.figure")):
                yield cell, repr(said)
    finally:
        engine.dispose()


def captures_by_name(archives: Sequence[Path]) -> list[tuple[Any, ...]]:
    """Every capture of these files, wherever they lie now."""
    found = (captures_in([archive]) for archive in archives)
    return [(archive.name, *one[:4], *one[5:]) for archive, each in zip(archives, found, strict=True) for one in each]


def looked_at(url: str) -> Mapping[str, tuple[int, str]]:
    """The tables at an address."""
    engine = connect(url)
    try:
        return tables(engine)
    finally:
        engine.dispose()


def requests(log: Path) -> int:
    """How many the portals have had."""
    return len(log.read_text("utf-8").splitlines())


def run(world: NightWorld, *words: str) -> Done:
    """A command of ours on this machine, to its end."""
    running = world.start(*words)
    said, told = running.communicate(timeout=3600)
    return Done(" ".join(words[:3]), running.returncode, said, told)
