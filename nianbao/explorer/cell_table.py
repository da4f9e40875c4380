"""The figures of a report as the tables of its forms: rows and columns with their labels, every cell with its marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.identities import table_of
from nianbao.domain.forms import Form, forms
from nianbao.domain.report import Figure
from nianbao.explorer.languages import Language
from nianbao.explorer.marks import marks_of


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table; `marks` say what is no plain number."""

    key: str
    raw: str
    value: Decimal | None
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table, or a block of one: heads of columns, and rows with a label and a cell (or none) a column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[ShownCell | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Split:
    """A figure key as row and column."""

    row: str
    column: str


def tables_of(
    figures: Mapping[str, Figure],
    on_forms: Mapping[str, str],
    quality: Mapping[str, str | None],
    language: Language,
) -> tuple[ShownTable, ...]:
    """The tables in reading order. `figures`: by key, in reading order; `quality`: as in `pub.figure`."""
    tables: list[ShownTable] = []
    for name in dict.fromkeys(map(table_of, figures)):
        rows: dict[str, dict[str, ShownCell]] = {}
        for key, figure in figures.items():
            if table_of(key) == name:
                place = _split(key)
                rows.setdefault(place.row, {})[place.column] = _cell(figure, quality.get(key))
        labels = _Labels(forms().get(on_forms.get(name, "")), name, figures, language)
        tables += _blocks(name, rows, labels)
    return tuple(tables)


def _split(key: str) -> _Split:
    """`t3.granted` and `total`; an annex's column is what stands behind its second point."""
    if table_of(key) == "annex" and ".unknown." not in key:
        parts = key.split(".", 2)
        return _Split(".".join(parts[:2]), parts[2] if len(parts) > 2 else "")
    row, _, column = key.rpartition(".")
    return _Split(row, column)


def _cell(figure: Figure, quality: str | None) -> ShownCell:
    return ShownCell(figure.key, figure.raw, figure.value, marks_of(str(figure.status), figure.value, quality))


def _blocks(name: str, rows: Mapping[str, Mapping[str, ShownCell]], labels: "_Labels") -> Iterator[ShownTable]:
    """Rows one below the other that have the same columns make up one block."""
    pending: list[str] = []
    for row in rows:
        if pending and rows[row].keys() != rows[pending[0]].keys():
            yield _block(name, pending, rows, labels)
            pending = []
        pending.append(row)
    if pending:
        yield _block(name, pending, rows, labels)


def _block(
    name: str, names: Sequence[str], rows: Mapping[str, Mapping[str, ShownCell]], labels: "_Labels"
) -> ShownTable:
    columns = list(rows[names[0]])
    lines = tuple((labels.row(row), tuple(rows[row].get(column) for column in columns)) for row in names)
    return ShownTable(name, tuple(labels.column(names[0], column) for column in columns), lines)


class _Labels:
    """What the form prints at rows and columns; of a row that it does not know, what the page prints."""

    def __init__(self, form: Form | None, table: str, figures: Mapping[str, Figure], language: Language) -> None:
        grids = form.tables[table].grids if form and table in form.tables else ()
        prefix = "" if table == "annex" else f"{table}."
        self._english = language == "en"
        self._rows = {prefix + line.key: line for grid in grids for line in grid.rows}
        self._columns = {
            (prefix + row.key, line.key): line for grid in grids for row in grid.rows for line in grid.columns
        }
        self._printed = {_split(key).row: figure.label for key, figure in figures.items() if figure.label}

    def row(self, row: str) -> str:
        """The label of a row."""
        line = self._rows.get(row)
        if line is None:
            return self._printed.get(row) or row
        return line.english if self._english and line.english else line.label

    def column(self, row: str, column: str) -> str:
        """The head of a column."""
        line = self._columns.get((row, column))
        if line is None:
            return column
        return line.english if self._english and line.english else line.label
