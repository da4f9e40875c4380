"""Annexes of the years before 2019 out of the stream: heads, then label, unit and numbers in their order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.flow.annex_heads import Columns, columns_of
from extractors.flow.found import Found, agreed
from extractors.flow.phrases import Phrase
from extractors.flow.tokens import Token
from nianbao.domain.forms import Grid, Line, Table, forms
from nianbao.domain.labels import compact, label_form

_FEWEST = 3  # rows by which an annex is one
_UNIT = re.compile(r"\((?:单位:?)?([^()]{1,3})\)$")


@dataclass(frozen=True, slots=True)
class _Row:
    """A labelled row: the rows of the form that it may be, its cells, and the words since the row before."""

    rows: tuple[Line, ...]
    cells: Sequence[Token]
    above: Sequence[Token]


def read_annex(phrases: Sequence[Phrase], year: int | None) -> Found:
    """Every row of an annex that the stream leaves no doubt about. Forms that know as much must say the same."""
    if sum(_is_in_some(phrase.labels[-1].text) for phrase in phrases if phrase.labels) < _FEWEST:
        return Found("annex")
    tables = [form.tables["annex"] for form in forms().values() if "annex" in form.tables]
    read = [(table, list(_rows(table.grids[0], phrases))) for table in tables]
    scores = [_score(rows) for _, rows in read]
    if max(scores) < _FEWEST:
        return Found("annex")
    best = [_laid(table, rows, year) for score, (table, rows) in zip(scores, read, strict=True) if score == max(scores)]
    return agreed(best)


def _score(rows: Sequence[_Row]) -> int:
    return len({row.key for found in rows for row in found.rows})


def _rows(grid: Grid, phrases: Sequence[Phrase]) -> Iterator[_Row]:
    above: list[Token] = []
    for phrase in phrases:
        named = rows_named(grid, phrase.label.text) if phrase.label and phrase.label.where is not None else ()
        if named and phrase.cells:
            yield _Row(named, phrase.cells, (*above, *phrase.labels[:-1]))
            above = []
        else:
            above += (*phrase.labels, *phrase.cells)


def rows_named(grid: Grid, text: str) -> tuple[Line, ...]:
    """The rows of that label, also with its unit in brackets behind it; several where groups repeat a label."""
    if not _is_in_some(text):
        return ()
    rows = grid.rows_by_name.get(label_form(text), ())
    packed = compact(text)
    unit = _UNIT.search(packed) if not rows else None
    if unit is not None and unit[1] in grid.units:
        rows = grid.rows_by_name.get(label_form(packed[: unit.start()]), ())
    return rows


@lru_cache(maxsize=8192)
def _is_in_some(text: str) -> bool:
    """Whether any annex has a row of that label, with or without its unit: most labels are in none."""
    tables = (form.tables["annex"] for form in forms().values() if "annex" in form.tables)
    names = {label_form(text), label_form(_UNIT.sub("", compact(text)))}
    return any(not names.isdisjoint(table.grids[0].rows_by_name) for table in tables)


def _laid(table: Table, rows: Sequence[_Row], year: int | None) -> Found:
    found = Found(table.name)
    grid = table.grids[0]
    columns: Columns | None = None
    for row, line in _settled(grid, rows):
        columns = columns_of(row.above, grid, year) or columns
        assigned = columns.assign(row.cells) if columns is not None else None
        if line is not None and assigned is not None:
            found.row(line, [column for column, _ in assigned], [token for _, token in assigned])
    return found


def _settled(grid: Grid, rows: Sequence[_Row]) -> Iterator[tuple[_Row, Line | None]]:
    """Each row with the one row of the form that it is; rows of one label by the group that was opened last."""
    owners = {row.under for row in grid.rows if row.under}
    there = {found.rows[0].key for found in rows if len(found.rows) == 1}
    group: str | None = None
    for found in rows:
        if len(found.rows) > 1:
            whole = all(row.under in there for row in found.rows)
            yield found, next((row for row in found.rows if whole and row.under == group), None)
            continue
        (row,) = found.rows
        group = row.key if row.key in owners else row.under
        yield found, row
