"""Requests on loopback: one after another for how long an answer takes, many at once for how many there are."""

import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median, quantiles
from urllib.parse import quote

from proofs.checkout import ROOT

SERVE = """
import socket, sys
import uvicorn
from nianbao.explorer.app import make_app
from nianbao.explorer.database import reading_engine
with socket.create_server(("127.0.0.1", 0), backlog=512) as bound:
    print(bound.getsockname()[1], flush=True)
    app = make_app(reading_engine(sys.argv[1]))
    uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[bound])
"""


@contextmanager
def explorer(url: str) -> Iterator[int]:
    """The explorer in a process of its own on that database; the port it answers at."""
    program = [sys.executable, "-c", SERVE, url]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603
        try:
            port = int(child.stdout.readline() if child.stdout else "")
            ask(port, ["/static/icon.svg"])
            yield port
        finally:
            child.terminate()


def ask(port: int, addresses: Sequence[str]) -> list[float]:
    """Milliseconds of each address, asked one after another on one connection. Raises RuntimeError for any but 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    taken = []
    for address in addresses:
        began = time.perf_counter()
        connection.request("GET", quote(address, safe="/?&=%"))
        answer = connection.getresponse()
        body = answer.read()
        taken.append(1000 * (time.perf_counter() - began))
        if answer.status != 200:
            raise RuntimeError(f"{address} answers {answer.status}: {body[:200]!r}")
    connection.close()
    return taken


def told(milliseconds: Sequence[float]) -> dict[str, float]:
    """How many answers, the middle one and the slowest of a hundred, in milliseconds."""
    slowest = quantiles(milliseconds, n=100)[98] if len(milliseconds) > 1 else milliseconds[0]
    return {
        "answers": len(milliseconds),
        "median_milliseconds": round(median(milliseconds), 1),
        "p99_milliseconds": round(slowest, 1),
    }


def at_once(port: int, addresses: Sequence[str], seconds: float, clients: int = 4) -> dict[str, float]:
    """Requests a second of so many clients on connections that stay, for so long."""
    ends = time.perf_counter() + seconds

    def client(first: int) -> int:
        done = 0
        while time.perf_counter() < ends:
            ask(port, [addresses[(first + done + step) % len(addresses)] for step in range(20)])
            done += 20
        return done

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        done = sum(pool.map(client, range(0, 7 * clients, 7)))
    return {"answers": done, "per_second": round(done / (time.perf_counter() - began), 1), "clients": clients}


def found(port: int, phrase: str) -> int:
    """How many reports hold a phrase, by the interface: -1 where it says that they are too many to be counted."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", f"/api/v1/search?q={quote(phrase)}")
    years = json.loads(connection.getresponse().read())["years"]
    connection.close()
    return -1 if any(year["is_cut"] for year in years) else sum(year["n_with"] for year in years)
