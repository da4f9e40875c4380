"""What is said where there is no cell: every empty place of a wide file has a word for why."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from nianbao.domain.forms import forms
from nianbao.store.codebook import Entry, crosswalk_parts

# By the state of a region-year of which no report of the coverage asked for is held.
UNHELD = {"not_published": "not_published", "not_yet_due": "not_published", "held": "other_coverage"}


def state_of_unit(place: Mapping[str, Any]) -> str:
    """The word for every cell of a region-year without a report."""
    return UNHELD.get(place["cell_state"], "not_held")


def states_of_report(place: Mapping[str, Any], entries: tuple[Entry, ...], lines: tuple[str, ...]) -> tuple[str, ...]:
    """The word for each figure that a report does not have, as `report_panel_status` says it.

    `lines`: rows that its tables lack, by the finding ROW.MISSING.
    """
    if place["withheld"]:
        return ("withheld",) * len(entries)
    tables = frozenset(place["tables_found"])
    return tuple(
        _state(entry.key, entry.first_year, entry.last_year, place["year"], tables, lines) for entry in entries
    )


@lru_cache(maxsize=100_000)
def _state(key: str, first: int, last: int | None, year: int, tables: frozenset[str], lines: tuple[str, ...]) -> str:
    if year < first or (last is not None and year > last):
        return "not_on_form"
    if table_of(key) not in tables:
        return "no_table"
    if any(f"{key}.".startswith(f"{line}.") for line in lines):
        return "row_missing"
    return "not_on_form"


def table_of(key: str) -> str:
    """The table a figure stands in, as `tables_found` names it."""
    head = key.partition(".")[0]
    return "annex" if head in ("a", "b") else head


def state_of_quantity(place: Mapping[str, Any], h_key: str) -> str:
    """The word for a quantity that a report does not give: its table is missing, or no form of the year asks for it."""
    if place["withheld"]:
        return "withheld"
    asked = _tables_asked(h_key, place["year"])
    return "no_table" if asked and asked.isdisjoint(place["tables_found"]) else "not_on_form"


@cache
def _tables_asked(h_key: str, year: int) -> frozenset[str]:
    in_use = {form.name for form in forms().values() if form.in_use_in(year)}
    return frozenset(table_of(part.key) for part in crosswalk_parts() if part.h_key == h_key and part.form in in_use)
