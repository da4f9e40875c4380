"""Rounds in which each takes its turn, and what they come to."""

import json
import os
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import psutil
from sqlalchemy import text

from benchmarks.whole.bare import SETTINGS
from benchmarks.whole.cost import Cost, cost_of, size_of
from benchmarks.whole.pages import Page, confirm, pages_in
from benchmarks.whole.places import Place, Places
from nianbao.store.embedded import EmbeddedServer
from proofs.night.memory import postmaster_of
from proofs.night.world import crowd_process
from proofs.world import CRAWLING
from simulator.crowd.members import crowd

SEED = 20261122
BARE, ONE, READERS, AGAIN = "bare Scrapy", "nianbao, one process", "nianbao, reader processes", "nianbao reread --all"
CRAWLS = (BARE, ONE, READERS)
# Of issue 7: least rate as a share of bare Scrapy's; least reports a second on two cores.
BOUNDS, REREAD = {ONE: 0.3, READERS: 0.5}, 400.0
ONE_PROCESS = Path(__file__).parent / "one_process.py"
HELD = "SELECT (SELECT count(*) FROM reading), (SELECT count(*) FROM figure), pg_database_size(current_database())"


@dataclass(frozen=True, slots=True)
class Size:
    """`sites` portals with reports since a year, `rounds` in which each is measured once."""

    sites: int
    since: int
    rounds: int


FULL = Size(sites=100, since=2015, rounds=3)
TINY = Size(sites=3, since=2024, rounds=1)


def measured(size: Size, server: EmbeddedServer, folder: Path) -> dict[str, Any]:
    """All rounds, each in another order, on one run of the portals."""
    members, order = crowd(size.sites, SEED, "plain", size.since), random.Random(SEED)  # noqa: S311 - not a secret
    words = ("--manner", "plain", "--since", str(size.since), "--keep")
    costs: dict[str, list[Cost]] = {name: [] for name in (BARE, ONE, READERS, AGAIN)}
    load_before = round(os.getloadavg()[0], 1)
    with crowd_process(size.sites, SEED, None, *words) as ports:
        places = Places(server, folder, members, ports)
        with places.new("warm") as warm:
            postmaster = postmaster_of(warm.engine)
            cost_of(ours(warm, CRAWLING), warm.env, postmaster)
            pages = pages_in(warm.archives)
        for number, name in ((number, name) for number in range(size.rounds) for name in order.sample(CRAWLS, 3)):
            with places.new(f"round_{number}_{CRAWLS.index(name)}") as made:
                if name == BARE:
                    costs[name].append(bare(made, pages, postmaster))
                    continue
                costs[name].append(cost_of(ours(made, ONE_PROCESS if name == ONE else CRAWLING), made.env, postmaster))
                confirm(pages_in(made.archives), pages)
                if name == READERS:
                    costs[AGAIN].append(reread(made, postmaster))
                    held = counted(made)
    return told(costs, pages, held, load_before, size)


def ours(made: Place, program: Path) -> list[str]:
    """A crawl of everything, to the last row in the tables; views are another matter."""
    return [str(program), "crawl", *made.sites, "--leave-views"]


def bare(made: Place, pages: Sequence[Page], postmaster: psutil.Process) -> Cost:
    """Scrapy on the same addresses. Raises SystemExit where other bytes came."""
    asked, out = made.home / "pages.jsonl", made.home / "came.jsonl"
    asked.write_text("".join(json.dumps(one.asked) + "\n" for one in pages), encoding="utf-8")
    words = ["-m", "benchmarks.whole.bare", str(asked), str(made.home / "hosts.json"), str(out)]
    cost = cost_of(words, made.env, postmaster)
    came = (json.loads(line) for line in out.read_text("utf-8").splitlines())
    confirm([Page(one["method"], one["url"], one["body"], one["sha256"]) for one in came], pages)
    return cost


def reread(made: Place, postmaster: psutil.Process) -> Cost:
    """Everything that is held, read again. Raises SystemExit where anything of it was read otherwise."""
    cost = cost_of([str(CRAWLING), "reread", "--all", "--leave-views", "--format", "json"], made.env, postmaster)
    if not (account := json.loads(cost.said))["complete"] or account["changed"]:
        raise SystemExit(f"read otherwise: {account}")
    return cost


def counted(made: Place) -> dict[str, int]:
    """Readings, figures, and bytes of the database and of the archive."""
    with made.engine.connect() as connection:
        readings, figures, size = connection.execute(text(HELD)).one()
    return {"readings": readings, "figures": figures, "database": size, "archive": size_of(made.home)}


def told(
    costs: Mapping[str, Sequence[Cost]], pages: Sequence[Page], held: Mapping[str, int], load: float, size: Size
) -> dict[str, Any]:
    """The figures: pages a second (reports a second where all is read again), by the clock and by the processor."""
    counts = {name: held["readings"] if name == AGAIN else len(pages) for name in costs}
    rows = {
        name: {
            "a_second": round(median(counts[name] / one.seconds for one in those), 1),
            "a_processor_second": round(median(counts[name] / one.processor for one in those), 1),
            "processor_ms_each": round(median(1000 * one.processor / counts[name] for one in those), 2),
            "of_that_database_ms": round(median(1000 * one.database / counts[name] for one in those), 2),
            "rounds": [round(one.seconds, 2) for one in those],
        }
        for name, those in costs.items()
    }
    return {
        "sites": size.sites,
        "pages": len(pages),
        **held,
        "load_when_it_began": load,
        "cores": os.cpu_count(),
        "scrapy": version("scrapy"),
        "bare_settings": {name: str(value) for name, value in SETTINGS.items()},
        "rates": rows,
        "bounds": {name: {"bound": least, **shares(rows, name)} for name, least in BOUNDS.items()},
        "reread_bound": REREAD,
        "million": million(rows, len(pages), held),
    }


def shares(rows: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, float]:
    """The rate of one as a share of bare Scrapy's."""
    columns = {"share": "a_second", "share_of_processor": "a_processor_second"}
    return {said: round(rows[name][column] / rows[BARE][column], 3) for said, column in columns.items()}


def million(rows: Mapping[str, Mapping[str, Any]], pages: int, held: Mapping[str, int]) -> dict[str, float]:
    """What a million pages come to at these rates, where the machine and not a portal's patience is the limit."""
    many = 1_000_000
    return {
        "hours_to_crawl": round(many / rows[READERS]["a_second"] / 3600, 1),
        "hours_to_read_again": round(many * held["readings"] / pages / rows[AGAIN]["a_second"] / 3600, 1),
        "archive_gib": round(many / pages * held["archive"] / 1024**3, 1),
        "database_gib": round(many / pages * held["database"] / 1024**3, 1),
        "readings": round(many / pages * held["readings"]),
        "figures": round(many / pages * held["figures"]),
    }
