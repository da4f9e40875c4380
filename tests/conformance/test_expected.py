"""What the generator says must be read, where that can be told by hand; no reader is asked."""

from decimal import Decimal

import pytest

from conformance.cases import Case, Plan, made
from conformance.draft import row_of


def case(mutation: str, form: str = "national_2021", skeleton: str = "wps_shredded", seed: int = 5) -> Case:
    """A page with that mutation."""
    return made(Plan(skeleton, form, mutation), seed)


def test_a_clean_page() -> None:
    """Two hundred cells, all numbers, six sections, nothing to be told."""
    clean = case("clean")
    assert len(clean.figures) == 200
    assert all(one.value is not None for one in clean.figures.values())
    keys = ["overview", "proactive", "requests", "disputes", "problems", "other"]
    assert [key for key, _ in clean.sections] == keys
    assert clean.findings == ()


@pytest.mark.parametrize(
    ("mutation", "rules"),
    [
        ("row_removed", ["ROW.MISSING"]),
        ("row_added", ["LABEL.UNKNOWN"]),
        ("row_misspelt", ["ROW.MISSING", "LABEL.UNKNOWN"]),
        ("rows_exchanged", ["ROW.ORDER"]),
        ("cell_lost", ["ROW.CELLS"]),
        ("cell_extra", ["ROW.CELLS"]),
        ("row_twice", []),
        ("row_twice_unlike", ["ROW.TWICE"]),
        ("table_lost", ["TABLES.MISSING"]),
        ("section_lost", ["SECTION.MISSING"]),
        ("traditional", ["SOURCE.MIRROR"]),
        ("hidden_copy", []),
        ("gb18030", []),
    ],
)
def test_what_must_be_told(mutation: str, rules: list[str]) -> None:
    """Each change of rows or of the page has its finding, or none."""
    assert [rule for rule, _ in case(mutation).findings] == rules


def test_a_row_removed_has_no_figures() -> None:
    """The row that is said to be missing is expected nowhere."""
    removed = case("row_removed")
    ((_, keys),) = removed.findings
    assert not keys & {row_of(key) for key in removed.figures}
    assert len(removed.figures) in (199, 198, 197, 193)


def test_an_unknown_row_has_keys_of_its_own() -> None:
    """Seven figures under t3.unknown.1, or those of the annex's columns."""
    added = case("row_added")
    assert sum(key.startswith("t3.unknown.1.") for key in added.figures) == 7
    annex = case("row_added", form="sh_family_2008", skeleton="coded_annex")
    assert {key for key in annex.figures if ".unknown." in key} == {"a.unknown.1", "a.unknown.1.current"}


def test_a_fault_breaks_its_sums() -> None:
    """A number that is off by some breaks the sums it is in, and these are what must be told."""
    for seed in range(20):
        told = {rule for rule, _ in case("fault_in_table_4", seed=seed).findings}
        assert told == {"T4.SUM"}
        swapped = case("neighbours_swapped", seed=seed).findings
        assert {rule for rule, _ in swapped} & {"T3.FLOW", "T3.SUM", "T3.COLS"}


def test_lost_cells_are_expected_unreadable() -> None:
    """The whole row, and only that row."""
    lost = case("cell_lost")
    ((_, keys),) = lost.findings
    unreadable = {row_of(key) for key, one in lost.figures.items() if one.status == "unreadable"}
    assert unreadable == keys


@pytest.mark.parametrize(
    ("mutation", "status"),
    [
        ("dashes", "dash"),
        ("none_stated", "none_stated"),
        ("not_applicable", "not_applicable"),
        ("blank_zeros", "blank"),
    ],
)
def test_what_is_printed_instead_of_zero(mutation: str, status: str) -> None:
    """Where a zero was, there is no number: a zero read there is a false one."""
    changed = [one for one in case(mutation).figures.values() if one.status != "number"]
    assert changed
    assert {(one.status, one.value) for one in changed} == {(status, None)}


def test_print_of_numbers_keeps_their_value() -> None:
    """Full-width digits, separators, units and white space change the text alone."""
    for mutation in ("full_width", "thousands", "padded"):
        figures = case(mutation).figures
        assert all(one.value is not None for one in figures.values())
    money = case("yuan").figures["t2.government_charges.amount"]
    assert money.value == Decimal(money.text.removesuffix("元"))
