"""What a night has left goes to another machine, and the next crawl there goes on from it."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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
class Left:
    """What a lost machine leaves: its backup, and how its tables and captures were."""

    backup: Path
    tables: Mapping[str, tuple[int, str]]
    captures: Sequence[tuple[Any, ...]]
    failed: Sequence[str]


def tables(engine: Engine) -> Mapping[str, tuple[int, str]]:
    """Rows and digest of every table of ours that a backup must bring back."""
    with engine.connect() as connection:
        there = metadata.tables.keys() & set(inspect(connection).get_table_names(schema="public"))
        return {name: _rows(connection, name) for name in sorted(there - MADE_ANEW)}


def _rows(connection: Connection, table: str) -> tuple[int, str]:
    asked = text(DIGEST.format(table=table))
    rows, digest = connection.execute(asked, {"number": NUMBERED.get(table, "")}).one()
    return rows, digest


def leave(world: NightWorld, engine: Engine, backup: Path) -> Left:
    """Back the database up; afterwards its server is not needed any more."""
    before, captures = tables(engine), captures_by_name(world.home)
    return Left(backup, before, captures, failed(world, "db", "backup", str(backup)))


def arrive(left: Left, there: NightWorld) -> dict[str, Any]:
    """Restore and verify on a machine that has the archive and an empty database; what differs and what failed."""
    wrong = [*left.failed, *failed(there, "db", "restore", str(left.backup)), *failed(there, "archive", "verify")]
    with looking(there) as engine:
        after = tables(engine)
    manifest = json.loads((left.backup / "manifest.json").read_text("utf-8"))
    counts = {name: (rows, after[name][0]) for name, rows in manifest["rows"].items() if name in after}
    names = left.tables.keys() | after.keys()
    return {
        "tables": len(left.tables),
        "rows": sum(rows for rows, _ in left.tables.values()),
        "tables_that_differ": sorted(name for name in names if left.tables.get(name) != after.get(name)),
        "counts_beside_the_manifest": {name: two for name, two in counts.items() if two[0] != two[1]},
        "captures": len(left.captures),
        "captures_the_same": captures_by_name(there.home) == left.captures,
        "failed": wrong,
    }


def settled(world: NightWorld, home: Path, url: str) -> NightWorld:
    """The new machine: the registry's own rows as its keeper copies them, the archive, which the old one loses, and
    the address of an empty database.
    """
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
    done = there.nianbao("crawl", *sites, "--format", "json")
    after = dict(figures_of(there))
    return {
        "sites_asked_again": len(sites),
        "status_of_the_next_crawl": done.returncode,
        "requests_of_the_next_crawl": requests(log) - asked,
        "figures": len(held),
        "figures_lost_or_changed_by_it": sum(after.get(cell) != value for cell, value in held.items()),
        "figures_beyond": len(after.keys() - held.keys()),
    }


def figures_of(there: NightWorld) -> Iterator[tuple[str, str]]:
    """Every cell that is shown, and what it holds."""
    with looking(there) as engine, engine.connect() as connection:
        for cell, *said in connection.execute(text("SELECT cell_id, status, raw, value FROM pub.figure")):
            yield cell, repr(said)


@contextmanager
def looking(there: NightWorld) -> Iterator[Engine]:
    """The database of a machine."""
    engine = connect(there.env["DATABASE_URL"])
    try:
        yield engine
    finally:
        engine.dispose()


def captures_by_name(home: Path) -> list[tuple[Any, ...]]:
    """Every capture of a home's archives, with the name of its file, wherever that lies now."""
    files = sorted((home / "archive").glob("*.warc.gz"))
    return [(file.name, *one[:4], *one[5:]) for file in files for one in captures_in([file])]


def requests(log: Path) -> int:
    """How many the portals have had."""
    return len(log.read_text("utf-8").splitlines())


def failed(world: NightWorld, *words: str) -> list[str]:
    """The last words of a command that failed; nothing of one that did not."""
    done = world.nianbao(*words)
    return [f"{' '.join(words[:2])}: {done.stderr[-400:]}"] if done.returncode else []
