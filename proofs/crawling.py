"""`nianbao`, with the sites of simulated portals in the registry, and names resolved to loopback.

Called by `proofs.world` with the command's own words. PROOF_SITES: a TOML file of rows; PROOF_REGIONS: a list of the
places that these portals are of; PROOF_PAST: a list of what places were called before, where there is one;
PROOF_RESOLVER: host -> `address:port` as JSON, or `@` and a file of that. Nothing else differs from a crawl of real
portals unless a test asks for it: PROOF_PACE shortens every wait (0.1: to a tenth), where manners are not what is
tested; an answer is waited for so too, or as PROOF_PATIENCE says. PROOF_DAYS_AGO lets the crawler believe that it is so
many days earlier. PROOF_DAILY and PROOF_WINDOW are how often and when a host is asked, where its row does not say.
PROOF_ALONE leaves the shipped sites out; PROOF_SILENT lets workers look after each other so many seconds after the last
sign of life, not thirty. PROOF_CLOCK=N:DAYS sets the
crawler's clock forward, or back, once it was asked N times; after PROOF_ANSWERS questions for a name none is answered
any more. With PROOF_LISTEN every connection to an internet address and every question for a name is a
line on standard error.

Reader processes run this file too, since it is their main module: they know the same sites and regions.
"""

import itertools
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import crawler.allotments
import crawler.clock
import crawler.registry
import crawler.settings
from nianbao.domain.divisions import past, region

settings = vars(crawler.settings)
shipped_sites, shipped_regions = crawler.registry.site_files, region.region_files
shipped_past, told_past = past.past_files(), os.environ.get("PROOF_PAST")
alone = "PROOF_ALONE" in os.environ
crawler.registry.site_files = lambda: [*([] if alone else shipped_sites()), Path(os.environ["PROOF_SITES"])]
region.region_files = lambda: [*shipped_regions(), Path(os.environ["PROOF_REGIONS"])]
past.past_files = lambda: [*shipped_past, *([Path(told_past)] if told_past else [])]
settings["TWISTED_DNS_RESOLVER"] = "simulator.resolver.MapResolver"
told_hosts = os.environ["PROOF_RESOLVER"]
settings["SIMULATOR_RESOLVER"] = Path(told_hosts[1:]).read_text("utf-8") if told_hosts[0] == "@" else told_hosts
settings["SIMULATOR_ANSWERS"] = int(os.environ.get("PROOF_ANSWERS", -1))
# Loopback is shut otherwise: these ports of it are open, no others.
settings["REACHABLE_BESIDES"] = sorted(set(json.loads(settings["SIMULATOR_RESOLVER"]).values()))
pace = os.environ.get("PROOF_PACE", "1")
for wait in ("PORTAL_DELAY", "PORTAL_DELAY_MOST", "PORTAL_WAIT"):
    settings[wait] *= float(pace)
settings["DOWNLOAD_TIMEOUT"] *= float(os.environ.get("PROOF_PATIENCE", pace))
crawler.allotments.PATIENCE = max(5.0, crawler.allotments.PATIENCE * float(pace))
# Crawls of one day are many here.
settings["PORTAL_DAILY"] = int(os.environ.get("PROOF_DAILY", 1_000_000))
settings["PORTAL_WINDOW"] = os.environ.get("PROOF_WINDOW", "")
days_ago = timedelta(days=float(os.environ.get("PROOF_DAYS_AGO", "0")))
jump_after, _, jump_days = os.environ.get("PROOF_CLOCK", "0:0").partition(":")
asked_for = itertools.count(1)


def now() -> datetime:
    """The moment that the crawler is told."""
    jumped = next(asked_for) > int(jump_after)
    return datetime.now(UTC) - days_ago + timedelta(days=float(jump_days)) * jumped


crawler.clock.now = now
if days_ago:
    # The database's clock is not told of it.
    crawler.clock.TOLERANCE = timedelta(days=36500)


def listen(event: str, facts: tuple[Any, ...]) -> None:
    """Tell of a connection; those to a path (the database, the fork server) are no internet address."""
    if event in {"socket.connect", "socket.getaddrinfo"} and not isinstance(facts[-1], (str, bytes)):
        sys.stderr.write(f"CONNECTED {event} {facts[1:]}\n")


if os.environ.get("PROOF_LISTEN"):
    sys.addaudithook(listen)


def hurry(silent: float) -> None:
    """Let a worker look after others so many seconds after their last sign of life, and try again as soon."""
    import nianbao.jobs.crawling
    import nianbao.jobs.keeping
    import nianbao.jobs.retrying
    import nianbao.jobs.tasks
    import nianbao.jobs.worker

    nianbao.jobs.crawling.BUSY = 2.0
    nianbao.jobs.keeping.SILENT = silent
    nianbao.jobs.worker.OPTIONS["update_heartbeat_interval"] = silent / 3
    nianbao.jobs.tasks.KEEPING_EVERY = "* * * * * */2"
    nianbao.jobs.retrying.BACK_OFF = (1, 2, 4)


def main() -> None:
    """The command."""
    if sys.argv[1] == "scrapy":
        from scrapy.cmdline import execute

        execute(sys.argv[1:])
    if sys.argv[1] == "worker" and "PROOF_SILENT" in os.environ:
        hurry(float(os.environ["PROOF_SILENT"]))
    from nianbao.cli.main import main

    main()


if __name__ == "__main__":
    main()
