"""Faults planted in right tables, other ones at each commit; `make proof-locate` plants ten thousand."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from proofs.checkout import commit
from tests.checks.planted_tables import FORMS, published_tables, weighed, zeros_unprinted
from tests.checks.prove_locate import ambiguous_cells, failing, identities_by_cell, not_as_promised, prove

FAULTS = 1000


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    """The counts of faults that this commit's name has drawn."""
    return prove(FAULTS, int(commit().rstrip("+")[:12] or "0", base=16))


def test_every_fault_is_found_and_every_wrong_cell_named(result: dict[str, Any]) -> None:
    """Single cells always with the right number; nothing wrong is ever suggested, no true table blamed."""
    assert not_as_promised(result) == [], result
    assert result["faults"] == FAULTS


def test_exchanged_neighbours_are_always_found(result: dict[str, Any]) -> None:
    """They are two wrong cells: found always, named wherever no other exchange would do as well."""
    counts = result["every_number_printed"]["neighbours_exchanged"]
    assert counts["detected"] == counts["planted"]
    assert counts["named"] + counts.get("ambiguous", 0) == counts["planted"]


def test_a_number_left_out_is_never_proven_zero(result: dict[str, Any]) -> None:
    counts = result["zeros_left_out"]["cell_emptied"]
    assert "wrongly proven zero" not in counts
    assert counts.get("detected", 0) + counts.get("not assessable", 0) == counts["planted"]


def test_in_table_4_a_wrong_cell_is_found_and_none_suggested(result: dict[str, Any]) -> None:
    """Five cells stand in one identity: any of them could be the wrong one."""
    for counts in result["table_4"].values():
        assert counts == {"planted": counts["planted"], "detected": counts["planted"]}


@pytest.mark.parametrize(("form", "cells"), [("national_2021", 175), ("national_2019", 161)])
def test_every_cell_of_table_3_stands_in_identities_of_its_own(form: str, cells: int) -> None:
    """Why a wrong cell can be located: none is in the same row and the same column of sums as another."""
    assert ambiguous_cells(form) == {"cells": cells, "ambiguous": []}


@pytest.mark.parametrize("form", FORMS)
def test_two_wrong_cells_are_never_taken_for_one(form: str) -> None:
    """Of any three cells one stands in an identity that neither other stands in: what two break, no third explains."""
    standing = identities_by_cell(form)
    thirds = set(standing.values())
    for one, other in combinations(standing.values(), 2):
        apart, together = one ^ other, one | other
        assert len(apart) > 3 or not any(apart <= third <= together for third in thirds - {one, other})


def test_no_false_alarm_on_the_real_reports_at_hand(shared: Path) -> None:
    """As they are printed, and with their zeros left out."""
    tables = published_tables(shared)
    assert {"jiulongpo_2022", "hongze_2024", "shuyang_2025_ocr", "shuyang_fgj_2023", "pingtan_2019"} <= tables.keys()
    for name, cells in tables.items():
        for shown in (cells, zeros_unprinted(cells)):
            assert failing(weighed(shown)) == [], name
