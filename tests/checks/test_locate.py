"""Which cell of table 3 is wrong: named where the identities leave one, and only then; nothing is corrected."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from nianbao.checks import weigh
from nianbao.checks.repairs import Change, Equations
from nianbao.domain.forms import Identity, Term
from nianbao.domain.report import Finding, FindingClass, Report, Severity
from tests.checks.planted_tables import Cells, contradictory_table, form_of, weighed
from tests.checks.sums_again import identities_hold

# Two requests of natural persons and three of companies, all granted but one.
RIGHT: Mapping[tuple[str, str], int] = {
    ("new_received", "natural_person"): 2,
    ("new_received", "commercial_enterprise"): 3,
    ("granted", "natural_person"): 2,
    ("granted", "commercial_enterprise"): 2,
    ("denied.internal_affairs", "commercial_enterprise"): 1,
    ("disposed", "natural_person"): 2,
    ("disposed", "commercial_enterprise"): 3,
}


@pytest.fixture(scope="module")
def right() -> Cells:
    """A table that holds, every number printed."""
    table = dict.fromkeys(contradictory_table(), 0)
    for (row, column), value in RIGHT.items():
        table[f"t3.{row}.{column}"] = value
        table[f"t3.{row}.total"] += value
    return table


def official(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.severity is Severity.OFFICIAL]


def suggestions(report: Report) -> list[object]:
    """The suggestion of each failing identity."""
    return [finding.suggestion for finding in official(report)]


@pytest.mark.parametrize(
    ("key", "printed", "failing"),
    [
        ("t3.granted.natural_person", 5, ["T3.SUM", "T3.COLS"]),
        ("t3.granted.total", 41, ["T3.SUM", "T3.COLS"]),
        ("t3.new_received.commercial_enterprise", 0, ["T3.FLOW", "T3.COLS"]),
        ("t3.disposed.total", 50, ["T3.FLOW", "T3.SUM", "T3.COLS"]),
        ("t3.carried_forward.other_org", 1, ["T3.FLOW", "T3.COLS"]),
    ],
)
def test_one_wrong_cell_is_named_with_its_number(right: Cells, key: str, printed: int, failing: list[str]) -> None:
    report = weighed({**right, key: printed})
    assert [finding.rule for finding in official(report)] == failing
    assert suggestions(report) == [{"key": key, "value": right[key]}] * len(failing)
    for finding in official(report):
        assert f"one cell alone explains all that fails in the table: {key} {right[key]} instead" in finding.message


def test_nothing_is_corrected(right: Cells) -> None:
    report = weighed({**right, "t3.granted.total": 41})
    assert {figure.key: figure.value for figure in report.figures} == {**right, "t3.granted.total": 41}


def test_two_cells_apart_are_named_each_on_its_own_part(right: Cells) -> None:
    wrong = {"t3.granted.natural_person": 9, "t3.new_received.commercial_enterprise": 8}
    found = {finding.keys: finding.suggestion for finding in official(weighed({**right, **wrong}))}
    assert len(found) == 4
    for keys, suggestion in found.items():
        (key,) = wrong.keys() & set(keys)
        assert suggestion == {"key": key, "value": right[key]}


def test_two_cells_of_one_row_are_named_and_not_suggested(right: Cells) -> None:
    """Both stand in the sum of the row: that finding has no cell of its own."""
    report = weighed({**right, "t3.granted.natural_person": 9, "t3.granted.commercial_enterprise": 5})
    assert suggestions(report) == [None] * 3
    for finding in official(report):
        assert "two cells would have to change, t3.granted.natural_person 2 instead of 9, and" in finding.message


def test_two_cells_that_four_corners_may_explain_are_not_chosen(right: Cells) -> None:
    """One too few in two rows and two columns: either diagonal of the rectangle would do."""
    wrong = {"t3.granted.natural_person": 1, "t3.denied.internal_affairs.commercial_enterprise": 0}
    report = weighed({**right, **wrong})
    assert suggestions(report) == [None] * 4
    assert all("2 pairs of them would do" in finding.message for finding in official(report))


def test_neighbours_exchanged_are_named_and_not_suggested(right: Cells) -> None:
    one, other = "t3.new_received.commercial_enterprise", "t3.new_received.research_institution"
    report = weighed({**right, one: 0, other: 3})
    assert suggestions(report) == [None, None]
    assert all(f"neighbours exchanged would, {one} and {other}" in f.message for f in official(report))


def test_many_wrong_cells_are_not_explained(right: Cells) -> None:
    report = weighed({**right, **{f"t3.granted.{column}": 7 for column in ("natural_person", "other_org", "total")}})
    assert set(map(str, suggestions(report))) == {"None"}
    assert all(f.message.endswith("no single cell explains it, nor do two cells") for f in official(report))


def test_beside_an_unproven_blank_nothing_is_located(right: Cells) -> None:
    """The blank may hold what another cell seems to lack."""
    report = weighed({**right, "t3.granted.natural_person": 9, "t3.new_received.commercial_enterprise": None})
    assert suggestions(report) == [None, None]
    assert all("not located: the table has a cell without a proven number" in f.message for f in official(report))


def test_blanks_proven_zero_do_not_hinder(right: Cells) -> None:
    blank = {**right, "t3.denied.state_secret.natural_person": None, "t3.disposed.total": 50}
    assert suggestions(weighed(blank)) == [{"key": "t3.disposed.total", "value": 5}] * 3


def test_with_an_unknown_row_nothing_is_located(right: Cells) -> None:
    """The sums of the columns are not assessable then, and what is left does not tell rows apart."""
    unknown = Finding("LABEL.UNKNOWN", Severity.SOFT, FindingClass.READING, ("t3.unknown.1",), "unknown")
    bare = weighed({**right, "t3.granted.total": 41})
    report = weigh(replace(bare, findings=(unknown,)))
    assert suggestions(report) == [None]
    assert "not located: the table has a row missing or unknown" in official(report)[0].message


def identity(left: str, *right: str) -> Identity:
    terms = tuple(Term(key) for key in right)
    return Identity("T4.SUM", Severity.OFFICIAL, FindingClass.SOURCE, "", (Term(left),), "==", terms)


def test_of_one_identity_every_cell_may_be_wrong_but_none_negative() -> None:
    """As in table 4: a total of 1 over 3 and 0 is repaired by the total or by the 3; 0 would have to be -2."""
    values = {"whole": Decimal(1), "part": Decimal(3), "none": Decimal(0)}
    found = Equations([identity("whole", "part", "none")], values).single_changes()
    assert set(found) == {Change("whole", Decimal(3)), Change("part", Decimal(1))}


def test_what_holds_needs_no_change() -> None:
    equations = Equations([identity("whole", "part")], {"whole": Decimal(3), "part": Decimal(3)})
    assert equations.single_changes() == ()
    assert equations.pairs_of_changes() == ()
    assert equations.exchanges([("whole", "part")]) == ()


@pytest.fixture(scope="module")
def pingtan_2020() -> dict[str, int]:
    """The published table that contradicts itself: 20 and 21 disposed of, outcomes of 26 and 27."""
    cells = {key: value for key, value in contradictory_table().items() if value is not None}
    assert (cells["t3.disposed.natural_person"], cells["t3.disposed.total"]) == (20, 21)
    return cells


def test_no_cell_of_pingtan_2020_explains_its_report(pingtan_2020: dict[str, int]) -> None:
    """Searched through: no cell with any number up to twice the largest makes all identities hold."""
    assert form_of(pingtan_2020) == "national_2019"
    assert not identities_hold(pingtan_2020)
    assert not any(
        identities_hold({**pingtan_2020, key: value}) for key, value in product(pingtan_2020, range(2 * 27 + 1))
    )


def test_two_pairs_of_cells_of_pingtan_2020_would(pingtan_2020: dict[str, int]) -> None:
    """Each column is six off, so a cell of each has to change by six; granted or partially granted could be it."""
    persons, totals = ([k for k in pingtan_2020 if k.endswith(end)] for end in (".natural_person", ".total"))
    found = []
    for (one, other), by, too in product(product(persons, totals), (6, -6), (6, -6)):
        changed = {one: pingtan_2020[one] + by, other: pingtan_2020[other] + too}
        if min(changed.values()) >= 0 and identities_hold({**pingtan_2020, **changed}):
            found.append((one, other))
    assert found == [(f"t3.{r}.natural_person", f"t3.{r}.total") for r in ("granted", "partially_granted")]


def test_pingtan_2020_gets_no_suggestion_and_is_told_so(pingtan_2020: dict[str, int]) -> None:
    report = weighed(pingtan_2020)
    assert [(f.rule, f.keys[0]) for f in official(report)] == [
        ("T3.SUM", "t3.disposed.natural_person"),
        ("T3.SUM", "t3.disposed.total"),
    ]
    assert suggestions(report) == [None, None]
    for finding in official(report):
        assert "no single cell explains it: two cells would have to change, and 2 pairs" in finding.message
