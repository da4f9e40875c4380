"""One round: a crawl killed at some moments, by its group or by its server, then left to end, beside a whole one."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import psutil

from nianbao.store.embedded import EmbeddedServer
from nianbao.store.engine import connect
from proofs.durable.blows import Blow, strike
from proofs.durable.worlds import DATABASE, contents_of, portals, world_at
from proofs.kills import is_running
from proofs.world import Contents, World

KINDS = ("trs", "hanweb", "vsb", "mh")
BLOWS_A_ROUND = 10
# Shares of the blows: at the server; while a COPY runs.
AT_SERVER, IN_COPY = 0.18, 0.45
# What every crawl adds to, also one that finds nothing new.
OF_EACH_CRAWL = ("crawl", "capture")
DEADLINE = 300  # seconds in which a command must have come to an end


@dataclass(slots=True)
class Account:
    """What was dealt to a crawl: kills that met it, and how its last run ended."""

    group_kills: int = 0
    server_kills: int = 0
    inside_copy: int = 0
    processes_left: int = 0
    exit_status: int | None = None
    told: str = ""


def blows_of(seed: int, number: int) -> list[Blow]:
    """The blows of a round, the same each time."""
    chance = Random(f"{seed} {number}")  # noqa: S311 - not a secret
    return [
        Blow(chance.uniform(0.6, 5), server=chance.random() < AT_SERVER, in_copy=chance.random() < IN_COPY)
        for _ in range(BLOWS_A_ROUND)
    ]


def undisturbed(kind: str, home: Path) -> Contents:
    """What a crawl that nobody kills leaves."""
    with world_at(home, portals([kind])) as world:
        done = world.nianbao("crawl", f"shili_{kind}")
        if done.returncode != 0:
            raise SystemExit(f"the crawl of {kind} fell short without being killed: {done.stderr}")
        return contents_of(world)


def played(number: int, blows: Sequence[Blow], whole: Mapping[str, Contents], folder: Path) -> dict[str, Any]:
    """What became of one round."""
    kind = KINDS[number % len(KINDS)]
    with world_at(folder / f"round_{number}", portals([kind])) as world:
        account = crawled_through(world, ("crawl", f"shili_{kind}"), blows)
        left = contents_of(world)
        anew = begun_anew(left, whole[kind])
        return {
            "round": number,
            "family": kind,
            "group_kills": account.group_kills,
            "server_kills": account.server_kills,
            "inside_copy": account.inside_copy,
            "processes_left": account.processes_left,
            "tables_that_differ": {
                table: sorted(set(left[table]) ^ set(whole[kind][table]))[:4]
                for table in left
                if left[table] != whole[kind][table] and not (anew and table in OF_EACH_CRAWL)
            },
            "begun_anew": anew,
            "exit_status": account.exit_status,
            "verify_status": world.nianbao("archive", "verify").returncode,
            "told": account.told,
        }


def begun_anew(left: Contents, whole: Contents) -> int:
    """How many crawls were begun after the one that was killed had ended.

    A server that is killed at the very end takes the word of it along, and the same words then ask for a new crawl,
    which has captures of its own and changes nothing.
    """
    return len(left["crawl"]) - 1 if set(whole["crawl"]) <= set(left["crawl"]) else 0


def crawled_through(world: World, words: Sequence[str], blows: Sequence[Blow]) -> Account:
    """Run a command through all the blows, then let it end; after each the same words are said again, nothing else."""
    account, told = Account(), ""
    for blow in blows:
        running = world.start(*words, below=["setsid"])
        struck = strike(running, blow, world.home)
        _, told = running.communicate(timeout=DEADLINE)
        account.processes_left += processes_of(running.pid)
        if not struck.met:
            break
        account.server_kills += blow.server
        account.group_kills += not blow.server
        account.inside_copy += struck.in_copy
        if is_over(world):
            account.exit_status = 0
            return account
    done = running if not struck.met else world.nianbao(*words)
    account.exit_status = done.returncode
    account.told = told[-400:] if not struck.met else str(done.stderr)[-400:]
    return account


def is_over(world: World) -> bool:
    """Whether a crawl is on record as ended; no while the server is down: the next command starts that."""
    server = EmbeddedServer(world.home)
    if not server.running():
        return False
    world.engine.dispose()
    world.engine = connect(server.url(DATABASE))
    return not is_running(world)


def processes_of(session: int) -> int:
    """How many processes of a command's session outlive it by more than ten seconds; the server has its own session."""
    until = time.monotonic() + 10
    while (count := _alive(session)) and time.monotonic() < until:
        time.sleep(0.1)
    return count


def _alive(session: int) -> int:
    count = 0
    for process in psutil.process_iter():
        try:
            same = os.getsid(process.pid) == session
        except ProcessLookupError:
            continue
        count += same and process.status() != psutil.STATUS_ZOMBIE
    return count
