"""Tables 2 and 3 out of the stream: a label of the form, and as many cells behind it as its columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.flow.fit import Kept, columns_in, kept_by
from extractors.flow.found import Found, agreed
from extractors.flow.heads import heads_among, order_of
from extractors.flow.phrases import Phrase
from extractors.flow.tokens import Token
from nianbao.domain.forms import Grid, Line, Table, forms
from nianbao.domain.labels import is_numbered, label_form


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the form with what stands behind its label, and the words that stood above it since the row before."""

    grid: Grid
    row: Line
    cells: Sequence[Token]
    above: Sequence[str]


def read_matrix(kind: str, phrases: Sequence[Phrase]) -> Found:
    """Every row of table 2 or 3 (`kind`) that the stream leaves no doubt about, on the form that knows most of it.

    Where several forms know as much, only what they say alike is said.
    """
    tables = [form.tables[kind] for form in forms().values() if kind in form.tables]
    read = [(table, list(_rows(table, phrases))) for table in tables]
    scores = [_score(table, rows) for table, rows in read]
    best = [_laid(table, rows) for score, (table, rows) in zip(scores, read, strict=True) if score == max(scores)]
    return agreed(best)


def _score(table: Table, rows: Sequence[_Row]) -> int:
    heads = {label_form(text) for row in rows for text in row.above}
    return len({row.row.key for row in rows}) + len(heads & table.column_names)


def _rows(table: Table, phrases: Sequence[Phrase]) -> Iterator[_Row]:
    above: list[str] = []
    for phrase in phrases:
        known = _row_of(table, phrase)
        for token in phrase.labels[: -1 if known else None]:
            if token.where is None:
                above = []  # heads do not reach over running text
            else:
                above.append(token.text)
        if known:
            yield _Row(*known, phrase.cells, above)
            above = []


def _row_of(table: Table, phrase: Phrase) -> tuple[Grid, Line] | None:
    """The row that the label next to the cells names; 其他 and 总计 head columns where they have no number."""
    label = phrase.label
    if label is None or label.where is None or not phrase.cells:
        return None
    name = label_form(label.text)
    if name in table.column_names and not is_numbered(label.text):
        return None
    return table.row_names.get(name)


def _laid(table: Table, rows: Sequence[_Row]) -> Found:
    found = Found(table.name)
    for grid in table.grids:
        _lay(found, table, grid, [row for row in rows if row.grid is grid])
    return found


def _lay(found: Found, table: Table, grid: Grid, rows: Sequence[_Row]) -> None:
    """The rows of one grid under the heads in force above each."""
    kept: Mapping[int, Kept] = kept_by([row.cells for row in rows], len(grid.columns))
    order: tuple[Line, ...] | None = grid.columns
    for row in rows:
        if heads := heads_among(row.above, table, grid):
            order = order_of(heads, grid.columns)
        cells = columns_in(row.cells, len(grid.columns), kept)
        if order is not None and cells is not None:
            found.row(row.row, order, cells)
