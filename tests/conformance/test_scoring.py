"""A reader's answers weighed by hand: right, flagged, silently wrong, silently missing."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from conformance.cases import Case, Plan, made
from conformance.draft import Print
from conformance.score import Score
from conformance.scoring import score


@pytest.fixture
def case() -> Case:
    """A clean page of 2021's form."""
    return made(Plan("head_cells", "national_2021", "clean"), 5)


def answer(figures: Mapping[str, Print], **more: Any) -> dict[str, Any]:
    """The answer of a reader that reads these cells."""
    rows = [
        {"key": key, "value": float(one.value) if one.value is not None else None, "status": one.status}
        for key, one in figures.items()
    ]
    return {"figures": rows, "findings": [], "sections": [], "year": None, **more}


def some(case: Case) -> tuple[str, Print]:
    """A cell that is not zero."""
    return next((key, one) for key, one in case.figures.items() if one.value)


def cells(scored: Score) -> dict[str, int]:
    """The counts of cells that are not right."""
    silent = ("wrong", "missing", "flagged")
    return {name: n for name, n in scored.counts.items() if name.rpartition(".")[2] in silent and n and "." in name}


def cells_of(scored: Score) -> dict[str, int]:
    """Those of cells, without sections and findings."""
    return {name: n for name, n in cells(scored).items() if name.partition(".")[0] in ("nonzero", "zero", "other")}


def test_all_right(case: Case) -> None:
    """Every cell as printed."""
    scored = score(case, answer(case.figures))
    assert cells_of(scored) == {}
    assert scored.counts["nonzero.right"] + scored.counts["zero.right"] == len(case.figures)
    assert scored.counts["false_zeros"] == 0


def test_a_wrong_number_is_silent_until_something_is_said(case: Case) -> None:
    """A finding that names its cell or its row makes it flagged."""
    key, one = some(case)
    wrong = {**case.figures, key: Print("9", (one.value or Decimal(0)) + 1)}
    assert cells_of(score(case, answer(wrong))) == {"nonzero.wrong": 1}
    for named in (key, key.rpartition(".")[0], key[:2]):
        findings = [{"rule": "T3.SUM", "keys": [named]}]
        scored = score(case, answer(wrong, findings=findings))
        assert scored.counts["nonzero.wrong"] == 0
        assert scored.counts["nonzero.flagged"] == 1
        assert scored.counts["findings.false"] == 1


def test_unreadable_is_flagged_and_nothing_is_missing(case: Case) -> None:
    """A cell that the reader gives up is flagged; one that it does not speak of is missing."""
    key, _ = some(case)
    given_up = {**case.figures, key: Print("", None, "unreadable")}
    assert cells_of(score(case, answer(given_up))) == {"nonzero.flagged": 1}
    without = {name: one for name, one in case.figures.items() if name != key}
    assert cells_of(score(case, answer(without))) == {"nonzero.missing": 1}


def test_a_reader_of_zeros(case: Case) -> None:
    """It has every zero right, no other cell, and a false zero for each of those."""
    zeros = {key: Print("0", Decimal(0)) for key, one in case.figures.items()}
    scored = score(case, answer(zeros))
    assert scored.counts["zero.right"] == scored.counts["zero.all"]
    assert scored.counts["nonzero.right"] == 0
    assert scored.counts["false_zeros"] == scored.counts["nonzero.all"] == scored.counts["nonzero.wrong"]


def test_right_cells_named_in_a_finding_of_a_clean_page(case: Case) -> None:
    """A false alarm is counted at the cells it is about."""
    scored = score(case, answer(case.figures, findings=[{"rule": "ROW.CELLS", "keys": ["t3.granted"]}]))
    assert scored.counts["clean.flagged"] == 7


def test_numbers_that_nothing_prints(case: Case) -> None:
    """A figure of a key that the document does not print is invented."""
    more = {**case.figures, "t2.procurement.amount": Print("7", case.figures[some(case)[0]].value)}
    assert score(case, answer(more)).counts["invented"] == 1


def test_a_refusal_is_no_silence(case: Case) -> None:
    """A document that the reader refuses has its cells flagged."""
    scored = score(case, None)
    assert scored.counts["refused"] == 1
    assert scored.counts["nonzero.flagged"] == scored.counts["nonzero.all"]


def test_sections_need_their_keys_in_order_and_their_text(case: Case) -> None:
    """A section that has lost its sentence is wrong; where lines break is no matter."""
    sections = [{"key": key, "text": " \n".join(text)} for key, text in case.sections]
    assert score(case, answer(case.figures, sections=sections)).counts["sections.right"] == 1
    assert score(case, answer(case.figures, sections=sections[:-1])).counts["sections.right"] == 0
    emptied = [*sections[:-1], {"key": "other", "text": ""}]
    assert score(case, answer(case.figures, sections=emptied)).counts["sections.right"] == 0


def test_findings_need_their_rule_and_keys() -> None:
    """A finding that names more cells is found; one of another rule is missed, and false."""
    removed = made(Plan("head_cells", "national_2021", "row_removed"), 5)
    ((rule, keys),) = removed.findings
    told = [{"rule": rule, "keys": [*keys, "t3.more"]}]
    assert score(removed, answer(removed.figures, findings=told)).counts["findings.found"] == 1
    other = score(removed, answer(removed.figures, findings=[{"rule": "ROW.ORDER", "keys": sorted(keys)}]))
    assert (other.counts["findings.missed"], other.counts["findings.false"]) == (1, 1)
