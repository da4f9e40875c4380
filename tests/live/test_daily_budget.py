"""A host's day has so many requests and so many hours, for all processes together; what is left goes on another day."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from crawler.windows import CHINA
from proofs.world import World
from simulator.families import Trs
from simulator.portal import Portal

QUICK = {"PROOF_PACE": "0.02"}
SITE = "shili_one"
LIST = "/zwgk/zfxxgk/zfxxgknb/"


def portal_of(years: int) -> Portal:
    return Portal(Trs(), host="www.one.test", years=range(2026 - years, 2026), rows=2 * years, twins=0)


def limited(live: World, words: str) -> None:
    """Write a limit into the row of the only site."""
    sites = live.home / "shili.toml"
    sites.write_text(sites.read_text("utf-8").rstrip() + f"\n{words}\n", encoding="utf-8")


def in_days(days: float) -> dict[str, str]:
    """The crawler's clock so many days ahead."""
    return {"PROOF_DAYS_AGO": str(-days), **QUICK}


def state_of(done: Any) -> str:
    (only,) = json.loads(done.stdout)["sites"]
    told: str = only["state"]
    return told


def kept(live: World) -> dict[str, Any]:
    """Every reading, and how each address of the list stands."""
    contents = live.contents()
    with live.engine.connect() as connection:
        rows = connection.execute(text("SELECT url, state FROM listing ORDER BY url")).all()
    return {"reading": contents["reading"], "figure": contents["figure"], "listing": [tuple(row) for row in rows]}


def test_what_is_left_goes_on_the_next_day_and_nothing_is_asked_twice(world: Callable[..., World]) -> None:
    live = world(one=portal_of(10))
    limited(live, "daily_requests = 8")
    log, reports = live.simulator.log, {report.url for report in live.portal.reports().values()}
    states: list[str] = []
    for day in range(1, 9):
        before = len(log.requests)
        done = live.nianbao("crawl", SITE, **in_days(day))
        states.append(state_of(done))
        assert len(log.requests) - before <= 8, "the portal's own count of a day"
        if states[-1] == "complete":
            break
        assert done.returncode == 1
        assert "paused until 20" in done.stderr
        assert "these were the 8 requests a day of www.one.test: not asked" in done.stderr
    # Ten reports and seven files beside them, six a day besides the rules and the list.
    assert states == ["partial", "partial", "complete"]
    asked_each_day = [one.url for one in log.requests if one.target in {"/robots.txt", LIST}]
    others = Counter(one.url for one in log.requests if one.url not in asked_each_day)
    assert (len(asked_each_day), len(others), set(others.values())) == (6, 17, {1})
    assert reports <= others.keys()
    with live.engine.connect() as connection:
        held = connection.execute(text("SELECT count(*) FROM listing WHERE state = 'held'")).scalar_one()
    assert (held, len(reports)) == (17, 10)

    # Now that it came to its end, the next crawl asks for everything again, as ever.
    assert state_of(live.nianbao("crawl", SITE, **in_days(20))) == "partial"
    assert sum(log.count(url) for url in reports) == 10 + 6
    # That day is over: another process asks for nothing.
    asked = len(log.requests)
    assert (state_of(live.nianbao("crawl", SITE, **in_days(20))), len(log.requests)) == ("partial", asked)


def test_two_processes_keep_one_number(world: Callable[..., World]) -> None:
    live = world(one=portal_of(10))
    limited(live, "daily_requests = 7")
    both = [live.start("crawl", SITE, **QUICK) for _ in range(2)]
    states = [state_of(type("Done", (), {"stdout": one.communicate(timeout=120)[0]})) for one in both]
    assert states == ["partial", "partial"]
    assert len(live.simulator.log.requests) == 7


def test_outside_its_hours_a_portal_is_not_asked_at_all(world: Callable[..., World]) -> None:
    live = world(one=portal_of(2))
    here = datetime.now(UTC).astimezone(CHINA)
    opens, closes = here + timedelta(hours=2), here + timedelta(hours=4)
    closed = live.nianbao("crawl", SITE, PROOF_WINDOW=f"{opens:%H:%M}-{closes:%H:%M}", **QUICK)
    assert (state_of(closed), closed.returncode, live.simulator.log.requests) == ("partial", 1, [])
    until = opens.replace(second=0, microsecond=0).astimezone(UTC)
    assert f"paused until {until:%Y-%m-%dT%H:%M}:00Z: it lies outside the hours of www.one.test" in closed.stderr
    within = live.nianbao("crawl", SITE, PROOF_WINDOW=f"{opens:%H:%M}-{closes:%H:%M}", **in_days(3 / 24))
    assert state_of(within) == "complete", within.stderr


def test_a_day_without_requests_takes_nothing_back_and_replays_as_it_was(world: Callable[..., World]) -> None:
    live = world(one=portal_of(4))
    assert state_of(live.nianbao("crawl", SITE, **in_days(1))) == "complete"
    whole = kept(live)
    # Rules and list, and nothing of the reports.
    spent = live.nianbao("crawl", SITE, PROOF_DAILY="2", **in_days(2))
    assert state_of(spent) == "partial"
    assert kept(live) == whole
    replayed = live.nianbao("crawl", SITE, "--replay", str(live.archives[-1]), **QUICK)
    assert state_of(replayed) == "partial"
    assert shortfalls(replayed.stderr) == shortfalls(spent.stderr) != []
    both = live.nianbao("crawl", SITE, *replaying(live.archives), **QUICK)
    assert (state_of(both), kept(live)) == ("complete", whole), both.stderr


def shortfalls(told: str) -> list[str]:
    return sorted(line for line in told.splitlines() if "paused until" in line)


def replaying(archives: list[Path]) -> list[str]:
    return [word for archive in reversed(archives) for word in ("--replay", str(archive))]
