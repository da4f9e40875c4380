"""The gate: our reader on three hundred documents is nowhere below what it has reached before."""

from conformance import floors
from conformance.__main__ import GATE_SEED, GATE_SIZE
from conformance.choice import chosen
from conformance.run import run


def test_nothing_is_lost() -> None:
    """Every format at its floors or above; a run that is better raises them (--raise-floors)."""
    outcome = run(chosen(GATE_SIZE, GATE_SEED), "nianbao", GATE_SEED, jobs=2)
    assert floors.below(floors.reached(outcome), floors.stored()) == ()
