"""`python -m proofs.retired`: every page of every kind of list broken in every way, and whether anything held goes.

Portals are crawled whole, then again and again with one page of each list broken. After each crawl the database must
show every report that it held, and the crawl must say that it is not complete. Counts: `docs/proofs/retired.json`.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from proofs.checkout import commit
from proofs.places import county
from proofs.rounds import keep, rounds_before
from proofs.servers import own_database
from proofs.world import ROOT, World
from simulator.changes import pages, statuses
from simulator.families import FAMILIES
from simulator.portal import Portal
from simulator.rules import Change
from simulator.server import Simulator

ROUNDS = ROOT / "build" / "proof_retired.jsonl"
PROOF = ROOT / "docs" / "proofs" / "retired.json"
# Lists by name: the family and its switches, as in `tests/replay/list_faults.py`, with fewer rows a page.
KINDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "trs": ("trs", {"per_page": 5}),
    "hanweb": ("hanweb", {"per_page": 2}),
    "vsb": ("vsb", {"per_page": 5}),
    "mh": ("mh", {"per_page": 5}),
    "trs_declared": ("trs", {"per_page": 5, "pager": "createPageHTML_rows", "rows_as": "tr", "declares": True}),
    "trs_script": ("trs", {"per_page": 5, "rows_as": "script", "pager": "createPage"}),
    "trs_count": ("trs", {"per_page": 5, "rows_as": "dl", "pager": "countPage", "extension": "shtml"}),
    "hanweb_jpaas": ("hanweb", {"per_page": 5, "paging": "jpaas"}),
    "vsb_goto": ("vsb", {"per_page": 5, "pager": "goto"}),
    "mh_links": ("mh", {"per_page": 5, "pager": "links"}),
}
FAMILY_KINDS = ("trs", "hanweb", "vsb", "mh")
# Faults by name: the change, given another page of the list. The first six are those of the issue.
FAULTS: Mapping[str, Callable[[str], Change]] = {
    "removed": lambda _: statuses.status(404),
    "failing": lambda _: statuses.status(500),
    "cut_mid_row": lambda _: pages.cut_mid_row(),
    "repeated": pages.same_as,
    "index_page": lambda _: pages.index_page(),
    "bytes_54": lambda _: pages.only(54),
    "no_byte": lambda _: pages.only(0),
    "home_page": lambda _: pages.same_as("/"),
    "soft_404": lambda _: pages.soft_404(),
    "captcha": lambda _: statuses.captcha(),
    "challenge": lambda _: statuses.challenge(521),
}
OF_THE_ISSUE = tuple(FAULTS)[:6]
ROWS, PACE = 18, "0.05"
LISTED = "SELECT site, url, state FROM listing"
READ = (
    "SELECT url, key, value FROM figure JOIN reading USING (reading_id) JOIN edition USING (edition_id)"
    " JOIN document USING (document_id)"
)


@dataclass(frozen=True, slots=True)
class Broken:
    """One page of one site's list (counted from 0) with one fault."""

    site: str
    fault: str
    page: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a database shows: reports held, rows of lists by state, and figures."""

    reports: frozenset[tuple[str, str]]
    listed: Mapping[tuple[str, str], str]
    figures: frozenset[tuple[str, ...]]


def portal_of(kind: str, number: int) -> Portal:
    """A portal of a county of its own, so that no report of one site stands in for that of another."""
    family, switches = KINDS[kind]
    return Portal(
        FAMILIES[family](**switches),
        place=county(number, family),
        host=host_of(number),
        years=range(2024, 2026),
        rows=ROWS,
        twins=0,
    )


def host_of(number: int) -> str:
    """The host of a portal by its number."""
    return f"www.shili-{number:02}.test"


def crawl(world: World) -> tuple[int, dict[str, str], str]:
    """Crawl all sites: exit status, states by site, what was said."""
    done = world.nianbao("crawl", *(f"shili_{name}" for name in world.portals), PROOF_PACE=PACE)
    if not done.stdout:
        raise RuntimeError(done.stderr)
    states = {site["site"].removeprefix("shili_"): site["state"] for site in json.loads(done.stdout)["sites"]}
    return done.returncode, states, done.stderr


def held(world: World) -> Held:
    """What the database shows now; the reports as the command prints them."""
    printed = json.loads(world.nianbao("reports", "--format", "json").stdout)
    reports = frozenset((row["report_id"], row["url"]) for row in printed if row["state"] == "held")
    with world.engine.connect() as connection:
        listed = {(site, url): state for site, url, state in connection.execute(text(LISTED))}
        figures = frozenset((url, key, str(value)) for url, key, value in connection.execute(text(READ)))
    return Held(reports, listed, figures)


def list_pages(world: World, name: str) -> list[str]:
    """The pages of a site's list that its first crawl asked for: path and query, in their order."""
    portal = world.portals[name]
    documents = {address for entry in portal.ledger() for address in (entry.url, entry.attachment)}
    asked = [one.target for one in world.simulator.log.of(portal.host) if one.url not in documents]
    return [target for target in dict.fromkeys(asked) if target != "/robots.txt"]


def break_page(world: World, broken: Broken, targets: Sequence[str]) -> Callable[[], None]:
    """Put a fault on a page; what takes it off again."""
    portal, target = world.portals[broken.site], targets[broken.page]
    other = targets[broken.page - 1]
    rule = portal.on(target, FAULTS[broken.fault](other))
    return lambda: portal.off(rule)


def judged(broken: Sequence[Broken], before: Held, after: Held, states: Mapping[str, str], status: int) -> list[str]:
    """What went wrong: a site that passes for whole, a report that is not shown any more, a row that is gone."""
    told = {one: states[one.site] for one in broken}
    whole = [
        f"{one.site}: {one.fault} on page {one.page}: {state}" for one, state in told.items() if state != "partial"
    ]
    lost = [f"{name} is not held any more" for name, _ in before.reports - after.reports]
    gone = [f"{row} is gone" for row, state in after.listed.items() if state == "gone"]
    kept = {row for row, state in after.listed.items() if state == "held"}
    given_up = [
        f"{row} is not held any more" for row, state in before.listed.items() if state == "held" and row not in kept
    ]
    figures = [f"{figure} is lost" for figure in before.figures - after.figures]
    return [*whole, *lost, *gone, *given_up, *figures, *(["exit status 0"] if status != 1 else [])]


def play(world: World, broken: Sequence[Broken], targets: Mapping[str, Sequence[str]], before: Held) -> list[str]:
    """One crawl with these pages broken, mended afterwards; what went wrong."""
    mend = [break_page(world, one, targets[one.site]) for one in broken]
    status, states, _ = crawl(world)
    for whole_again in mend:
        whole_again()
    return judged(broken, before, held(world), states, status)


@contextmanager
def worlds(names: Mapping[str, Portal]) -> Iterator[World]:
    """A world of these portals with a database server of its own; each row names the newest report besides the list."""
    with own_database("retired") as (engine, url, folder), Simulator(*names.values()) as simulator:
        yield World(simulator, names, folder, engine, url, list(names))


def all_pages(most: int) -> dict[str, Portal]:
    """A portal for each page of each kind of list, up to `most` pages: its name ends in the page."""
    names = [f"{kind}_{page}" for kind in KINDS for page in range(most)]
    return {name: portal_of(name.rpartition("_")[0], number) for number, name in enumerate(names)}


def rounds(world: World, known: Sequence[Mapping[str, Any]], what: str) -> Iterator[dict[str, Any]]:
    """A crawl for each fault that was not played before, on all pages at once."""
    status, states, said = crawl(world)
    if status:
        raise SystemExit(f"a portal fell short without a fault: {states} {said}")
    before = held(world)
    targets = {name: list_pages(world, name) for name in world.portals}
    for fault in FAULTS:
        if any(one["fault"] == fault for one in known):
            continue
        places = {name: int(name.rpartition("_")[2]) for name in world.portals}
        # The index page in place of the first is no fault.
        first = 1 if fault == "index_page" else 0
        broken = [Broken(name, fault, page) for name, page in places.items() if first <= page < len(targets[name])]
        missed = play(world, broken, targets, before)
        by_kind = Counter(one.site.rpartition("_")[0] for one in broken)
        yield {
            "commit": what,
            "fault": fault,
            "runs": len(broken),
            "held": len(before.reports),
            "lists": by_kind,
            "missed": missed,
        }


def summed(what: str, played: Sequence[Mapping[str, Any]], seconds: float) -> dict[str, Any]:
    """The proof."""
    lists: Counter[str] = sum((Counter(one["lists"]) for one in played), Counter())
    missed = [miss for one in played for miss in one["missed"]]
    return {
        "proves": "a list of which one page is broken retires nothing: live crawls, held against the database",
        "commit": what,
        "seed": "none: every page of every list with every fault",
        "runs": sum(one["runs"] for one in played),
        "runs_by_fault": {one["fault"]: one["runs"] for one in played},
        "runs_by_list": dict(lists),
        "reports_held_before_each": sorted({one["held"] for one in played}),
        "misses": len(missed),
        "missed": missed,
        "seconds": round(seconds),
    }


def main() -> None:
    """Play every fault, then write the proof; status 1 where something was missed."""
    parser = argparse.ArgumentParser(prog="python -m proofs.retired", description="Break lists; nothing held may go.")
    parser.add_argument("--pages", type=int, default=4, help="how many pages of each list")
    asked = parser.parse_args()
    begun, what = time.monotonic(), commit()
    played = rounds_before(ROUNDS, what)
    with worlds(all_pages(asked.pages)) as world:
        for told in rounds(world, played, what):
            keep(ROUNDS, told)
            played.append(told)
            print(json.dumps(told, ensure_ascii=False), flush=True)
    proof = summed(what, played, time.monotonic() - begun)
    PROOF.write_text(json.dumps(proof, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(proof, indent=1, ensure_ascii=False))
    raise SystemExit(bool(proof["missed"]))


if __name__ == "__main__":
    main()
