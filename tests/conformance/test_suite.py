"""What the suite holds: shapes enough, no combination empty, the same bytes for the same seed."""

from collections import Counter
from hashlib import sha256
from random import Random

import pytest

from conformance.cases import Plan, made, plans
from conformance.choice import chosen
from conformance.draft import draft_of
from conformance.figures import drawn_figures
from conformance.forms import form_names
from conformance.mutations import MUTATIONS
from conformance.skeletons import FORMATS, skeletons
from conformance.sums import broken, equations
from sample.tables import Role


def test_shapes_enough() -> None:
    """At least sixty skeletons, twenty of them shaped after published pages, every format several times."""
    shapes = skeletons().values()
    assert len(shapes) >= 60
    assert sum(bool(shape.seen) for shape in shapes) >= 20
    assert min(Counter(shape.format for shape in shapes)[name] for name in FORMATS) >= 4


def test_no_combination_is_empty() -> None:
    """Every form in every format, with every mutation that fits both, in a run of 2,200."""
    matrix = {(plan.form, plan.format, plan.mutation) for plan in plans()}
    assert {(form, format_) for form, format_, _ in matrix} == {(a, b) for a in form_names() for b in FORMATS}
    fitting = {(a, b, m.name) for a in form_names() for b in FORMATS for m in MUTATIONS.values() if m.fits(a, b)}
    assert matrix == fitting
    run = chosen(2200, seed=2026)
    assert {(plan.form, plan.format, plan.mutation) for plan in run} == matrix
    assert {(plan.skeleton, plan.mutation) for plan in run} == {(plan.skeleton, plan.mutation) for plan in plans()}


@pytest.mark.parametrize("size", [300, 1000, 2000])
def test_no_skeleton_carries_a_run(size: int) -> None:
    """At most a tenth of the documents is of one shape, and a larger run holds the smaller one."""
    run = chosen(size, seed=2026)
    assert len(set(run)) == size
    assert max(Counter(plan.skeleton for plan in run).values()) <= size / 10
    assert chosen(100, seed=2026) == run[:100]


def test_no_two_skeletons_print_alike() -> None:
    """The same report in two skeletons is two files."""
    digests: dict[bytes, str] = {}
    for skeleton in skeletons().values():
        form = skeleton.forms()[-1]
        plan = Plan(skeleton.name, form, "clean")
        body = made(plan, 1).body
        assert digests.setdefault(sha256(body).digest(), skeleton.name) == skeleton.name


@pytest.mark.parametrize("name", ["html", "text", "md", "pdf"])
def test_the_same_bytes_for_the_same_seed(name: str) -> None:
    """A document is its plan and its seed; another seed is another document."""
    for plan in [plan for plan in chosen(120, seed=3) if plan.format == name][:5]:
        assert made(plan, 7) == made(plan, 7)
        assert made(plan, 7).body != made(plan, 8).body


@pytest.mark.parametrize("form", form_names())
def test_figures_add_up(form: str) -> None:
    """Every sum of the form holds, counts are not negative, and neither zeros nor numbers have it all."""
    numbers = cells = 0
    for seed in range(40):
        figures = drawn_figures(form, Random(seed))  # noqa: S311 - repeatable draws are wanted
        assert broken(form, figures, frozenset()) == ()
        assert all(value >= 0 for key, value in figures.items() if not key.endswith("items_change"))
        numbers += sum(value != 0 for value in figures.values())
        cells += len(figures)
    assert 0.1 < numbers / cells < 0.8
    assert {key for one in equations(form) for key in one.keys} <= figures.keys()


@pytest.mark.parametrize("form", form_names())
def test_every_figure_is_printed_once(form: str) -> None:
    """The tables of a form have a cell for every figure, and no other."""
    figures = drawn_figures(form, Random(1))  # noqa: S311 - repeatable draws are wanted
    draft = draft_of(form, 2015, figures)
    cells = [c.text for t in draft.tables.values() for row in t for c in row if c.role is Role.FIGURE]
    assert sorted(cells) == sorted(draft.printed)
