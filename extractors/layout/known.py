"""What the labels of a line say: a row of the form, a row without its cells, or a row the form does not know."""

from collections.abc import Iterator

from extractors.documents.document import Cell
from extractors.rows import FigureLine
from nianbao.domain.forms import Grid, Line, Table
from nianbao.domain.labels import is_numbered, label_form
from nianbao.domain.records import record

_MOST_LABELS = 3  # ahead of the values of a row that is no header: two groups and its own


@record(frozen=True, slots=True)
class Known:
    """A line whose label the form knows: its grid and row, the cell of the label, and the cells behind it."""

    grid: Grid
    row: Line
    label: Cell
    values: tuple[Cell, ...]


def known_row(table: Table, line: FigureLine) -> Known | None:
    """The rightmost label that names a row; what stands right of it are its cells, whatever they hold."""
    if not line.values:
        return None
    names = table.row_names
    for place in range(len(line.labels) - 1, -1, -1):
        cell = line.labels[place]
        named = names.get(label_form(cell.text))
        if named is not None and not _is_head(table, line, cell):
            grid, row = named
            rest = line.labels[place + 1 :]
            if any(_is_word(table, other) for other in rest):
                return None
            return Known(grid, row, cell, rest + _in_columns(grid, line))
    return None


def _is_head(table: Table, line: FigureLine, cell: Cell) -> bool:
    """Whether 其他 or 总计 heads a column here: without a number, in a line with another head."""
    columns = table.column_names
    if len(line.labels) < 2 or label_form(cell.text) not in columns or is_numbered(cell.text):
        return False
    return sum(label_form(other.text) in columns for other in line.labels) > 1


def _in_columns(grid: Grid, line: FigureLine) -> tuple[Cell, ...]:
    """The values; where a row has more than its form, less the empty cells that stand under no column."""
    spare = len(line.values) - len(grid.columns)
    return line.values[line.indent :] if spare == line.indent else line.values


def rows_without_cells(table: Table, line: FigureLine) -> Iterator[Known]:
    """Labels of rows that stand without any cell behind them."""
    for cell in _alone(table, line):
        name = label_form(cell.text)
        if name in table.row_names and (is_numbered(cell.text) or name not in table.column_names):
            grid, row = table.row_names[name]
            yield Known(grid, row, cell, ())


def _alone(table: Table, line: FigureLine) -> tuple[Cell, ...]:
    """The labels that another label follows at once. In a grid each row has its own line: there only the last."""
    if not line.flattened:
        return line.labels[-1:] if not line.values and len(line.labels) <= _MOST_LABELS else ()
    if not line.values:
        return line.labels
    known = known_row(table, line)
    if known is None:
        return line.labels[:-1]
    return line.labels[: line.labels.index(known.label)]


def unknown_label(table: Table, line: FigureLine) -> Cell | None:
    """The label of a row that the form does not know; none for headers, captions and group labels."""
    if not line.labels or not line.values:
        return None
    label = line.labels[-1]
    if _is_word(table, label) or (not _has_print(line) and not _is_full(table, line)):
        return None
    return label


def _is_word(table: Table, cell: Cell) -> bool:
    """A word of the form that names no row: a group label, a caption, the head of a column."""
    name = label_form(cell.text)
    return name in table.words or name in table.column_names or name in {label_form(g.caption) for g in table.grids}


def _has_print(line: FigureLine) -> bool:
    return any(cell.text for cell in line.values)


def _is_full(table: Table, line: FigureLine) -> bool:
    """As many empty cells as the form has columns: a row, not the padding of a header."""
    return len(line.values) in {len(grid.columns) for grid in table.grids}
