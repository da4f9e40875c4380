"""Small version of `make proof-workers`: two workers, one killed while it crawls; and that the proof can fail."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from proofs.workers.compare import difference, missed_in, overlaps
from proofs.workers.run import SEED, Size, killed
from proofs.workers.world import WorkersWorld
from simulator.crowd.members import crowd

SIZE = Size(sites=8, batch=4, pace=0.05, kill_within=1.0)


@pytest.fixture(scope="module")
def told(
    new_database: Callable[[], tuple[str, Engine]],
    embedded_server: EmbeddedServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """What the proof says of eight portals and one kill."""
    name, engine = new_database()
    return killed(1, SIZE, tmp_path_factory.mktemp("workers"), (engine, embedded_server.url(name)))


def test_a_killed_workers_job_is_finished_by_another_and_nothing_is_doubled(told: dict[str, Any]) -> None:
    assert told["missed"] == []
    assert (told["kills"], told["kills_that_met_a_child"], told["processes_left"]) == (1, 1, 0)
    # Of the batch that was under way each site was begun twice.
    assert told["plan"]["attempts"] == SIZE.sites + SIZE.batch
    assert set(told["doubled"].values()) == {0}


def test_the_work_was_split_and_no_host_asked_by_two(told: dict[str, Any]) -> None:
    assert told["sites_by_worker"] == [4, 4]
    assert (told["log"]["most_connections_of_a_host"], told["log"]["requests_too_soon"]) == (1, 0)
    assert told["log"]["requests"] > SIZE.sites


def test_the_proof_sees_what_it_is_to_see(tmp_path: Path) -> None:
    log = tmp_path / "crowd.jsonl"
    entries = [
        {"host": "www.a.test", "at": 1.0, "ended": 2.0, "connections": 1},
        {"host": "www.a.test", "at": 1.5, "ended": 2.5, "connections": 2},
        {"host": "www.b.test", "at": 1.6, "ended": 1.7, "connections": 1},
    ]
    log.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    seen = overlaps(cast(WorkersWorld, SimpleNamespace(night=SimpleNamespace(log=log))), 0.05)
    assert (seen["most_connections_of_a_host"], seen["requests_too_soon"]) == (2, 1)
    (member,) = crowd(1, SEED)
    row = SimpleNamespace(state="done", outcome=member.state)
    assert difference(member, row, member.reports) == ""
    assert difference(member, row, member.reports - 1) != ""
    assert difference(member, None, 0) != ""
    plan = {"missed": [difference(member, SimpleNamespace(state="given_up", outcome=None), 0)]}
    wrong = missed_in({"log": seen, "doubled": {"editions": 2}, "plan": plan})
    assert len(wrong) == 4
