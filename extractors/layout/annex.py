"""An annex of the years before 2019 on its form. Labels decide rows, with their group; heads alone decide columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.layout.annex_heads import Assigned, Heads, default_heads
from extractors.layout.annex_labels import Groups, rows_named, unit_in_label
from extractors.layout.annex_rows import AnnexRow, annex_rows
from extractors.layout.laid import Laid, figure_of, missing_rows, row_order, unknown_row, unreadable_row
from extractors.rows import FigureLine
from nianbao.domain.forms import Grid, Line, Table
from nianbao.domain.labels import label_form
from nianbao.domain.report import Figure


@dataclass(slots=True)
class _Annex:
    """The annex as far as it is read: `seen` row key -> its cells as printed."""

    table: Table
    laid: Laid
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    stray: list[tuple[AnnexRow, tuple[Line, ...]]] = field(default_factory=list)

    @property
    def grid(self) -> Grid:
        return self.table.grids[0]


def lay_annex(table: Table, lines: Sequence[FigureLine], year: int | None) -> Laid:
    """All lines of one annex on its form. A row keeps its figures only if its cells match the heads of the columns."""
    annex = _Annex(table, Laid(table.name))
    rows = annex_rows(table, lines, year)
    named = [rows_named(annex.grid, row.label.text) for row in rows]
    groups = Groups(annex.grid, (line.key for found in named for line in found if len(found) == 1))
    alone: list[tuple[AnnexRow, tuple[Line, ...]]] = []
    for row, found in zip(rows, named, strict=True):
        settled = groups.settle(found)
        if found and not row.cells:
            alone.append((row, (settled,) if settled else found))
        elif settled is not None:
            _lay_known(annex, row, settled)
        elif found:
            annex.stray.append((row, found))
        elif row.cells and label_form(row.label.text) not in table.words:
            _lay_unknown(annex, row)
    for row, found in annex.stray:
        _lay_stray(annex, row, found)
    for row, found in alone:
        _lay_lost(annex, row, found, "no cells behind the label")
    missing_rows(annex.laid, table, year)
    row_order(annex.laid, table)
    return annex.laid


def _lay_known(annex: _Annex, row: AnnexRow, line: Line) -> None:
    raw = tuple(cell.text for cell in row.cells)
    if line.key in annex.seen:
        if annex.seen[line.key] != raw:
            _withdraw(annex, row, line)
        return
    annex.seen[line.key] = raw
    annex.laid.found.append(line.key)
    assigned = _heads(annex, row).assign(row.cells, annex.grid)
    if assigned is None:
        annex.laid.report("ROW.CELLS", [line.key], f"{row.label.text}: {_odd(annex, row)}; none of them is assigned")
        annex.laid.figures += _unreadable(annex, row, line)
        return
    _lay_cells(annex, row, line, assigned)


def _lay_cells(annex: _Annex, row: AnnexRow, line: Line, assigned: Assigned, label: str | None = None) -> None:
    unit = assigned.printed_unit() or unit_in_label(annex.grid, row.label.text) or line.unit
    for column, cell in assigned.cells:
        annex.laid.figures.append(figure_of("annex", replace(line, unit=unit), column, cell, annex.grid.unit, label))


def _heads(annex: _Annex, row: AnnexRow) -> Heads:
    return row.heads or default_heads(annex.grid)


def _odd(annex: _Annex, row: AnnexRow) -> str:
    columns = _heads(annex, row).columns()
    if columns is None:
        return "its columns are headed in a way the form does not know"
    return f"{len(row.cells)} cells behind the label under {len(columns)} columns of figures"


def _unreadable(annex: _Annex, row: AnnexRow, line: Line, label: str | None = None) -> list[Figure]:
    """The row's figures in every column that the table prints; in those of the form where its heads are unknown."""
    columns = _heads(annex, row).columns() or [column for column in annex.grid.columns if not column.optional]
    return unreadable_row("annex", line, columns, row.cells, row.label, annex.grid.unit, label)


def _withdraw(annex: _Annex, row: AnnexRow, line: Line) -> None:
    """The same row stands twice with different cells: neither is chosen."""
    said = f"{row.label.text} stands twice with different cells; none of them is assigned"
    annex.laid.report("ROW.TWICE", [line.key], said)
    annex.laid.figures = [figure for figure in annex.laid.figures if not f"{figure.key}.".startswith(f"{line.key}.")]
    annex.laid.figures += _unreadable(annex, row, line)


def _lay_stray(annex: _Annex, row: AnnexRow, found: Sequence[Line]) -> None:
    """A row outside the groups that tell rows of its name apart; one more than the form has is an unknown row."""
    if all(line.key in annex.laid.found for line in found):
        _lay_unknown(annex, row)
    else:
        _lay_lost(annex, row, found, "it stands in no group that tells which row of this name it is")


def _lay_lost(annex: _Annex, row: AnnexRow, found: Sequence[Line], why: str) -> None:
    """A row of the form whose cells, or whose place, are lost: what it may be and is nowhere else is unreadable."""
    for line in found:
        if line.key not in annex.laid.found and line.key not in annex.laid.lost:
            annex.laid.lost.append(line.key)
            annex.laid.report("ROW.CELLS", [line.key], f"{row.label.text}: {why}")
            annex.laid.figures += _unreadable(annex, row, line)


def _lay_unknown(annex: _Annex, row: AnnexRow) -> None:
    """A row that the form does not know, under a key of its own; a heading is none."""
    assigned = _heads(annex, row).assign(row.cells, annex.grid)
    if assigned is not None and assigned.is_heading():
        return
    prefix = annex.grid.rows[0].key.partition(".")[0]
    line = unknown_row(annex.laid, f"{prefix}.", row.label.text)
    if assigned is None:
        annex.laid.report("ROW.CELLS", [line.key], f"{row.label.text}: {_odd(annex, row)}; none of them is assigned")
        annex.laid.figures += _unreadable(annex, row, line, row.label.text)
        return
    _lay_cells(annex, row, line, assigned, row.label.text)
