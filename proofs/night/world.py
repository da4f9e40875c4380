"""A night's portals in a process of their own, and a home whose registry names them all."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from nianbao.domain.divisions.region import read_regions
from nianbao.store.fill import fill_regions
from proofs.world import CRAWLING, REGION_FILE, ROOT, ROW, SITE_FILE, environment, list_of_regions
from simulator.crowd.members import Member
from simulator.crowd.server import LOOPBACK

# Requests a host and day that a night may make: what is proved is that no more are made.
DAILY = 40
# Seconds for a command that is waited for, also on a busy machine.
PATIENCE = 3600


@dataclass(frozen=True)
class NightWorld:
    """The members of a crowd as sites, a home, a database; `pace`: by what share every wait is shortened."""

    members: Sequence[Member]
    home: Path
    env: Mapping[str, str]

    @property
    def log(self) -> Path:
        """Where the crowd writes down who asked what."""
        return log_in(self.home)

    def start(self, *words: str, told: int | None = None) -> "subprocess.Popen[str]":
        """A command of ours, running; what it says on standard error goes to the file descriptor `told`."""
        call = [sys.executable, str(CRAWLING), *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(  # noqa: S603 - our own
            call, env=dict(self.env), cwd=ROOT, stdout=pipe, stderr=told or pipe, text=True
        )

    def nianbao(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """A command of ours, to its end."""
        running = self.start(*words)
        said, told = running.communicate(timeout=PATIENCE)
        return subprocess.CompletedProcess(running.args, running.returncode, said, told)


@contextmanager
def night_world(
    members: Sequence[Member], seed: int, home: Path, engine: Engine, url: str, pace: float
) -> Iterator[NightWorld]:
    """The portals answer until the end; a home that was there before goes on with its archive and its log."""
    tell_of(members, home, engine)
    with crowd_process(len(members), seed, log_in(home)) as ports:
        hosts = hosts_file(members, ports, home)
        # The sites that are shipped stay out of it, and it is night whenever this runs.
        own = {"PROOF_PACE": str(pace), "PROOF_PATIENCE": "0.2", "PROOF_DAILY": str(DAILY)}
        own |= {"PROOF_ALONE": "1", "NIANBAO_NIGHT": "00:00-23:59"}
        yield NightWorld(members, home, {**environment(home, url, f"@{hosts}"), **own})


def tell_of(members: Sequence[Member], home: Path, engine: Engine) -> None:
    """Put the members into a home's registry, and their counties into the database."""
    home.mkdir(exist_ok=True)
    (home / REGION_FILE).write_text(list_of_regions(one.place for one in members), encoding="utf-8")
    (home / SITE_FILE).write_text("".join(map(row_of, members)), encoding="utf-8")
    with engine.begin() as connection:
        fill_regions(connection, read_regions([home / REGION_FILE]))


def hosts_file(members: Sequence[Member], ports: Mapping[str, int], home: Path) -> Path:
    """Where each host is, as a file of a home."""
    hosts = home / "hosts.json"
    hosts.write_text(json.dumps(dict(addresses(members, ports))), encoding="utf-8")
    return hosts


@contextmanager
def crowd_process(count: int, seed: int, log: Path | None, *more: str) -> Iterator[Mapping[str, int]]:
    """The crowd's process: its ports, `port` where it answers and `shut` where nobody listens; `more`: words for it."""
    call = [sys.executable, "-m", "simulator.crowd", "--count", str(count), "--seed", str(seed), *more]
    call += ["--log", str(log)] if log else []
    running = subprocess.Popen(  # noqa: S603 - our own
        call, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with running:
        try:
            if running.stdout is None:
                raise RuntimeError("the crowd has no standard output")
            ports: Mapping[str, int] = json.loads(running.stdout.readline())
            yield ports
        finally:
            running.terminate()


def addresses(members: Sequence[Member], ports: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Where each host is; one without a name is nowhere."""
    for one in members:
        if one.manner != "no_name":
            yield one.host, f"{LOOPBACK}:{ports['shut' if one.manner == 'no_listener' else 'port']}"


def row_of(member: Member) -> str:
    """A member's row of the registry."""
    place = member.place
    facts = {"publisher": place.government, "family": member.family.name, "list_url": member.list_url}
    row = ROW.format(name=member.name, region=place.code, **facts)
    return row.replace("first_year = 2014", f"first_year = {member.since}") + "\n"


def log_in(home: Path) -> Path:
    """The crowd's log, below a home."""
    return home / "crowd.jsonl"
