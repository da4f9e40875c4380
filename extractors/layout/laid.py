"""What comes out of laying lines on a form: figures and what was odd; shared by all four tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.documents.document import Cell
from extractors.numbers import parse_cell
from nianbao.domain.forms import Line, Table, figure_key
from nianbao.domain.report import Figure, Finding, FindingClass, Severity, Status


@dataclass(slots=True)
class Laid:
    """Figures and findings of one table of the form, in reading order; rows found, and rows that lost their cells."""

    table: str
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def report(self, rule: str, keys: Sequence[str], message: str) -> None:
        """Note something odd about the reading."""
        self.findings.append(Finding(rule, Severity.SOFT, FindingClass.READING, tuple(keys), message))


def figure_of(table: str, row: Line, column: Line, cell: Cell, unit: str | None, label: str | None = None) -> Figure:
    """The figure in a cell; the unit printed in the cell goes before the form's."""
    printed = parse_cell(cell.text)
    unit = printed.unit or column.unit or row.unit or unit
    # not by name, which takes longer: there are two hundred figures a report
    key = figure_key(table, row.key, column.key)
    return Figure(key, printed.value, printed.status, cell.text, unit, cell.where, label)


def unreadable_row(
    table: str, row: Line, columns: Sequence[Line], cells: Sequence[Cell], at: Cell, unit: str | None, label: str | None
) -> list[Figure]:
    """Every figure of a row whose cells cannot be told apart; the raw text is that of the whole row."""
    raw = " | ".join(cell.text for cell in cells)
    return [
        Figure(
            key=figure_key(table, row.key, column.key),
            value=None,
            status=Status.UNREADABLE,
            raw=raw,
            unit=column.unit or row.unit or unit,
            where=at.where,
            label=label,
        )
        for column in columns
    ]


def unknown_row(laid: Laid, prefix: str, label: str) -> Line:
    """A row for a label that the form does not know, numbered in reading order; `prefix` is that of annex keys."""
    number = sum(finding.rule == "LABEL.UNKNOWN" for finding in laid.findings) + 1
    row = Line(key=f"{prefix}unknown.{number}", label=label)
    key = row_key(laid.table, row.key)
    laid.report("LABEL.UNKNOWN", [key], f"the form has no row {label!r}; its figures are kept under {key}")
    return row


def missing_rows(laid: Laid, table: Table, year: int | None) -> None:
    """Say which rows of the form of that year are not there."""
    there = {*laid.found, *laid.lost}
    for grid in table.grids:
        for row in grid.rows:
            if row.key not in there and row.on_form_in(year):
                key = row_key(laid.table, row.key)
                laid.report("ROW.MISSING", [key], f"the row {row.label!r} of the form is not there")


def row_order(laid: Laid, table: Table) -> None:
    """Rows in another order than the form's: their figures stand by their labels, and the order is said."""
    order = [row.key for grid in table.grids for row in grid.rows if row.key in laid.found]
    moved = [row_key(laid.table, key) for key, due in zip(laid.found, order, strict=True) if key != due]
    if moved:
        laid.report("ROW.ORDER", moved, f"{len(moved)} rows stand in another order than on the form")


def row_key(table: str, row: str) -> str:
    """The key of a whole row, as findings name it: `t3.granted`, `a.requests_total`."""
    return row if table == "annex" else f"{table}.{row}"
