"""Reports whose tables a program copied as running text: labels and numbers one behind the other, no sign between."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from conformance.article import article_of
from conformance.draft import Draft, Print, draft_of, plain
from conformance.figures import drawn_figures
from conformance.forms import NATIONAL, years_of
from sample.tables import Table

KINDS = ("right", "fault", "zeros_left_out")


@dataclass(frozen=True, slots=True)
class Running:
    """A text file, what each of its cells prints, and the cell that contradicts the sums, if any."""

    body: bytes
    printed: Mapping[str, Print]
    wrong: str = ""


def running(kind: str, random: Random) -> Running:
    """A made report of one of KINDS: with right tables, with one cell of table 3 wrong, or with its zeros not printed.

    Half of them stand on one line, in the others each row of a table has its own.
    """
    form = random.choice(tuple(NATIONAL))
    year = random.randint(*years_of(form))
    draft = draft_of(form, year, drawn_figures(form, random))
    wrong = ""
    if kind == "fault":
        wrong = random.choice([key for key in draft.figure_keys() if key.startswith("t3.")])
        value = (draft.printed[wrong].value or Decimal(0)) + random.choice((1, 2, 9, 10))
        draft = draft.printing({wrong: Print(plain(value), value)})
    if kind == "zeros_left_out":
        zeros = [key for key, one in draft.printed.items() if one.value == 0]
        draft = draft.printing({key: Print("", None, "blank") for key in zeros})
    return Running(_text(draft, random).encode(), {key: draft.printed[key] for key in draft.figure_keys()}, wrong)


def _text(draft: Draft, random: Random) -> str:
    article = article_of(draft, {}, random)
    between = random.choice(("", "\n"))
    lines = [article.title]
    for part in article.parts:
        if part.heading:
            lines.append(part.heading)
        lines += [block if isinstance(block, str) else _run(block, between) for block in part.blocks]
    return "\n".join(lines) + "\n"


def _run(table: Table, between: str) -> str:
    return between.join("".join(cell.text for cell in row) for row in table)


def spaced_annex(form: str, random: Random) -> Running:
    """A report of the years before 2019 whose annex stands in one line of text, with white space between its cells."""
    year = random.randint(*years_of(form))
    draft = draft_of(form, year, drawn_figures(form, random))
    article = article_of(draft, {}, random)
    lines = [article.title]
    for part in article.parts:
        blocks = (block if isinstance(block, str) else _spaced(block) for block in part.blocks)
        lines += [part.heading, *blocks]
    return Running("\n".join(lines).encode(), {key: draft.printed[key] for key in draft.figure_keys()})


def _spaced(table: Table) -> str:
    return " ".join(cell.text for row in table for cell in row)
