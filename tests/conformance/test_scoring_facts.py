"""Publisher, coverage, claims and places weighed by hand."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from conformance.cases import Case, Plan, made
from conformance.peers import plain_text
from conformance.places import places_of
from conformance.places_on_paper import texts_in
from conformance.scoring import score


@pytest.fixture
def case() -> Case:
    """A page whose prose states the four ends of table 3's flow."""
    return next(
        one
        for one in (made(Plan("head_cells", "national_2021", "clean"), seed) for seed in range(50))
        if len(one.claims) >= 4
    )


def answer(case: Case, **more: Any) -> dict[str, Any]:
    """The answer of a reader that has everything right."""
    name, kind = case.publisher
    return {
        "figures": [
            {"key": key, "value": float(one.value or 0), "status": "number", "where": where(min(case.places[key]))}
            for key, one in case.figures.items()
        ],
        "findings": [],
        "sections": [],
        "year": case.year,
        "publisher": {"name": name, "kind": kind},
        "coverage": case.coverage,
        "claims": [{"key": key, "value": float(value)} for key, value in case.claims],
        **more,
    }


def where(place: tuple[int, ...]) -> Mapping[str, int]:
    return dict(zip(("table", "row", "column"), place, strict=True))


def counts_of(case: Case, **more: Any) -> Mapping[str, int]:
    return score(case, answer(case, **more)).counts


def test_all_right(case: Case) -> None:
    """One publisher, one coverage, every claim, two hundred places."""
    counts = counts_of(case)
    assert (counts["publisher.right"], counts["coverage.right"]) == (1, 1)
    assert counts["claims.found"] == counts["claims.all"] == len(case.claims)
    assert counts["places.right"] == counts["places.all"] == 200


@pytest.mark.parametrize(
    ("name", "kind", "counted"),
    [("示例县", "government", "publisher.wrong"), ("", "other", "publisher.missing")],
)
def test_who_signs(case: Case, name: str, kind: str, counted: str) -> None:
    """Another name is wrong, none is missing."""
    assert counts_of(case, publisher={"name": name, "kind": kind})[counted] == 1


def test_what_is_counted(case: Case) -> None:
    """Another coverage is wrong, unclear is missing."""
    other = "own" if case.coverage == "aggregate" else "aggregate"
    assert counts_of(case, coverage=other)["coverage.wrong"] == 1
    missed = counts_of(case, coverage="unclear")
    assert missed["coverage.missing"] == int(case.coverage != "unclear")


def test_what_prose_states(case: Case) -> None:
    """A claim of another number is one missed and one false."""
    (key, value), *rest = case.claims
    claims = [{"key": key, "value": float(value) + 1}, *({"key": k, "value": float(v)} for k, v in rest)]
    counts = counts_of(case, claims=claims)
    assert (counts["claims.missed"], counts["claims.false"]) == (1, 1)


def test_a_locator_that_points_beside(case: Case) -> None:
    """The right number with the place of its neighbour is told."""
    figures = answer(case)["figures"]
    figures[0]["where"], figures[1]["where"] = figures[1]["where"], figures[0]["where"]
    counts = counts_of(case, figures=figures)
    assert (counts["places.wrong"], counts["places.right"]) == (2, 198)


def test_places_are_those_of_the_expanded_grid() -> None:
    """Merged cells take their places; a table that holds a table is none."""
    page = b"""<table><tr><td><table><tr><td rowspan=2>a</td><td colspan=2>k1</td></tr><tr><td>b</td><td><p>k</p>2</td>
    </tr></table></td></tr></table>"""
    assert places_of(lambda: page, "html", {"k1", "k2"}) == {"k1": {(0, 0, 1)}, "k2": {(0, 1, 2)}}
    assert places_of(lambda: b"x\n| a | k1 |\nk2 | ||", "text", {"k1", "k2"}) == {"k1": {(1, 2)}, "k2": {(2, 0)}}


@pytest.mark.parametrize("skeleton", ["pdf_ruled", "pdf_turned"])
def test_a_box_holds_its_print(skeleton: str) -> None:
    """On a page and on a turned page: a box as wide as the page holds its words, an empty corner none."""
    body = made(Plan(skeleton, "national_2021", "clean"), 1).body
    found = texts_in(body, {"all": {"page": 0, "box": [0, 0, 900, 900]}, "none": {"page": 0, "box": [0, 0, 9, 9]}})
    assert "政府信息公开" in found["all"]
    assert found["none"] == ""


def test_the_text_alone_as_a_reader() -> None:
    """Numbers behind a label in order; a blank shifts what follows, which is why it is a baseline."""
    rules = "<tr><td>规章</td><td>1</td><td></td><td>3</td><td>9</td></tr>"
    page = f"<html><table>{rules}<tr><td>行政规范性文件</td><td>5</td></tr></table></html>"  # a row of 2021 alone
    read = plain_text.read(page.encode())
    assert read is not None
    figures = {figure["key"]: figure["value"] for figure in read["figures"]}
    assert figures == {
        "t2.rules.issued": 1,
        "t2.rules.repealed": 3,
        "t2.rules.in_force": 9,
        "t2.normative_docs.issued": 5,
    }
    assert plain_text.read(b"\xff\xff\x00") is None


def test_claims_are_those_of_the_printed_figures() -> None:
    """A sentence states what its cell prints, also where that is a fault."""
    for seed in range(20):
        case = made(Plan("head_cells", "national_2021", "fault"), seed)
        for key, value in case.claims:
            assert case.figures[key].value == value
        assert all(isinstance(value, Decimal) for _, value in case.claims)
