"""pandas.read_html as a reader: its tables, and as kind a way from them to the figures as its grids allow.

Settings: flavor="lxml", keep_default_na=False (a blank stays a blank); everything else as it comes: numbers are
converted, thousands="," taken out, and displayed_only=True leaves hidden tables out. pandas knows no labels: rows are
found by ours, columns by the head that stands above them, so that only its grid is judged.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any

from conformance.forms import NATIONAL, annexes, column_key
from sample.tables import APPLICANTS, BLOCKS, OUTCOMES, form_of

NUMBER = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?")
STATUSES = {"": "blank", "/": "dash", "-": "dash", "—": "dash", "——": "dash", "无": "none_stated"}
Grid = list[list[str]]
Found = tuple[str, str]  # key and text


def read(body: bytes) -> Mapping[str, Any] | None:
    """The figures that its tables hold, as the JSON of the contract; null for what is no HTML page with tables."""
    pandas = import_module("pandas")
    try:
        tables = pandas.read_html(io.StringIO(_decoded(body)), flavor="lxml", keep_default_na=False)
    except ValueError:  # no tables found
        return None
    figures = [_figure(key, text) for table in tables for key, text in _figures(_grid(table))]
    return {"figures": figures, "findings": [], "sections": [], "year": None}


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030")


def _grid(table: Any) -> Grid:
    heads = [[str(part) for part in (column if isinstance(column, tuple) else (column,))] for column in table.columns]
    above = [list(row) for row in zip(*heads, strict=True)]
    return [_packed(row) for row in (*above, *table.to_numpy().tolist()) if row]


def _packed(row: Sequence[object]) -> list[str]:
    return ["".join(str(cell).split()) for cell in row]


def _figures(grid: Grid) -> Iterator[Found]:
    for form in NATIONAL:
        yield from _table_2(grid, form)
    yield from _table_3(grid, max(NATIONAL, key=lambda form: _labels_known(grid, form)))
    yield from _table_4(grid)
    for name in annexes():
        yield from _annex(grid, name)


@cache
def _rows_of_table_2(form: str) -> Mapping[tuple[str, str], str]:
    """Label of the row and head of the column -> key."""
    return {
        (row["label"], head): key
        for block in form_of(form)["t2"]
        for row in block["rows"]
        for head, key in zip(block["headers"][1:], row["keys"], strict=True)
    }


def _table_2(grid: Grid, form: str) -> Iterator[Found]:
    known = _rows_of_table_2(form)
    heads: Sequence[str] = ()
    for row in grid:
        if row[0] == "信息内容":
            heads = row
        for head, text in zip(heads[1:], row[1:], strict=False):
            if (row[0], head) in known:
                yield known[row[0], head], text


@cache
def _rows_of_table_3(form: str) -> Mapping[str, str]:
    return {"".join(row["label"].split()): row["key"] for row in form_of(form)["t3"]}


def _labels_known(grid: Grid, form: str) -> int:
    """How many rows of table 3 of that form the grid has."""
    return len({cell for row in grid for cell in row} & _rows_of_table_3(form).keys())


def _table_3(grid: Grid, form: str) -> Iterator[Found]:
    known = _rows_of_table_3(form)
    applicants = {label: key for key, label in APPLICANTS.items()}
    columns: dict[int, str] = {}
    for row in grid:
        label = next((known[cell] for cell in reversed(row) if cell in known), "")
        if not label:
            columns |= {place: applicants[cell] for place, cell in enumerate(row) if cell in applicants}
        elif len(columns) == len(APPLICANTS):
            yield from ((f"{label}.{columns[place]}", row[place]) for place in columns)


def _table_4(grid: Grid) -> Iterator[Found]:
    blocks, outcomes = ({label: key for key, label in of.items()} for of in (BLOCKS, OUTCOMES))
    block_at: dict[int, str] = {}
    outcome_at: dict[int, str] = {}
    for row in grid:
        block_at |= {place: blocks[cell] for place, cell in enumerate(row) if cell in blocks}
        outcome_at |= {place: outcomes[cell] for place, cell in enumerate(row) if cell in outcomes}
        if len(block_at) == len(outcome_at) == 15 and row[0] not in outcomes:
            yield from ((f"t4.{block_at[place]}.{outcome_at[place]}", row[place]) for place in block_at)


def _annex(grid: Grid, name: str) -> Iterator[Found]:
    annex = annexes()[name]
    known = {"".join(row["label"].split()): row["key"] for row in annex.rows if row["key"]}
    columns: dict[int, str] = {}
    for row in grid:
        label = next((known[cell] for cell in row if cell in known), "")
        if not label:
            columns |= dict(_heads(row, annex.columns))
        elif len(columns) == len(annex.columns):
            yield from ((column_key(label, columns[place]), row[place]) for place in columns)


def _heads(row: Sequence[str], columns: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(row):
        for key, head in columns.items():
            if re.fullmatch(head.replace("{year}", r"\d{4}"), cell):
                yield place, key


def _figure(key: str, text: str) -> dict[str, Any]:
    """The figure in a cell: a number with or without commas, half-width as Python takes it, or what else it is."""
    if NUMBER.fullmatch(text):
        return {"key": key, "value": float(text.replace(",", "")), "status": "number"}
    return {"key": key, "value": None, "status": STATUSES.get(text, "unreadable")}
