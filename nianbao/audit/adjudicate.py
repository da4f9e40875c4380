"""Where two coders differ, and what a third person rules: what the page prints, its own errors included."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from nianbao.audit.cells import TABLES
from nianbao.audit.entry import Entry, entry_of
from nianbao.audit.sheets import FACTS, Coding, asked, fact_of

RULING_COLUMNS = ("item", "page", "what", "first", "second", "ruling", "note")
REPORT = "report."  # ahead of the name of a fact, as `report.year`
Rulings = Mapping[tuple[str, str], str]  # item and what -> as typed, empty where nothing is ruled yet


@dataclass(frozen=True, slots=True)
class Difference:
    """`what`: a figure key, or `report.` and a fact; `first`, `second`: empty where that coder was not asked."""

    item: str
    what: str
    first: str
    second: str


@dataclass(slots=True)
class Settled:
    """What holds: facts and cells by item. `open`: differences without a ruling, whose cells are not there."""

    reports: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: dict[str, dict[str, Entry]] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    open: list[Difference] = field(default_factory=list)


def settled(whole: Mapping[str, bool], first: Coding, second: Coding, rulings: Rulings) -> Settled:
    """Both codings with the rulings on their differences. `whole`: item -> whether every cell is coded.

    Cells are compared once it holds which form each table has; those of a form that was ruled out are dropped.
    Raises ValueError for a ruling that is no answer.
    """
    found = Settled()
    for item, every_cell in whole.items():
        facts = found.reports[item] = {}
        for name in FACTS:
            one = Difference(item, REPORT + name, first.reports[item][name], second.reports[item][name])
            answer = _agreed(one, rulings, found, partial(fact_of, name))
            if answer:
                facts[name] = answer
        cells = found.cells[item] = {}
        for table in TABLES:
            for key, _ in asked(facts.get(table, ""), table, every_cell):
                one = Difference(item, key, _said(first, item, key), _said(second, item, key))
                entry = entry_of(_agreed(one, rulings, found, _checked))
                if entry is not None:
                    cells[key] = entry
    return found


def _said(coding: Coding, item: str, key: str) -> str:
    entry = coding.cells.get(item, {}).get(key)
    return "" if entry is None else str(entry)


def _checked(typed: str) -> str:
    entry = entry_of(typed)
    return "" if entry is None else str(entry)


def _agreed(one: Difference, rulings: Rulings, found: Settled, answer_of: Callable[[str], str]) -> str:
    """What both say, or what is ruled; empty while nothing is."""
    if one.first == one.second and one.first:
        return one.first
    found.differences.append(one)
    ruling = answer_of(rulings.get((one.item, one.what), ""))
    if not ruling:
        found.open.append(one)
    return ruling
