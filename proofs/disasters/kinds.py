"""What goes wrong in a night, each at a moment that is drawn, and how the crawl must say so."""

import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from nianbao.store.embedded import EmbeddedServer
from proofs.durable.blows import kill_server
from proofs.world import World

SMALL_DISK = Path(__file__).with_name("small_disk.sh")
WORDS = ("crawl", "shili_trs")
Done = subprocess.CompletedProcess[str]
# Long enough for a command on a busy machine to come to its first request.
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Disaster:
    """`strike` lets it happen to a crawl and gives how that ended; `status` and `told`: what it must end with and say.

    The server is gone afterwards where `ends_server` says so.
    """

    strike: Callable[[World, EmbeddedServer, Random], Done]
    status: int
    told: str
    ends_server: bool = False


def disk_full(world: World, _server: EmbeddedServer, chance: Random) -> Done:
    """The disk of the archive has room for a part of what comes: that is 24 KiB, as a disk counts them."""
    archive = world.home / "archive"
    held = sum(-(-file.stat().st_size // 4096) * 4 for file in archive.rglob("*") if file.is_file())
    room = held + chance.randrange(8, 21)
    return world.nianbao(*WORDS, below=("unshare", "--mount", "sh", str(SMALL_DISK), str(archive), str(room)))


def files_limited(world: World, _server: EmbeddedServer, chance: Random) -> Done:
    """No file may grow beyond a size: what a quota does, where nothing can be mounted."""
    return world.nianbao(*WORDS, below=("prlimit", f"--fsize={chance.randrange(2000, 20000)}"))


def can_mount() -> bool:
    """Whether this account may have a disk of its own size; where not, `files_limited` stands in."""
    tried = ("unshare", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0  # noqa: S603 - our own words


def database_down_before(world: World, server: EmbeddedServer, _chance: Random) -> Done:
    """The server of the database does not run when the crawl begins."""
    server.stop()
    return world.nianbao(*WORDS)


def database_killed(world: World, server: EmbeddedServer, chance: Random) -> Done:
    """The server is killed while the portal is being asked."""
    before, more = len(world.simulator.log.requests), chance.randrange(1, 8)
    running = world.start(*WORDS)
    until = time.monotonic() + PATIENCE
    while len(world.simulator.log.requests) < before + more and running.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    kill_server(server.home)
    said, told = running.communicate(timeout=300)
    return Done(running.args, running.returncode, said, told)


def clock_set(days: float) -> Callable[[World, EmbeddedServer, Random], Done]:
    """The clock is set by so many days, forward or back, while the portal is being asked."""

    def strike(world: World, _server: EmbeddedServer, chance: Random) -> Done:
        return world.nianbao(*WORDS, PROOF_CLOCK=f"{chance.randrange(12, 40)}:{days}")

    return strike


def names_gone(world: World, _server: EmbeddedServer, chance: Random) -> Done:
    """No name is answered any more, from the first question on or from a later one."""
    return world.nianbao(*WORDS, PROOF_ANSWERS=str(chance.randrange(0, 8)))


KINDS: Mapping[str, Disaster] = {
    "disk_full": Disaster(disk_full, 4, "cannot be written: [Errno 28] No space left on device"),
    "files_limited": Disaster(files_limited, 4, "cannot be written: [Errno 27] File too large"),
    "database_down_before": Disaster(database_down_before, 4, "no database answers at", ends_server=True),
    "database_killed": Disaster(database_killed, 4, "the database", ends_server=True),
    "clock_forward": Disaster(clock_set(3), 4, "the clock jumped by +72.0 hours"),
    "clock_back": Disaster(clock_set(-400), 4, "the clock jumped by -9600.0 hours"),
    "names_gone": Disaster(names_gone, 1, "no name was found: is this machine's resolver down?"),
}
