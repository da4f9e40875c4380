"""The tables of an export, row by row out of the database: nothing is held but the row at hand and its neighbours.

`report_panel`           one row a region-year of the frame, held or not, and report: numbers as printed
`report_panel_filled`    the same rows, with what is proven of cells without a number
`report_panel_status`    the same rows, what stands in each cell, or why there is none: a word everywhere
`report_panel_harmonised`  the same rows, the quantities that several forms ask for
`long`                   one row a cell of a held report, rows that no form knows as well
`harmonised`             one row a report and quantity, with its formula, grade and caveat
`rate`                   one row a report, derived indicator and kind of applicant
`finding`                one row something that does not add up within a report
`change`                 one row a figure that is not what it was
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Connection

from nianbao.exports.columns import Column, described, figure_columns, quantity_columns
from nianbao.exports.listed import LISTED, At, Listed
from nianbao.exports.selection import Selection
from nianbao.exports.shown import WITHOUT_LOOPS, Shown, bound, statement
from nianbao.exports.states import state_of_quantity, state_of_unit, states_of_report

WIDE = ("report_panel", "report_panel_filled", "report_panel_status", "report_panel_harmonised")
TABLES = (*WIDE, *LISTED)
Cell = Decimal | str
STREAMED = {"stream_results": True, "max_row_buffer": 2000}


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the export: columns that say what a row is, then one a figure."""

    name: str
    head: tuple[Column, ...]
    figures: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All of them, in order."""
        return self.head + self.figures


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands under `head`, and under `figures`; a single word there stands in every cell."""

    head: tuple[Any, ...]
    cells: tuple[Cell, ...] | str = ()


def table(selection: Selection, name: str) -> Table:
    """What a table of this selection looks like. Raises KeyError for a name that is none of TABLES."""
    return {
        "report_panel": lambda: Table(name, described("place"), figure_columns(selection.entries())),
        "report_panel_filled": lambda: Table(name, described("place"), figure_columns(selection.entries())),
        "report_panel_status": lambda: Table(name, described("place"), figure_columns(selection.entries(), "word")),
        "report_panel_harmonised": lambda: Table(name, described("place"), quantity_columns()),
        **{listed: lambda: Table(name, described(LISTED[name].part)) for listed in LISTED},
    }[name]()


def rows(connection: Connection, selection: Selection, name: str, shown: Shown) -> Iterator[Row]:
    """The rows of a table, in the order of code, year, report and key; streamed."""
    connection.execute(WITHOUT_LOOPS)
    match name:
        case _ if name in LISTED:
            return _listed(connection, selection, shown, LISTED[name])
        case "report_panel_harmonised":
            return _places(connection, selection, shown, "rows_harmonised", _harmonised_cells)
        case "report_panel" | "report_panel_filled" | "report_panel_status":
            return _places(connection, selection, shown, "rows_cell", WAYS[name](connection, selection))
        case _:
            raise KeyError(f"{name} is no table of an export: {', '.join(TABLES)}")


Fill = Callable[[At, Sequence[At]], tuple[Cell, ...]]


def _places(connection: Connection, selection: Selection, shown: Shown, of_reports: str, fill: Fill) -> Iterator[Row]:
    """Region-years and reports, each with its cells, which come in the same order."""
    names = ("place", "cell", of_reports) if of_reports == "rows_cell" else ("place", of_reports)
    groups = groupby(_asked(connection, selection, *names), key=lambda row: row["report_id"])
    waiting = next(groups, None)
    head = described("place")
    for place in _asked(connection, selection, "place", "rows_place"):
        at = {**place, "row_id": place["report_id"] or f"{place['code_year']}-{place['year']}", **_stamp(shown)}
        found: Sequence[At] = ()
        if waiting is not None and waiting[0] == place["report_id"]:
            found = list(waiting[1])
            waiting = next(groups, None)
        cells = state_of_unit(place) if place["report_id"] is None else fill(place, found)
        yield Row(tuple(at[column.name] for column in head), cells)


def _filled_in(value: str) -> Callable[[Connection, Selection], Fill]:
    """How the cells of a report are laid out: by `value`, a column of the cell; the status where that is null."""

    def prepared(connection: Connection, selection: Selection) -> Fill:
        entries = selection.entries()
        at = {entry.key: place for place, entry in enumerate(entries)}
        lacking = _lacking(connection, selection)

        def fill(place: At, found: Sequence[At]) -> tuple[Cell, ...]:
            cells: list[Cell] = list(states_of_report(place, entries, lacking.get(place["report_id"], ())))
            for row in found:
                if row["key"] in at:
                    cells[at[row["key"]]] = row["status"] if row[value] is None else row[value]
            return tuple(cells)

        return fill

    return prepared


WAYS = {
    "report_panel": _filled_in("value"),
    "report_panel_filled": _filled_in("value_filled"),
    "report_panel_status": _filled_in("status"),
}


def _lacking(connection: Connection, selection: Selection) -> Mapping[str, tuple[str, ...]]:
    found = connection.execute(statement(selection, "place", "rows_missing"), bound(selection)).all()
    return {name: tuple(row.line for row in lines) for name, lines in groupby(found, key=lambda row: row.report_id)}


def _harmonised_cells(place: At, found: Sequence[At]) -> tuple[Cell, ...]:
    given = {row["h_key"]: "part_unknown" if row["value"] is None else row["value"] for row in found}
    names = [column.name for column in quantity_columns()]
    return tuple(given[name] if name in given else state_of_quantity(place, name) for name in names)


def _listed(connection: Connection, selection: Selection, shown: Shown, listed: Listed) -> Iterator[Row]:
    head, stamp = described(listed.part), _stamp(shown)
    for found in _asked(connection, selection, *listed.statements):
        at = {**found, **stamp, **listed.told(found)}
        yield Row(tuple(at[column.name] for column in head))


def _stamp(shown: Shown) -> dict[str, Any]:
    return {"release_id": shown.release_id, "as_of": shown.as_of}


def _asked(connection: Connection, selection: Selection, *names: str) -> Iterator[At]:
    found = connection.execute(statement(selection, *names), bound(selection), execution_options=STREAMED)
    for row in found.mappings():
        yield cast(At, row)
