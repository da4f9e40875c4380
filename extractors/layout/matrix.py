"""Rows of labelled figures on a form: table 3 and the blocks of table 2. Labels decide, positions confirm."""

from collections.abc import Sequence

from extractors.documents.document import Cell
from extractors.layout.columns import Columns
from extractors.layout.known import Known, known_row, rows_without_cells, unknown_label
from extractors.layout.laid import (
    Laid,
    figure_of,
    missing_rows,
    row_key,
    row_order,
    unknown_row,
    unreadable_row,
)
from extractors.rows import FigureLine
from nianbao.domain.forms import Table
from nianbao.domain.report import Figure


def lay_rows(table: Table, lines: Sequence[FigureLine], year: int | None) -> Laid:
    """All lines of one table on its form. A row keeps its figures only if its cells match its columns."""
    laid = Laid(table.name)
    columns = Columns(table)
    seen: dict[str, tuple[str, ...]] = {}
    orphans: list[Known] = []
    for line in lines:
        columns.look_at(line)
        orphans += rows_without_cells(table, line)
        known = known_row(table, line)
        if known is not None:
            _lay_known(laid, columns, known, line, seen)
        elif label := unknown_label(table, line):
            _lay_unknown(laid, columns, label, line)
    _lay_orphans(laid, orphans)
    missing_rows(laid, table, year)
    row_order(laid, table)
    return laid


def _lay_known(laid: Laid, columns: Columns, known: Known, line: FigureLine, seen: dict[str, tuple[str, ...]]) -> None:
    key = row_key(laid.table, known.row.key)
    raw = tuple([cell.text for cell in known.values])
    if known.row.key in seen:
        if seen[known.row.key] != raw:
            _withdraw(laid, known, key)
        return
    seen[known.row.key] = raw
    laid.found.append(known.row.key)
    cells = columns.under_heads(known.grid, known.values, line)
    order = columns.order(known.grid, cells, line)
    if order is None:
        laid.report("ROW.CELLS", [key], f"{known.label.text}: {_counted(known, columns)}")
        laid.figures += _unreadable(laid, known)
        return
    for column, cell in zip(order, cells, strict=False):  # empty cells behind the columns are layout
        laid.figures.append(figure_of(laid.table, known.row, column, cell, known.grid.unit))


def _unreadable(laid: Laid, known: Known) -> list[Figure]:
    """Every figure of the row, at the one cell that holds all its print, else at its label."""
    printed = [cell for cell in known.values if cell.text]
    at = printed[0] if len(printed) == 1 else known.label
    return unreadable_row(laid.table, known.row, known.grid.columns, known.values, at, known.grid.unit, None)


def _counted(known: Known, columns: Columns) -> str:
    expected = len(known.grid.columns)
    if len(known.values) != expected + columns.padding(known.grid):
        return f"{len(known.values)} cells where {expected} columns are; none of them is assigned"
    return "its columns are headed in a way the form does not know; none of its cells is assigned"


def _withdraw(laid: Laid, known: Known, key: str) -> None:
    """The same row stands twice with different cells: neither is chosen."""
    laid.report("ROW.TWICE", [key], f"{known.label.text} stands twice with different cells; none of them is assigned")
    kept = [figure for figure in laid.figures if not f"{figure.key}.".startswith(f"{key}.")]
    laid.figures = kept + _unreadable(laid, known)


def _lay_unknown(laid: Laid, columns: Columns, label: Cell, line: FigureLine) -> None:
    row = unknown_row(laid, "", label.text)
    key = row_key(laid.table, row.key)
    places, cells = columns.for_unknown(line)
    if places is None:
        laid.report("ROW.CELLS", [key], f"{label.text}: {len(line.values)} cells fit no columns of the form")
        laid.figures += unreadable_row(laid.table, row, columns.of_unknown(), line.values, label, None, label.text)
        return
    for column, cell in zip(places, cells, strict=False):
        laid.figures.append(figure_of(laid.table, row, column, cell, None, label.text))


def _lay_orphans(laid: Laid, orphans: Sequence[Known]) -> None:
    """Rows whose label stands alone, and nowhere else with cells: their numbers are lost, and that is said."""
    for known in orphans:
        if known.row.key in laid.found or known.row.key in laid.lost:
            continue
        laid.lost.append(known.row.key)
        laid.report("ROW.CELLS", [row_key(laid.table, known.row.key)], f"{known.label.text}: no cells behind the label")
        laid.figures += _unreadable(laid, known)
