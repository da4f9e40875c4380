"""A night held against the crowd's ledger (who behaves how) and against the crowd's own log of requests."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from proofs.night.world import DAILY
from simulator.crowd.members import Member

# The last outcome of each site.
OUTCOMES = """
SELECT DISTINCT ON (outcome ->> 'site') outcome
FROM crawl CROSS JOIN LATERAL jsonb_array_elements(to_jsonb(sites)) AS outcome
ORDER BY outcome ->> 'site', crawl_id DESC
"""
# Seconds between the end of an answer and the next request, as `PORTAL_DELAY` says.
LEAST_GAP = 1.0


def outcomes(engine: Engine) -> Mapping[str, Mapping[str, Any]]:
    """Each site's outcome, by its name in the crowd."""
    with engine.connect() as connection:
        told = connection.execute(text(OUTCOMES)).scalars().all()
    return {str(one["site"]).removeprefix("shili_"): one for one in told}


def against_ledger(engine: Engine, members: Sequence[Member]) -> dict[str, Any]:
    """How many sites are in each state, and every one that is not what it should be."""
    found = outcomes(engine)
    differing = (difference(one, found.get(one.name)) for one in members)
    return {
        "sites": len(members),
        "states": dict(sorted(Counter(one["state"] for one in found.values()).items())),
        "reports": sum(one["reports"] for one in found.values()),
        "declared_lists": sum(one.declared is not None for one in members),
        "missed": [told for told in differing if told],
    }


def difference(member: Member, outcome: Mapping[str, Any] | None) -> str:
    """How an outcome differs from the ledger; empty where it does not."""
    if outcome is None:
        return f"{member.name} ({member.manner}): no outcome"
    wanted: dict[str, object] = {"state": member.state, "reports": member.reports}
    if member.declared is not None:
        wanted["declared"] = member.declared
    got = {name: outcome[name] for name in wanted}
    return "" if got == wanted else f"{member.name} ({member.manner}): {got}, not {wanted}"


def against_log(log: Path, pace: float) -> dict[str, Any]:
    """Whether hosts were asked as they should be, by the portals' own log."""
    asked = by_host(log)
    most, least = max(map(len, asked.values())), min(gap for one in asked.values() for gap in gaps(one))
    connections = max(entry["connections"] for one in asked.values() for entry in one)
    told = {
        "requests": sum(map(len, asked.values())),
        "hosts_asked": len(asked),
        "most_requests_of_a_host": most,
        "allowed_a_day": DAILY,
        "least_gap_seconds": round(least, 3),
        "gap_kept_seconds": LEAST_GAP * pace,
        "most_connections_at_once": connections,
    }
    kept = most <= DAILY and least >= LEAST_GAP * pace and connections == 1
    return {**told, "missed": [] if kept else ["budgets were not kept"]}


def by_host(log: Path) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """The requests of each host in the order in which they came."""
    asked: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for line in log.read_text("utf-8").splitlines():
        entry = json.loads(line)
        asked[entry["host"]].append(entry)
    return {host: sorted(entries, key=lambda entry: entry["at"]) for host, entries in asked.items()}


def gaps(entries: Sequence[Mapping[str, Any]]) -> Iterator[float]:
    """Seconds from the end of each answer to the next request."""
    return (later["at"] - earlier["ended"] for earlier, later in pairwise(entries))
