"""What workers left, held against the crowd's ledger, the plan's own tables, and the portals' log of requests."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Engine, text

from proofs.night.compare import LEAST_GAP, by_host
from proofs.workers.world import WorkersWorld
from simulator.crowd.members import Member

PLANNED = text("SELECT site, state, outcome, attempts FROM night_site")
BY_WORKER = text("SELECT worker, count(*) AS sites FROM night_site WHERE state = 'done' GROUP BY worker")
# Nothing may stand twice: a report has one document an address, a document one edition of the same content, and the
# portals change nothing, so that no document has a second edition, and no edition a second reading.
DOUBLED = {
    "documents": "SELECT url FROM document GROUP BY url, site HAVING count(*) > 1",
    "editions": "SELECT document_id FROM edition GROUP BY document_id HAVING count(*) > 1",
    "readings": "SELECT edition_id FROM reading GROUP BY edition_id HAVING count(*) > 1",
    "captures": "SELECT record_id FROM capture GROUP BY record_id, part HAVING count(*) > 1",
    "looks_of_a_crawl": "SELECT site FROM look GROUP BY site, crawl_id HAVING count(*) > 1",
}
REPORTS = text(
    "SELECT site, count(DISTINCT report_id) AS reports FROM document JOIN edition USING (document_id)"
    " JOIN reading USING (edition_id) WHERE report_id IS NOT NULL GROUP BY site"
)


def against_plan(engine: Engine, members: Sequence[Member]) -> dict[str, Any]:
    """Every site that is not done, or not as the ledger says, or of which other reports are held."""
    with engine.connect() as connection:
        rows = {row.site: row for row in connection.execute(PLANNED)}
        held = {row.site: row.reports for row in connection.execute(REPORTS)}
    missed = [
        told
        for member in members
        if (told := difference(member, rows.get(f"shili_{member.name}"), held.get(f"shili_{member.name}", 0)))
    ]
    return {"sites": len(rows), "attempts": sum(row.attempts for row in rows.values()), "missed": missed}


def difference(member: Member, row: Any, held: int) -> str:
    """How a site differs from the ledger; empty where it does not."""
    if row is None or row.state != "done":
        return f"{member.name}: {row.state if row else 'no row'}"
    got, wanted = (row.outcome, held), (member.state, member.reports)
    return "" if got == wanted else f"{member.name} ({member.manner}): {got}, not {wanted}"


def doubled(engine: Engine) -> dict[str, int]:
    """How much stands twice, by table."""
    with engine.connect() as connection:
        return {name: len(connection.execute(text(asked)).all()) for name, asked in DOUBLED.items()}


def split(engine: Engine) -> list[int]:
    """How many sites each worker has done, most first."""
    with engine.connect() as connection:
        return sorted((row.sites for row in connection.execute(BY_WORKER)), reverse=True)


def overlaps(world: WorkersWorld, pace: float) -> dict[str, Any]:
    """Whether any host was asked by two at once, or sooner than it may be, by the portals' own log."""
    asked = by_host(world.night.log)
    short = [
        [host, round(later["at"] - earlier["ended"], 3)]
        for host, entries in asked.items()
        for earlier, later in pairwise(entries)
        if later["at"] - earlier["ended"] < LEAST_GAP * pace
    ]
    most = max(entry["connections"] for entries in asked.values() for entry in entries)
    return {
        "requests": sum(map(len, asked.values())),
        "most_connections_of_a_host": most,
        "requests_too_soon": len(short),
        "examples": short[:5],
    }


def missed_in(told: Mapping[str, Any]) -> list[str]:
    """What is not as it should be, in words."""
    log = told["log"]
    wrong = [] if log["most_connections_of_a_host"] == 1 else ["a host was asked by two at once"]
    wrong += ["a host was asked too soon"] if log["requests_too_soon"] else []
    wrong += [f"{count} {name} doubled" for name, count in told["doubled"].items() if count]
    return [*wrong, *told["plan"]["missed"]]
