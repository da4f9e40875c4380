"""`make proof-safe`: crawls that are led to hostile addresses, in every way a portal has; docs/proofs/safe.json.

With `unshare` (Linux) the crawls have a network of their own, in which every address there is leads to a listener: then
the portal has a public address and the crawler its shipped settings, and what the guards keep out would be let in
without them, which the last run shows by taking them out.
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from proofs.checkout import commit

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "proofs" / "safe.json"
# Every address of both families is this machine's own, and goes nowhere else.
OWN_NETWORK = (
    'ip link set lo up && ip route add local 0.0.0.0/0 dev lo && ip -6 route add local ::/0 dev lo && exec "$@"'
)
APART = ("unshare", "--user", "--map-root-user", "--net", "sh", "-c", OWN_NETWORK, "sh")
PUBLIC, LOOPBACK = "1.2.4.8", "127.0.0.1"
BOTH = ("door", "spelling")
CONTROL = "control: no guard"
RUNS: Mapping[str, Mapping[str, Any]] = {
    "hosts foreign": {"open": (), "known": False},
    "hosts in the registry row": {"open": (), "known": True},
    "hosts in the row, spelling not looked at": {"open": ("spelling",), "known": True},
    CONTROL: {"open": BOTH, "known": True},
}


def crawl(task: Mapping[str, Any], apart: bool) -> dict[str, Any]:
    """One run in a process of its own; `apart`: in a network of its own."""
    with TemporaryDirectory() as folder:
        given = {"every": 1, "loopback": False, "portal": PUBLIC if apart else LOOPBACK, **task, "folder": folder}
        call = [*(APART if apart else ()), sys.executable, "-m", "proofs.safe.crawling"]
        done = subprocess.run(  # noqa: S603 - our own
            call, input=json.dumps(given), cwd=ROOT, capture_output=True, text=True, timeout=900, check=False
        )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def summary(told: Mapping[str, Any]) -> dict[str, Any]:
    """A run in the numbers that count."""
    return {
        "hostile_addresses": told["targets"],
        "requests_wanted": told["asked"],
        "named_in_the_account": len(told["shortfalls"]),
        "pages_of_the_portal": len(told["captured"]),
        "troubles": dict(sorted(told["troubles"].items())),
        "connections_to_the_portal": told["to_the_portal"],
        "connections_outside": sum(told["elsewhere"].values()),
        "addresses_outside": len(told["elsewhere"]),
        "arrived_outside": sum(told["arrived_elsewhere"].values()),
    }


def main() -> None:
    """Every run, then the page."""
    begun = time.monotonic()
    runs = {name: summary(crawl(task, apart=True)) for name, task in RUNS.items()}
    told = {"commit": commit(), "seconds": round(time.monotonic() - begun, 1), "runs": runs}
    OUT.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, ensure_ascii=False, indent=1))
    outside = sum(run["connections_outside"] for name, run in runs.items() if name != CONTROL)
    if outside or not runs[CONTROL]["arrived_outside"]:
        sys.exit("a connection was made outside the allowed, or the listeners heard nothing without the guards")


if __name__ == "__main__":
    main()
