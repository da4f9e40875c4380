"""`python -m proofs.restore`: a night's machine is lost, another one takes over; `docs/proofs/restore.json`.

The night is played on one server, which is stopped and deleted once its backup is made; the archive is taken away from
its home. The other server and home have nothing before.
"""

import argparse
import json
import shutil
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from nianbao.jobs.schema import upgrade_queue
from proofs.checkout import commit
from proofs.night.run import SEED
from proofs.night.working import work
from proofs.night.world import night_world
from proofs.restore.moving import arrive, go_on, leave, settled
from proofs.servers import own_database, own_server
from proofs.world import ROOT
from simulator.crowd.members import crowd

PROOF = ROOT / "docs" / "proofs" / "restore.json"


def main() -> None:
    """Play the night, move, go on; status 1 where anything is not as it was."""
    parser = argparse.ArgumentParser(prog="python -m proofs.restore", description="A machine is lost.")
    parser.add_argument("--sites", type=int, default=300, help="how many portals")
    parser.add_argument("--pace", type=float, default=0.05, help="share of every wait that is kept; 1: a real crawl's")
    asked = parser.parse_args()
    begun, folder = time.monotonic(), Path(tempfile.mkdtemp(prefix="nianbao-proof-"))
    try:
        told = restored(asked.sites, asked.pace, folder)
    finally:
        shutil.rmtree(folder)
    proof = {
        "proves": "a backup and an archive are all that another machine needs: every table equal, every record whole",
        "commit": commit(),
        "seed": SEED,
        "sites": asked.sites,
        **told,
        "seconds": round(time.monotonic() - begun),
    }
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(bool(proof["missed"]))


def restored(sites: int, pace: float, folder: Path) -> dict[str, Any]:
    """The night on one server; all that came of it on another, once the first is gone."""
    members, home = crowd(sites, SEED), folder / "old"
    with ExitStack() as old, ExitStack() as portals:
        engine, url, cluster = old.enter_context(own_database("night"))
        upgrade_queue(engine)
        world = portals.enter_context(night_world(members, SEED, home, engine, url, pace))
        work(world, engine, 50, 2, folder / "rounds.jsonl", "restore")
        left = leave(world, engine, folder / "backup")
        old.close()
        with own_server() as (server, _):
            server.ensure_database("restored")
            there = settled(world, folder / "new", server.url("restored"))
            stands = ["the old server"] if cluster.exists() else []
            told = arrive(left, there) | go_on(there, world.log)
    return told | {"missed": missed(told) + stands}


def missed(told: dict[str, Any]) -> list[str]:
    """What is not as it was."""
    empty = ("tables_that_differ", "counts_beside_the_manifest", "failed", "figures_lost_or_changed_by_it")
    wrong = [name for name in (*empty, "figures_beyond", "status_of_the_next_crawl") if told[name]]
    due = ("captures_the_same", "rows", "captures", "figures", "requests_of_the_next_crawl")
    return wrong + [name for name in due if not told[name]]


if __name__ == "__main__":
    main()
