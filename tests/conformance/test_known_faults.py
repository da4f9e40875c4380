"""Documents that our reader does not read as it must: each is expected to fail, and to be struck out once it passes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from conformance.cases import Plan, made
from conformance.readers import reader_of
from conformance.scoring import score

FAULTS = tomllib.loads(Path(__file__).with_name("known_faults.toml").read_text(encoding="utf-8"))["fault"]


@pytest.mark.parametrize(
    "fault", [pytest.param(fault, id=fault["case"], marks=pytest.mark.xfail(reason=fault["what"])) for fault in FAULTS]
)
def test_a_known_fault(fault: dict[str, Any]) -> None:
    """Nothing of the document is missed."""
    case = made(Plan(*fault["case"].split("/")), fault["seed"])
    assert score(case, reader_of("nianbao")(case.body)).misses == []
