"""From a form's data file to a Form."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources.abc import Traversable
from typing import Any

from nianbao.domain.forms.identities import cell_rule, spelled_out
from nianbao.domain.forms.model import Form, Grid, HeadWords, Indicator, Line, Table
from nianbao.domain.labels import label_form


def load_form(file: Traversable) -> Form:
    """The form that a data file describes; raises KeyError or ValueError naming what the file lacks."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    tables = dict(_tables(data))
    indicators = tuple(_indicators(data["name"], tables))
    keys = dict.fromkeys(indicator.key for indicator in indicators)  # ordered, and quick to ask
    return Form(
        name=data["name"],
        source=data["source"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        tables=tables,
        identities=tuple(i for entry in data.get("identity", ()) for i in spelled_out(entry, tables, keys)),
        series=tuple(i for entry in data.get("series", ()) for i in spelled_out(entry, tables, keys)),
        counts=tuple(cell_rule(entry) for entry in data.get("count", ())),
        zero_unless=tuple(cell_rule(entry) for entry in data.get("zero_unless", ())),
        cumulative=tuple(cell_rule(entry) for entry in data.get("cumulative", ())),
        indicators=indicators,
    )


def _line(data: Mapping[str, Any]) -> Line:
    return Line(**{**data, "aliases": tuple(data.get("aliases", ())), "years": tuple(data.get("years", ()))})


def _grid(data: Mapping[str, Any], rows: str = "rows") -> Grid:
    return Grid(
        rows=tuple(_line(row) for row in data[rows]),
        columns=tuple(_line(column) for column in data["columns"]),
        unit=data.get("unit") or None,
        caption=data.get("caption", ""),
        units=tuple(data.get("units", ())),
        heads=HeadWords(**{kind: frozenset(map(label_form, words)) for kind, words in data.get("heads", {}).items()}),
    )


def _tables(data: Mapping[str, Any]) -> Iterator[tuple[str, Table]]:
    for name in ("t2", "t3", "t4", "annex"):
        if name not in data:
            continue
        match name:
            case "t2":
                grids = tuple(_grid(block) for block in data[name]["block"])
            case "t4":
                grids = (_grid(data[name], rows="blocks"),)
            case _:
                grids = (_grid(data[name]),)
        words = frozenset(label_form(word) for word in data[name].get("words", ()))
        yield name, Table(name, grids, words)


def _indicators(form: str, tables: Mapping[str, Table]) -> Iterator[Indicator]:
    for table in tables.values():
        for grid in table.grids:
            for row in grid.rows:
                for column in grid.columns:
                    yield _indicator(form, table.name, grid, row, column)


@lru_cache(maxsize=8192)
def figure_key(table: str, row: str, column: str) -> str:
    """The key of a cell: `t3.granted.total`; in an annex `a.requests_total` and `a.requests_total.cumulative`."""
    parts = (row, column) if table == "annex" else (table, row, column)
    return ".".join(part for part in parts if part)


def _indicator(form: str, table: str, grid: Grid, row: Line, column: Line) -> Indicator:
    parts = (row.short, column.short) if table == "annex" else (table, row.short, column.short)
    return Indicator(
        key=figure_key(table, row.key, column.key),
        form=form,
        table=table,
        label=f"{row.label}｜{column.label}",
        english=f"{row.english}, {column.english}",
        short_name="_".join(part for part in parts if part),
        unit=column.unit or row.unit or grid.unit,
        headline=_headline(table, row, column),
        evidence=row.evidence,
    )


def _headline(table: str, row: Line, column: Line) -> bool:
    """Headline cells: the totals of the headline rows of table 3 and annexes, of table 4, and table 2's own."""
    match table:
        case "t3":
            return row.headline and column.key == "total"
        case "t4":
            return column.headline
        case "annex":
            return row.headline and column.key == ""
        case _:
            return row.headline
