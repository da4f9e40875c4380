"""Documents that our reader does not read as it must: each is expected to fail, and to be struck out once it passes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from conformance.cases import Plan, made
from conformance.readers import reader_of
from conformance.scoring import score

KNOWN = tomllib.loads(Path(__file__).with_name("known_faults.toml").read_text(encoding="utf-8"))
FAULTS, MENDED = KNOWN.get("fault", []), KNOWN["mended"]


@pytest.mark.parametrize(
    "fault",
    [
        *(pytest.param(fault, id=fault["case"], marks=pytest.mark.xfail(reason=fault["what"])) for fault in FAULTS),
        *(pytest.param(fault, id=fault["case"]) for fault in MENDED),
    ],
)
def test_nothing_is_missed(fault: dict[str, Any]) -> None:
    """Of a known fault something is, still; what was mended is not missed again."""
    assert _misses(fault) == []


def _misses(fault: dict[str, Any]) -> list[str]:
    case = made(Plan(*fault["case"].split("/")), fault["seed"])
    return score(case, reader_of("nianbao")(case.body)).misses
