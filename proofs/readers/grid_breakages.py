"""Faults of the grid reader, each in the step where such a fault would arise."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from nianbao.domain.report import Status
from proofs.readers import prints, rows
from proofs.readers.exchanges import EXCHANGED, next_row, reversed_pairs, rotated
from proofs.readers.planting import Breakage, Function

_CELL = "extractors.layout.laid:parse_cell"
_LINES = "extractors.layout.segments:figure_lines"
_ORDER = "extractors.layout.columns:Columns.order"
_HEADS = "extractors.layout.annex_heads:Heads.assign"


def _is_row(line: Any) -> bool:
    return bool(line.labels) and any(cell.text for cell in line.values)


def _names_exchanged(known_row: Function) -> Function:
    """A row is taken for another one of its grid, and that for it."""

    def known(table: Any, line: Any) -> Any:
        found = known_row(table, line)
        if found is None or found.row.key not in EXCHANGED:
            return found
        other = next((row for row in found.grid.rows if row.key == EXCHANGED[found.row.key]), found.row)
        return replace(found, row=other)

    return known


def _span_too_wide(span: Function) -> Function:
    """A cell over several columns is laid out over one more."""

    def wider(cell: Any, name: str) -> int:
        found: int = span(cell, name)
        return found + 1 if name == "colspan" and found > 1 else found

    return wider


def _columns_from_the_right(order: Function) -> Function:
    def backwards(columns: Any, grid: Any, cells: Sequence[Any], line: Any) -> Any:
        found = order(columns, grid, cells, line)
        return found if found is None else list(reversed(found))

    return backwards


GRID = (
    Breakage("columns shifted by one", "grid", _ORDER, rotated),
    Breakage("columns from the right", "grid", _ORDER, _columns_from_the_right),
    Breakage("span laid out one column too wide", "grid", "extractors.documents.html_grid:_span", _span_too_wide, True),
    Breakage("cells of the row below", "grid", _LINES, rows.one_row_low("values", _is_row)),
    Breakage("two rows exchanged", "grid", _LINES, rows.first_two_exchanged("values", _is_row)),
    Breakage("first row dropped", "grid", _LINES, rows.dropped(0, _is_row)),
    Breakage("last row dropped", "grid", _LINES, rows.dropped(-1, _is_row)),
    Breakage("labels taken for each other", "grid", "extractors.layout.matrix:known_row", _names_exchanged),
    Breakage("last digit lost", "grid", _CELL, prints.on_numbers(prints.without_last_digit)),
    Breakage("first digit lost", "grid", _CELL, prints.on_numbers(prints.without_first_digit)),
    Breakage("small numbers read as 0", "grid", _CELL, prints.on_numbers(lambda v: Decimal(0) if v < 4 else v)),
    Breakage("sign lost", "grid", _CELL, prints.on_numbers(abs)),
    Breakage("digits behind the point lost", "grid", _CELL, prints.on_numbers(lambda v: Decimal(int(v)))),
    Breakage(
        "comma taken for a point", "grid", _CELL, prints.of_text(lambda t: t.replace(",", ".").replace("，", "."))
    ),
    Breakage("blank read as 0", "grid", _CELL, prints.as_zero(Status.BLANK)),
    Breakage("dash read as 0", "grid", _CELL, prints.as_zero(Status.DASH)),
    Breakage("无 read as 0", "grid", _CELL, prints.as_zero(Status.NONE_STATED)),
    Breakage("outcomes of table 4 shifted", "grid", "extractors.layout.outcomes:_outcomes", rotated),
    Breakage("blocks of table 4 exchanged", "grid", "extractors.layout.outcomes:_blocks", rotated),
    Breakage("columns of an annex exchanged", "grid", _HEADS, reversed_pairs),
    Breakage("annex row taken for the next", "grid", "extractors.layout.annex:rows_named", next_row),
)
