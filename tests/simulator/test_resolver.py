"""Scrapy asks the simulator under the portals' own addresses; only resolver and certificates are told otherwise."""

import json
import os
import subprocess
import sys
from pathlib import Path

from simulator.families import Hanweb, Trs, Vsb
from simulator.portal import Portal
from simulator.server import Simulator

ROOT = Path(__file__).resolve().parents[2]
ASK = Path(__file__).parent / "ask_with_scrapy.py"


def test_scrapy_reaches_the_portals_and_nothing_else() -> None:
    good, plain = Portal(Trs(), scheme="https"), Portal(Hanweb())
    bad = Portal(Vsb(), scheme="https", certificate="wrong_name")
    elsewhere = "http://www.elsewhere.test/"
    with Simulator(good, plain, bad) as simulator:
        asked = subprocess.run(
            [
                sys.executable,
                ASK,
                json.dumps(simulator.resolver),
                good.list_url,
                plain.list_url,
                bad.list_url,
                elsewhere,
            ],
            env={**os.environ, "PYTHONPATH": str(ROOT), "SSL_CERT_FILE": str(simulator.ca_file)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        seen = {entry.url for entry in simulator.log.requests}
    assert sorted(asked.stdout.splitlines()) == sorted(
        [
            f"200 {good.list_url}",
            f"200 {plain.list_url}",
            f"DownloadFailedError {bad.list_url}",
            f"CannotResolveHostError {elsewhere}",
        ]
    )
    assert seen == {good.list_url, good.url("/robots.txt"), plain.list_url, plain.url("/robots.txt")}
