"""Generated statements, other numbers at each commit; `make proof-claims` reads ten thousand."""

from typing import Any

import pytest

from conformance.statements import kinds
from proofs.checkout import commit
from tests.extractors.prose.prove_claims import prove

STATEMENTS = 300


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    return prove(STATEMENTS, int(commit().rstrip("+")[:12] or "0", base=16))


def test_no_claim_is_wrong(result: dict[str, Any]) -> None:
    """Neither a number that is not stated, nor one under another key."""
    assert result["all"]["wrong"] == 0, result["misses"]


def test_nearly_every_claim_is_found(result: dict[str, Any]) -> None:
    assert result["all"]["recall"] >= 0.99, result["misses"]


def test_every_kind_is_asked(result: dict[str, Any]) -> None:
    assert set(result["kinds"]) == set(kinds())
    assert len(kinds()) >= 18
    for kind, counts in result["kinds"].items():
        assert counts["statements"] >= 5, kind
        assert (counts["stated"] == 0) == kind.startswith("nothing"), kind
