"""Small version of `make proof-safe`: on loopback, every fourth hostile address; and that the proof can fail."""

import json
from pathlib import Path
from typing import Any

import pytest

from proofs.safe.__main__ import CONTROL, RUNS, crawl

PROOF = Path(__file__).parents[2] / "docs" / "proofs" / "safe.json"
WAYS = ("/known/", "/row/", "/file/", "/away/", "//robots-")


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """A crawl whose registry row has every hostile host."""
    return crawl({**RUNS["hosts in the registry row"], "every": 4}, apart=False)


def test_nothing_but_the_portal_is_connected_to(told: dict[str, Any]) -> None:
    assert (told["elsewhere"], told["arrived_elsewhere"]) == ({}, {})
    assert told["arrived_at_the_portal"].keys() == {"127.0.0.1"}


def test_every_way_was_tried_and_every_refusal_has_a_name(told: dict[str, Any]) -> None:
    refused = [url for url, *_ in told["shortfalls"]]
    assert [way for way in WAYS if not any(way in url for url in refused)] == []
    assert told["asked"] == len(refused) + len(told["captured"])
    assert set(told["troubles"]) <= {"foreign_host", "unreachable", "wrong_page", "sent_away"}


def test_a_name_that_changes_its_mind_is_not_followed(told: dict[str, Any]) -> None:
    rebound = [(url, reason) for url, _, reason in told["shortfalls"] if "//rebind-" in url and "/known/" in url]
    assert len(rebound) == 12
    assert all("not connected to" in reason for _, reason in rebound)


def test_without_the_guards_the_listeners_are_reached() -> None:
    told = crawl({**RUNS[CONTROL], "loopback": True}, apart=False)
    assert told["arrived_elsewhere"].keys() == {"127.0.0.1", "127.0.0.2", "127.255.255.254"}
    assert len(told["elsewhere"]) == 3


def test_what_the_proof_told_last() -> None:
    runs = json.loads(PROOF.read_text("utf-8"))["runs"]
    assert runs.keys() == RUNS.keys()
    for name in RUNS.keys() - {CONTROL}:
        assert runs[name]["hostile_addresses"] >= 240
        assert (runs[name]["connections_outside"], runs[name]["arrived_outside"]) == (0, 0)
        assert runs[name]["requests_wanted"] == runs[name]["named_in_the_account"] + runs[name]["pages_of_the_portal"]
    assert runs[CONTROL]["arrived_outside"] > 900
