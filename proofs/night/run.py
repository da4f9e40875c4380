"""One night from the first batch to the account of it."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from nianbao.jobs.schema import upgrade_queue
from proofs.night.compare import against_ledger, against_log
from proofs.night.memory import Peaks, measured, postmaster_of
from proofs.night.working import states_of_plan, work
from proofs.night.world import night_world
from proofs.servers import kept_database
from simulator.crowd.members import crowd

SEED = 20261122
# What issue 7 asks of three thousand sites on two cores.
MOST_SECONDS, MOST_MIB = 3600, 600


@dataclass(frozen=True, slots=True)
class Night:
    """`sites` portals, `batch` of them a process, `at_once` processes, every wait shortened to the share `pace`."""

    sites: int
    batch: int
    at_once: int
    pace: float


def night(plan: Night, folder: Path, rounds: Path, what: str) -> dict[str, Any]:
    """Play a night in this folder, going on where an earlier run was broken off, and hold it against the ledger."""
    with kept_database(folder, "night") as (engine, url):
        return played(plan, engine, url, folder / "home", rounds, what)


def played(plan: Night, engine: Engine, url: str, home: Path, rounds: Path, what: str) -> dict[str, Any]:
    """A night in a database that is set up; what was done before is in `home` and in the file `rounds`."""
    members = crowd(plan.sites, SEED)
    upgrade_queue(engine)
    busy = [round(load, 1) for load in os.getloadavg()]
    with (
        night_world(members, SEED, home, engine, url, plan.pace) as world,
        measured(postmaster_of(engine)) as peaks,
    ):
        seconds = work(world, engine, plan.batch, plan.at_once, rounds, what)
        ledger, log = against_ledger(engine, members), against_log(world.log, plan.pace)
        planned = states_of_plan(engine)
    return {
        "proves": "every site of a night ends in the state of the simulator's ledger, within time, memory and budgets",
        "commit": what,
        "seed": SEED,
        "processes_at_once": plan.at_once,
        "sites_a_process": plan.batch,
        "pace": plan.pace,
        "load_when_it_began": busy,
        "cores": os.cpu_count(),
        **ledger,
        "plan": planned,
        "requests": log,
        "seconds": round(seconds),
        "sites_a_minute": round(60 * plan.sites / seconds, 1),
        "most_mib_a_process": peaks.largest,
        "processes": peaks.processes,
        "missed": [*ledger["missed"], *log["missed"], *beyond(seconds, peaks, plan)],
    }


def beyond(seconds: float, peaks: Peaks, plan: Night) -> list[str]:
    """The bounds that were passed; that of time goes with the number of sites."""
    allowed = MOST_SECONDS * plan.sites / 3000
    slow = [f"{seconds:.0f} s of {allowed:.0f}"] if plan.sites >= 3000 and seconds > allowed else []
    large = [f"a {kind} took {most} MiB" for kind, most in peaks.largest.items() if most > MOST_MIB]
    return [*slow, *large]
