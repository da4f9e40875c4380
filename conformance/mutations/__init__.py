"""One thing changed in a report: in a cell, in a row, or on the page. Which forms and formats each fits is data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from random import Random

from conformance.draft import Draft
from conformance.forms import NATIONAL
from conformance.mutations import content, structure
from conformance.mutations.page import PAGE

Change = Callable[[Draft, Random], Draft]
BOTH, NATIONAL_ONLY = ("national", "annex"), ("national",)
EVERY = ("html", "text", "md", "pdf", "docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Mutation:
    """`change` makes it; it fits documents of these families of forms and these formats."""

    name: str
    change: Change
    families: tuple[str, ...] = BOTH
    formats: tuple[str, ...] = EVERY

    def fits(self, form: str, format_: str) -> bool:
        """Whether a document of this form and format can have it."""
        return ("national" if form in NATIONAL else "annex") in self.families and format_ in self.formats


def _none(draft: Draft, random: Random) -> Draft:
    return draft


def _on_page(name: str, draft: Draft, random: Random) -> Draft:
    changed = replace(draft, page=frozenset((name,)))
    told = PAGE[name].told
    return replace(changed, told=(*draft.told, *((rule, frozenset(keys)) for rule, keys in told)))


# A workbook holds numbers, not their print.
PRINTED = ("html", "text", "md", "pdf", "docx")
# Rows of different length; a grid on paper has none: there a lost cell is an empty one further on.
RAGGED = ("html", "text", "md")
CELLS = (
    Mutation("clean", _none),
    Mutation("cell_emptied", content.emptied),
    Mutation("dashes", content.dashes),
    Mutation("none_stated", content.none_stated),
    Mutation("not_applicable", content.not_applicable),
    Mutation("blank_zeros", content.blank_zeros),
    Mutation("blank_totals", content.blank_totals),
    Mutation("full_width", content.full_width),
    Mutation("thousands", content.thousands, formats=PRINTED),
    Mutation("units", content.units),
    Mutation("yuan", content.yuan, families=NATIONAL_ONLY),
    Mutation("padded", content.padded, formats=PRINTED),
    Mutation("fault", content.fault),
    Mutation("fault_in_table_4", content.fault_in_table_4, families=NATIONAL_ONLY),
    Mutation("neighbours_swapped", content.neighbours_swapped, families=NATIONAL_ONLY),
)
ROWS = (
    Mutation("row_removed", structure.row_removed),
    Mutation("row_added", structure.row_added),
    Mutation("row_misspelt", structure.row_misspelt),
    Mutation("rows_exchanged", structure.rows_exchanged),
    Mutation("cell_lost", structure.cell_lost, formats=RAGGED),
    Mutation("cell_extra", structure.cell_extra, formats=RAGGED),
    Mutation("row_twice", structure.row_twice),
    Mutation("row_twice_unlike", structure.row_twice_unlike),
    Mutation("table_lost", structure.table_lost, families=NATIONAL_ONLY),
)
PAGES = tuple(
    Mutation(name, partial(_on_page, name), formats=one.formats, families=one.families) for name, one in PAGE.items()
)
MUTATIONS: Mapping[str, Mutation] = {one.name: one for one in (*CELLS, *ROWS, *PAGES)}
