"""Table 3 torn by its layout: numbers stand in another line than their labels, or in another than they should."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from conformance.article import article_of
from conformance.cases import Plan
from conformance.draft import Draft, Print, draft_of
from conformance.figures import drawn_figures
from conformance.forms import years_of
from conformance.printing import print_article
from conformance.rows import labelled, simple, with_cells, with_row
from conformance.skeletons import skeletons
from sample.tables import Cell, Role, Row, Table

Change = Callable[[Table, Random], Table]
EVERY = ("html", "text", "md", "pdf", "docx", "xlsx")
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Tear:
    """`change` makes it in table 3; `formats`: those that can print the result."""

    name: str
    change: Change
    formats: tuple[str, ...] = EVERY


def reaches_too_far(table: Table, random: Random) -> Table:
    """A group's cell reaches one row too far: it pushes the row below its group to the right."""
    return _group_reaching(table, random, 1)


def falls_short(table: Table, random: Random) -> Table:
    """A group's cell ends one row too early: the last row of its group begins further left."""
    return _group_reaching(table, random, -1)


def _group_reaching(table: Table, random: Random, by: int) -> Table:
    places = [row for row, cells in enumerate(table) for cell in cells if cell.role is Role.GROUP and cell.rows > 1]
    place = random.choice(places)
    cells = list(table[place])
    groups = [number for number, cell in enumerate(cells) if cell.role is Role.GROUP and cell.rows > 1]
    at = groups[-1]
    cells[at] = replace(cells[at], rows=cells[at].rows + by)
    return with_cells(table, place, tuple(cells))


def label_above(table: Table, random: Random) -> Table:
    """A row's label in a line of its own, its numbers in the next."""
    place = random.choice(simple(table))
    figures, others = _parted(table[place])
    return with_cells(with_row(table, place, figures), place, others)


def label_over_two(table: Table, random: Random) -> Table:
    """A label reaches over the row below, whose own is gone."""
    places = [place for place in simple(table)[:-1] if place + 1 in simple(table)]
    place = random.choice(places)
    figures, others = _parted(table[place])
    wide = (*others[:-1], replace(others[-1], rows=2))
    below, _ = _parted(table[place + 1])
    return with_cells(with_cells(table, place, (*wide, *figures)), place + 1, below)


def numbers_up(table: Table, random: Random) -> Table:
    """From some row on the numbers have moved up a row, and the last row is empty."""
    return _moved(table, random, 1)


def numbers_down(table: Table, random: Random) -> Table:
    """From some row on the numbers have moved down a row, and that row is empty."""
    return _moved(table, random, -1)


def _moved(table: Table, random: Random, by: int) -> Table:
    places = labelled(table)
    places = places[random.randrange(len(places) - 3) :]
    empty = tuple(Cell("", Role.HEAD) for _ in _parted(table[places[0]])[0])
    numbers = [_parted(table[place])[0] for place in places]
    moved = [*numbers[1:], empty] if by > 0 else [empty, *numbers[:-1]]
    for place, figures in zip(places, moved, strict=True):
        table = with_cells(table, place, (*_parted(table[place])[1], *figures))
    return table


def two_rows_in_one(table: Table, random: Random) -> Table:
    """Two rows in one: each of its cells holds two lines."""
    places = [place for place in simple(table)[:-1] if place + 1 in simple(table)]
    place = random.choice(places)
    upper, lower = table[place], table[place + 1]
    both = tuple(replace(one, text=f"{one.text}{BREAK}{other.text}") for one, other in zip(upper, lower, strict=True))
    blank = tuple(replace(cell, text="", role=Role.HEAD) for cell in lower)
    return with_cells(with_cells(table, place, both), place + 1, blank)


@dataclass(frozen=True, slots=True)
class Torn:
    """A document with a torn table; `figures`: key -> what it printed before it was torn."""

    plan: Plan
    body: bytes
    figures: Mapping[str, Print]


TEARS: Mapping[str, Tear] = {
    tear.name: tear
    for tear in (
        Tear("group reaches too far", reaches_too_far, ("html",)),
        Tear("group falls short", falls_short, ("html",)),
        Tear("label above its numbers", label_above),
        Tear("label over two rows", label_over_two),
        Tear("numbers moved up", numbers_up),
        Tear("numbers moved down", numbers_down),
        Tear("two rows in one", two_rows_in_one, ("docx", "xlsx")),
    )
}


def torn_plans() -> Iterator[Plan]:
    """Every skeleton that lays table 3 out as the form does, on both forms, with every tear that its format prints."""
    for skeleton in skeletons().values():
        if "national" in skeleton.families and "t3" not in skeleton.layouts:
            for form in ("national_2019", "national_2021"):
                if form in skeleton.forms():
                    yield from (
                        Plan(skeleton.name, form, tear.name)
                        for tear in TEARS.values()
                        if skeleton.format in tear.formats
                    )


def torn(plan: Plan, seed: int) -> Torn:
    """The document of a plan of `torn_plans`; the same bytes for the same seed."""
    random = Random(f"{seed}/{plan.name}")  # noqa: S311 - repeatable draws are wanted
    skeleton = skeletons()[plan.skeleton]
    year = random.randint(*years_of(plan.form))
    whole = draft_of(plan.form, year, drawn_figures(plan.form, random))
    draft = _torn(whole, plan.mutation, random)
    article = article_of(draft, skeleton.layouts, random)
    return Torn(plan, print_article(article, skeleton.printer, frozenset()), whole.expected())


def _torn(draft: Draft, tear: str, random: Random) -> Draft:
    """The draft with its table 3 torn; what a moved row lost is still expected."""
    return draft.with_table("t3", TEARS[tear].change(draft.tables["t3"], random))


def _parted(row: Row) -> tuple[Row, Row]:
    figures = tuple(cell for cell in row if cell.role is Role.FIGURE)
    return figures, tuple(cell for cell in row if cell.role is not Role.FIGURE)
