"""Small version of `make proof-discovery`: two redesigns of each kind; and that the proof can fail."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from nianbao.store.embedded import EmbeddedServer
from proofs.discovery.__main__ import REQUIRED, is_good, summed
from proofs.discovery.playing import play
from proofs.discovery.survivors import old_parts, survivors
from proofs.world import World
from simulator.portal import Portal
from simulator.redesigns.kinds import KINDS
from simulator.redesigns.portal import FAMILIES, Redesign
from simulator.server import Simulator

PROOF = Path(__file__).parents[2] / "docs" / "proofs" / "discovery.json"
# Two of each kind, of as many kinds of software.
NUMBERS = tuple(kind + len(KINDS) * (kind % len(FAMILIES)) for kind in range(len(KINDS)))
SMALL = (*NUMBERS, *(number + 4 * len(KINDS) for number in NUMBERS))


@pytest.fixture(scope="module")
def rounds(
    tmp_path_factory: pytest.TempPathFactory,
    new_database: Callable[[], tuple[str, Engine]],
    embedded_server: EmbeddedServer,
) -> list[dict[str, Any]]:
    """What came of each."""

    def make(simulator: Simulator, portals: dict[str, Portal]) -> World:
        name, engine = new_database()
        return World(simulator, portals, tmp_path_factory.mktemp(name), engine, embedded_server.url(name))

    return play(SMALL, make)


def test_columns_are_found_again_and_no_other_is_taken(rounds: list[dict[str, Any]]) -> None:
    missed = [one for one in rounds if not one["found"]]
    assert len(missed) <= len(rounds) * (1 - REQUIRED), missed
    assert [one for one in rounds if one["wrong"]] == []
    assert {one["kind"] for one in rounds} == set(KINDS)


def test_without_the_column_nothing_is_taken_in_its_stead(rounds: list[dict[str, Any]]) -> None:
    assert [one["taken_instead"] for one in rounds if one["taken_instead"]] == []
    told = " ".join(" ".join(one["rejected_instead"]) for one in rounds)
    for reason in ("an old list", "a superior's or a neighbour's list", "none of the registry"):
        assert reason in told


def test_mirrors_are_never_asked(rounds: list[dict[str, Any]]) -> None:
    assert sum(one["asked_of_the_mirror"] for one in rounds) == 0


def test_nothing_of_the_old_addresses_is_left(rounds: list[dict[str, Any]]) -> None:
    assert [one["survivors"] for one in rounds if one["survivors"]] == []
    assert min(one["old_parts"] for one in rounds) > 10


def test_what_is_left_of_an_old_address_would_be_seen() -> None:
    redesign = Redesign(0)
    redesign.every_host()
    redesign.redesign()
    assert survivors(redesign) == []
    left = sorted(old_parts(redesign))[0]
    redesign.hosts[redesign.home_host].served.append(b"<a href='/" + left + b"/'>")
    assert survivors(redesign) == [left.decode()]


def test_a_proof_that_does_not_hold_is_told(rounds: list[dict[str, Any]]) -> None:
    assert is_good(summed("", rounds, 1.0))
    for fault in ({"wrong": ["http://a.gov.cn/"]}, {"taken_instead": "http://a.gov.cn/"}, {"survivors": ["nianbao"]}):
        assert not is_good(summed("", [{**rounds[0], **fault}, *rounds[1:]], 1.0))
    assert not is_good(summed("", [{**one, "found": False} for one in rounds[:2]] + rounds[2:], 1.0))


def test_what_the_proof_told_last() -> None:
    proof = json.loads(PROOF.read_text("utf-8"))
    assert is_good(proof)
    assert proof["redesigns"] >= 200
    assert {kind: of["redesigns"] >= 20 for kind, of in proof["by_kind"].items()} == dict.fromkeys(KINDS, True)
