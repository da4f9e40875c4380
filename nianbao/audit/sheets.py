"""The sheets that coders fill in: a line a report for what it is, a line a cell for what it prints."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nianbao.audit.cells import NO_TABLE, TABLES, cells_of, forms_of, is_headline
from nianbao.audit.draw import Drawn
from nianbao.audit.entry import Entry, entry_of
from nianbao.domain.divisions import known
from nianbao.domain.report import Coverage, PublisherKind

Row = Mapping[str, str]
FACTS = ("year", "publisher", "kind", "region", "coverage", *TABLES)
REPORT_COLUMNS = ("item", "page", "url", "cells", *FACTS, "note")
CELL_COLUMNS = ("item", "page", "table", "label", "key", "printed", "note")
UNKNOWN = "unknown"  # what a coder writes where the page does not say


class Miscoded(ValueError):
    """A sheet holds what no coder may write; the message names each line. Raised where sheets are read."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What one person says. `reports`: item -> fact -> answer; `cells`: item -> key -> entry; `open`: not yet answered.

    `kept`: item -> key -> what was typed and noted, so that a sheet can be written anew.
    """

    reports: Mapping[str, Mapping[str, str]]
    cells: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    kept: Mapping[tuple[str, str], Row] = field(default_factory=dict)


def report_sheet(drawn: Sequence[Drawn], pages: Mapping[str, str]) -> Iterator[Row]:
    """An empty line a report: the page to open, and nothing that a reader made of it."""
    for one in drawn:
        yield {
            **dict.fromkeys(REPORT_COLUMNS, ""),
            "item": one.item,
            "page": pages.get(one.item, ""),
            "url": one.unit.url,
            "cells": "all" if one.whole else "headline",
        }


def cell_sheet(report_rows: Sequence[Row], coding: Coding) -> Iterator[Row]:
    """A line a cell of the forms that the coder named; what was typed before is kept."""
    for row in report_rows:
        answers = coding.reports.get(row["item"], {})
        for table in TABLES:
            for key, label in asked(answers.get(table, ""), table, row["cells"] == "all"):
                before = coding.kept.get((row["item"], key), {})
                yield {
                    "item": row["item"],
                    "page": row["page"],
                    "table": table,
                    "label": label,
                    "key": key,
                    "printed": before.get("printed", ""),
                    "note": before.get("note", ""),
                }


def asked(form: str, table: str, whole: bool) -> Iterator[tuple[str, str]]:
    """Key and printed label of the cells that are coded, of a form's table."""
    if form in forms_of(table):
        yield from ((one.key, one.label) for one in cells_of(table, form) if whole or is_headline(one.key))


def coding_of(report_rows: Sequence[Row], cell_rows: Sequence[Row]) -> Coding:
    """The coding in two sheets; raises Miscoded naming every line that holds what may not be written."""
    wrong: list[str] = []
    reports = {row["item"]: _facts(row, wrong) for row in report_rows}
    left = [f"{item} {name}" for item, facts in reports.items() for name in FACTS if not facts[name]]
    cells: dict[str, dict[str, Entry]] = {}
    for number, row in enumerate(cell_rows, 2):
        try:
            entry = entry_of(row["printed"])
        except ValueError as error:
            wrong.append(f"cells, line {number}: {error}")
            continue
        if entry is None:
            left.append(f"{row['item']} {row['key']}")
        else:
            cells.setdefault(row["item"], {})[row["key"]] = entry
    if wrong:
        raise Miscoded("; ".join(wrong))
    left += _not_on_sheet(report_rows, reports, cell_rows)
    return Coding(reports, cells, tuple(left), {(row["item"], row["key"]): row for row in cell_rows})


def _not_on_sheet(
    report_rows: Sequence[Row], reports: Mapping[str, Mapping[str, str]], cell_rows: Sequence[Row]
) -> Iterator[str]:
    """Cells that the coder's answers ask for and the sheet does not hold yet."""
    there = {(row["item"], row["key"]) for row in cell_rows}
    for row in report_rows:
        for table in TABLES:
            for key, _ in asked(reports[row["item"]][table], table, row["cells"] == "all"):
                if (row["item"], key) not in there:
                    yield f"{row['item']} {key}"


def plain(text: str) -> str:
    """A word without white space, in half-width characters."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def fact_of(name: str, typed: str) -> str:
    """An answer about a report, empty where there is none; raises ValueError for one that may not be given."""
    answer = plain(typed)
    if answer and answer not in _allowed(name, answer):
        raise ValueError(f"{typed!r} is no {name}: {', '.join(_allowed(name, '')) or 'see docs/audit.md'}")
    return answer


def _allowed(name: str, answer: str) -> tuple[str, ...]:
    match name:
        case "year":
            return (answer, UNKNOWN) if answer.isdecimal() and 2000 <= int(answer) <= 2100 else (UNKNOWN,)
        case "publisher":
            return (answer,)
        case "kind":
            return tuple(PublisherKind)
        case "region":
            return (answer,) if known(answer) is not None else (UNKNOWN,)
        case "coverage":
            return tuple(Coverage)
        case _:
            return (*forms_of(name), NO_TABLE)


def _facts(row: Row, wrong: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in FACTS:
        try:
            found[name] = fact_of(name, row[name])
        except ValueError as error:
            wrong.append(f"reports, {row['item']}: {error}")
            found[name] = ""
    return found
