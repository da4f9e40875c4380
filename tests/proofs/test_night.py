"""Small version of `make proof-night`: every manner of portal once, hurried; and that the proof can fail."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from proofs.night.compare import against_log, difference, outcomes
from proofs.night.run import SEED, Night, played
from simulator.crowd.members import Member, crowd, manners

PLAN = Night(sites=32, batch=16, at_once=2, pace=0.05)
PROOF = Path(__file__).parents[2] / "docs" / "proofs" / "night.json"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the night's archive and log lie."""
    return tmp_path_factory.mktemp("night")


@pytest.fixture(scope="module")
def database(new_database: Callable[[], tuple[str, Engine]]) -> tuple[str, Engine]:
    """A database of its own."""
    return new_database()


@pytest.fixture(scope="module")
def told(database: tuple[str, Engine], embedded_server: EmbeddedServer, home: Path) -> dict[str, Any]:
    """What the proof says of a night of thirty-two portals."""
    name, engine = database
    return played(PLAN, engine, embedded_server.url(name), home, home / "rounds.jsonl", "test")


def test_every_site_ends_in_the_state_of_the_ledger(told: dict[str, Any]) -> None:
    assert told["missed"] == []
    members = crowd(PLAN.sites, SEED)
    assert {one.manner for one in members} == manners().keys()
    assert sum(told["states"].values()) == told["sites"] == PLAN.sites
    assert told["reports"] == sum(one.reports for one in members)
    # Also what failed by what the portal answered: asked again the same night it would answer the same.
    assert told["plan"] == {"done": PLAN.sites}


def test_budgets_were_kept_by_the_portals_own_log(told: dict[str, Any]) -> None:
    requests = told["requests"]
    # Two of the manners are never reached: nobody listens, or there is no such name.
    assert requests["hosts_asked"] == sum(one.manner not in ("no_listener", "no_name") for one in crowd(32, SEED))
    assert requests["most_connections_at_once"] == 1
    assert requests["least_gap_seconds"] >= requests["gap_kept_seconds"] == pytest.approx(0.05)


def test_memory_was_measured_of_every_kind_of_process(told: dict[str, Any]) -> None:
    assert {"command", "reader", "simulator", "database"} <= told["most_mib_a_process"].keys()
    assert all(20 < most < 600 for kind, most in told["most_mib_a_process"].items() if kind in ("command", "reader"))


def test_a_night_that_was_played_is_not_played_again(
    told: dict[str, Any], database: tuple[str, Engine], embedded_server: EmbeddedServer, home: Path
) -> None:
    lines = (home / "crowd.jsonl").read_text("utf-8")
    again = played(PLAN, database[1], embedded_server.url(database[0]), home, home / "rounds.jsonl", "test")
    assert (again["states"], again["missed"]) == (told["states"], [])
    assert (home / "crowd.jsonl").read_text("utf-8") == lines
    assert again["seconds"] >= told["seconds"]


@pytest.mark.parametrize("wrong", [{"state": "complete"}, {"reports": 1}, {"declared": 5}])
def test_a_site_that_ends_otherwise_is_told(
    told: dict[str, Any], database: tuple[str, Engine], wrong: dict[str, Any]
) -> None:
    short = next(one for one in crowd(PLAN.sites, SEED) if one.manner == "short_list")
    found = outcomes(database[1])[short.name]
    assert difference(short, found) == ""
    assert difference(short, {**found, **wrong}) != ""
    assert difference(replace(short, number=9999), None).endswith("no outcome")


@pytest.mark.parametrize(
    ("at", "connections"), [([0.0, 0.02], 1), ([0.0, 9.0], 2), ([float(place) for place in range(41)], 1)]
)
def test_a_host_that_is_asked_too_soon_too_often_or_twice_at_once_is_told(
    tmp_path: Path, at: list[float], connections: int
) -> None:
    entries = [{"host": "a.test", "at": one, "ended": one, "connections": connections} for one in at]
    log = tmp_path / "log.jsonl"
    log.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
    assert against_log(log, 0.05)["missed"] == ["budgets were not kept"]


def test_a_crowd_is_the_same_again_and_its_members_differ() -> None:
    members = crowd(3000, SEED)
    assert members == crowd(3000, SEED)
    assert {len({pick(one) for one in members}) for pick in (name_of, code_of, host_of)} == {3000}
    shares = {name: sum(one.manner == name for one in members) / 3000 for name in manners()}
    assert all(abs(shares[name] - row["share"] / 1000) < 0.02 for name, row in manners().items())


def name_of(member: Member) -> str:
    """Of its place."""
    return member.place.name


def code_of(member: Member) -> str:
    """Of its place."""
    return member.place.code


def host_of(member: Member) -> str:
    """Its own."""
    return member.host
