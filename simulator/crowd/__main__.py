"""`python -m simulator.crowd`: a crowd on loopback until its standard input ends; prints its ports as JSON."""

import argparse
import asyncio
import json
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

from simulator.crowd.members import FIRST, crowd
from simulator.crowd.server import LOOPBACK, Crowd, Server


def main() -> None:
    """Serve until whoever started this ends."""
    parser = argparse.ArgumentParser(prog="python -m simulator.crowd", description="Portals that do not exist.")
    parser.add_argument("--count", type=int, default=3000, help="how many portals")
    parser.add_argument("--seed", type=int, default=7, help="which of them behave how")
    parser.add_argument("--manner", default="", help="all of them behave so")
    parser.add_argument("--since", type=int, default=FIRST, help="year of the first report of each")
    parser.add_argument("--keep", action="store_true", help="make each page once")
    parser.add_argument("--log", type=Path, help="where each request is written down")
    asked = parser.parse_args()
    asyncio.run(serve(asked))


async def serve(asked: argparse.Namespace) -> None:
    """Answer until standard input ends. `shut`: a port at which nobody listens, nor will."""
    members = {one.host: one for one in crowd(asked.count, asked.seed, asked.manner, asked.since)}
    with ExitStack() as opened:
        log = opened.enter_context(asked.log.open("a", buffering=1, encoding="utf-8")) if asked.log else None
        shut = opened.enter_context(socket.socket())
        shut.bind((LOOPBACK, 0))
        port = await Server(Crowd(members, keeps=asked.keep).answer, log).start()
        print(json.dumps({"port": port, "shut": shut.getsockname()[1]}), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    main()
