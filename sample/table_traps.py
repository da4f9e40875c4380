"""Traps laid in the rows and spans of a table. Each takes a table and gives the one that is printed."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sample.tables import Cell, Role, Row, Table

CUT = {"结果维持": "结果", "结果纠正": "结果", "其他结果": "其他", "尚未审结": "尚未"}
OUTCOMES_GROUP = "三、本年度办理结果"
PAGE_BREAK = "（五）不予处理"
OTHER_WORDING = {"本年废止件数": "本年废止或失效件数"}


def wide_caption(table: Table) -> Table:
    """Captions over six columns of a table that has fewer."""
    return _each_cell(table, lambda cell: replace(cell, columns=6) if cell.role is Role.CAPTION else cell)


def shifting_colspans(table: Table) -> Table:
    """In every data row the second column is the wide one, in the headers the third."""
    return tuple(_shifted(row) for row in table)


def _shifted(row: Row) -> Row:
    wide = next((place for place, cell in enumerate(row) if cell.role is Role.FIGURE and cell.columns == 2), None)
    if wide is None or len(row) != 4:
        return row
    first, narrowed = replace(row[1], columns=2), replace(row[2], columns=1)
    return (row[0], first, narrowed, row[3])


def short_label(table: Table) -> Table:
    """The last label reaches over two of its three columns."""
    *rows, last = table
    return (*rows, (replace(last[0], columns=2), *last[1:]))


def cut_headers(table: Table) -> Table:
    """Outcomes cut to their first two characters."""
    return _each_cell(table, lambda cell: replace(cell, text=CUT.get(cell.text, cell.text)))


def other_label(table: Table) -> Table:
    """A column head in another wording that organs use."""
    return _each_cell(table, lambda cell: replace(cell, text=OTHER_WORDING.get(cell.text, cell.text)))


def repeated_group(table: Table) -> Table:
    """The outer group ends before （五） and is printed again there, as after a page break."""
    opening = _row_with(table, OUTCOMES_GROUP)
    breaking = _row_with(table, PAGE_BREAK)
    reach = next(cell.rows for cell in table[opening] if cell.text == OUTCOMES_GROUP)
    rows = list(table)
    rows[opening] = tuple(
        replace(cell, rows=breaking - opening) if cell.text == OUTCOMES_GROUP else cell for cell in rows[opening]
    )
    rows[breaking] = (Cell(OUTCOMES_GROUP, Role.GROUP, 1, reach - (breaking - opening)), *rows[breaking])
    return tuple(rows)


def _row_with(table: Table, text: str) -> int:
    return next(place for place, row in enumerate(table) if any(cell.text == text for cell in row))


def _each_cell(table: Table, change: Callable[[Cell], Cell]) -> Table:
    return tuple(tuple(change(cell) for cell in row) for row in table)


TRAPS: Mapping[str, Mapping[str, Callable[[Table], Table]]] = {
    "t2": {"wide_caption": wide_caption, "shifting_colspans": shifting_colspans, "other_label": other_label},
    "t3": {"short_label": short_label, "repeated_group": repeated_group},
    "t4": {"cut_headers": cut_headers},
    "annex": {},
}


def lay_traps(kind: str, table: Table, traps: frozenset[str]) -> Table:
    """A table with those of the page's traps that fit it."""
    for name, lay in TRAPS[kind].items():
        if name in traps:
            table = lay(table)
    return table
