"""`python -m simulator`: portals to look at by hand, until Ctrl-C; each request is printed as a line of JSON."""

import argparse
import json
from collections.abc import Sequence
from threading import Event

from simulator.families import FAMILIES
from simulator.portal import Portal
from simulator.server import Simulator


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve one portal, or one of each family."""
    asked = parser().parse_args(arguments)
    families = [asked.family] if asked.family else list(FAMILIES)
    portals = [Portal(FAMILIES[name](), scheme=asked.scheme) for name in families]
    with Simulator(*portals, port=asked.port) as simulator:
        told = {"resolver": simulator.resolver, "ca_file": str(simulator.ca_file)}
        told["lists"] = {portal.family.name: portal.list_url for portal in portals}
        print(json.dumps(told, ensure_ascii=False, indent=2), flush=True)
        show_requests(simulator)


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m simulator", description="Portals of places that do not exist.")
    made.add_argument("--family", choices=list(FAMILIES), help="one kind of portal; without it one of each")
    made.add_argument("--port", type=int, default=0, help="0: any free one (one portal alone can have a given one)")
    made.add_argument("--scheme", choices=["http", "https"], default="http", help="of the addresses that are printed")
    return made


def show_requests(simulator: Simulator) -> None:
    """Print requests as they come, until Ctrl-C."""
    shown = 0
    try:
        while not Event().wait(0.2):
            for entry in simulator.log.requests[shown:]:
                print(json.dumps(entry.as_json(), ensure_ascii=False), flush=True)
                shown += 1
    except KeyboardInterrupt:
        print("closed")


if __name__ == "__main__":
    main()
