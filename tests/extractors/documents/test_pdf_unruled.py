"""Tables without rules, or with half of them: what print tells is read, what it leaves open is said, nothing else."""

from collections import Counter
from collections.abc import Callable
from itertools import product
from random import Random

import pytest

import extractors
from conformance.article import article_of
from conformance.draft import Draft, draft_of, row_of
from conformance.figures import drawn_figures
from conformance.forms import form_names
from conformance.mutations import MUTATIONS
from conformance.papers.paper import Paper
from conformance.papers.pdf import Manner, Ruling, print_pdf
from conformance.printing import Printer, print_article
from conformance.tears import TEARS
from nianbao.checks import weigh
from nianbao.domain.report import PageBox, Report, Status

UNRULED = [Ruling.NONE, Ruling.FLAT, Ruling.UPRIGHT]
# Values wider than their columns, cells without a value, rows that the form does not know.
HARD = ["clean", "blank_zeros", "full_width", "not_applicable", "row_misspelt"]
CASES = [(Ruling.FLAT, "clean"), (Ruling.UPRIGHT, "clean"), *((Ruling.NONE, mutation) for mutation in HARD)]
SEEDS = range(4)
ENOUGH = 0.8  # of the cells of documents in which nothing is changed


@pytest.mark.parametrize("ruling", UNRULED)
def test_every_cell_where_print_is_plain(
    paper: Paper, ruling: Ruling, report: Callable[[bytes], Report], whole: Callable[[Report], None]
) -> None:
    """A report in which no row of figures stands at a break."""
    read = report(print_pdf(paper, Manner(ruling)))
    whole(read)
    assert len({figure.where for figure in read.figures if isinstance(figure.where, PageBox)}) == len(read.figures)


@pytest.mark.parametrize(("ruling", "mutation"), CASES)
def test_nothing_is_silently_wrong(ruling: Ruling, mutation: str) -> None:
    """On every form: a cell is right, or it is unreadable, or a finding names it."""
    counts: Counter[str] = Counter()
    for form in form_names():
        if MUTATIONS[mutation].fits(form, "pdf"):
            random = Random(f"{ruling}/{mutation}/{form}")  # noqa: S311 - repeatable draws are wanted
            draft = draft_of(form, 2020 if form == "national_2019" else 2022, drawn_figures(form, random))
            draft = MUTATIONS[mutation].change(draft, random)
            body = print_article(article_of(draft, {}, random), Printer("pdf", ruling), frozenset())
            counts.update(_outcomes(draft, extractors.extract(extractors.read(body))))
    assert counts["silent"] == 0, counts
    assert mutation != "clean" or counts["right"] >= ENOUGH * counts.total(), counts


@pytest.mark.parametrize("tear", [tear.name for tear in TEARS.values() if "pdf" in tear.formats])
@pytest.mark.parametrize("ruling", UNRULED)
def test_no_number_goes_to_a_neighbour_in_silence(ruling: Ruling, tear: str) -> None:
    """Rows of which numbers and labels stand in different lines; what is odd about whole rows the checks say."""
    counts: Counter[str] = Counter()
    for form, seed in product(("national_2019", "national_2021"), SEEDS):
        random = Random(f"{ruling}/{tear}/{form}/{seed}")  # noqa: S311 - repeatable draws are wanted
        draft = draft_of(form, 2020 if form == "national_2019" else 2022, drawn_figures(form, random))
        torn = draft.with_table("t3", TEARS[tear].change(draft.tables["t3"], random))
        body = print_article(article_of(torn, {}, random), Printer("pdf", ruling), frozenset())
        counts.update(_outcomes(draft, weigh(extractors.extract(extractors.read(body)))))
    assert counts["right"]
    assert counts["told"]
    assert counts["silent"] == 0, counts


def _outcomes(draft: Draft, report: Report) -> Counter[str]:
    figures = {figure.key: figure for figure in report.figures}
    said = {key for finding in report.findings for key in finding.keys}
    missing = (finding.keys for finding in report.findings if finding.rule == "ROW.MISSING")
    lost = {key.partition(".")[0] for keys in missing for key in keys}
    outcomes: Counter[str] = Counter()
    for key, printed in draft.expected().items():
        figure = figures.get(key)
        table = key.partition(".")[0]
        # A misspelt row that is a table by itself is prose; that its row of the form is missing is said.
        told = not said.isdisjoint((key, row_of(key), table)) or (".unknown." in key and table in lost)
        if figure is not None and (figure.value, figure.status) == (printed.value, printed.status):
            outcomes["right"] += 1
        elif figure is not None and figure.filled is not None and figure.filled == printed.value:
            outcomes["proved"] += 1  # a blank that the sums say is that
        elif told or (figure is not None and figure.status is Status.UNREADABLE):
            outcomes["told"] += 1
        else:
            outcomes["silent"] += 1
    return outcomes
