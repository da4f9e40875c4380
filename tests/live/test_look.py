"""A look at simulated portals: the list, what is new, and of what is held the pages that were not asked for longest."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import text

from proofs.world import World
from simulator.families import Trs
from simulator.portal import Portal

YEARS = range(2018, 2024)


def grow_older(world: World, days: int) -> None:
    """Let all that was asked for so far have been asked for so many days sooner."""
    with world.engine.begin() as connection:
        for table, columns in {"outcome": ("at",), "look": ("began", "ended")}.items():
            moved = ", ".join(f"{column} = {column} - make_interval(days => :days)" for column in columns)
            connection.execute(text(f"UPDATE {table} SET {moved}"), {"days": days})  # noqa: S608 - names of ours


def asked_years(world: World, since: int) -> list[int]:
    """Of which years a report's page was asked for since so many requests."""
    years = {report.url: year for year, report in world.portal.reports().items()}
    return sorted(years[request.url] for request in world.simulator.log.requests[since:] if request.url in years)


def test_held_reports_come_round(world: Callable[..., World]) -> None:
    portal = Portal(Trs(), years=YEARS, rows=10, twins=0)
    live = world(trs=portal)
    log = live.simulator.log

    def look(most: int) -> tuple[list[int], dict[str, Any]]:
        before = len(log.requests)
        done = live.nianbao("crawl", "shili_trs", "--look", str(most), PROOF_PACE="0.03")
        assert done.returncode == 0, done.stderr
        (site,) = json.loads(done.stdout)["sites"]
        return asked_years(live, before), site

    first, site = look(2)
    assert (first, site["state"]) == (list(YEARS), "complete")
    rows = site["listed"]
    grow_older(live, 15)
    earlier, site = look(4)
    assert (site["state"], site["listed"], len(earlier)) == ("sampled", rows, 4)
    # The four were asked for a moment ago: the other two are in their turn.
    later, _ = look(4)
    assert sorted(earlier + later) == list(YEARS)
