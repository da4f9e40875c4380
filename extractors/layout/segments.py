"""Which lines belong to table 2, 3, 4 or an annex: decided line by line, by the labels of all forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.documents.document import Table
from extractors.layout.annex_labels import without_unit
from extractors.rows import FigureLine, figure_lines
from nianbao.domain.forms import forms
from nianbao.domain.labels import is_numbered, label_form


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines of one document table that belong to one table of the form; `heading` stood ahead of them."""

    kind: str
    lines: tuple[FigureLine, ...]
    heading: str


def segments_of(table: Table) -> list[Segment]:
    """The segments of a table in reading order; none where no label of any form stands beside a value."""
    lines = figure_lines(table)
    kinds = _spread([_kind(line) for line in lines])
    if kinds is None or _only_columns(lines, kinds):
        return []
    segments: list[Segment] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or kinds[end] != kinds[start]:
            segments.append(Segment(kinds[start], tuple(lines[start:end]), table.heading))
            start = end
    return segments


def _spread(found: Sequence[str | None]) -> list[str] | None:
    """The kind of each line: its own, else that of the line before; lines ahead of the first take the first's."""
    current = next((kind for kind in found if kind), None)
    if current is None:
        return None
    spread: list[str] = []
    for kind in found:
        current = kind or current
        spread.append(current)
    return spread


def _kind(line: FigureLine) -> str | None:
    labels = [label_form(cell.text) for cell in line.labels]
    if any(label in _openings() for label in labels):
        return "t4"
    if not line.values:
        return None
    for cell, label in zip(reversed(line.labels), reversed(labels), strict=True):
        for kind, names in _row_names().items():
            if label in names or (kind == "annex" and label_form(without_unit(cell.text)) in names):
                return kind
    return None


def _only_columns(lines: Iterable[FigureLine], kinds: Sequence[str]) -> bool:
    """A table whose only known words are 其他 or 总计, unnumbered, or 政府网站, is any table at all."""
    if "t4" in kinds:
        return False
    known, columns = _known_names(), _column_names()
    return not any(
        label in known and (label not in columns or is_numbered(cell.text))
        for line in lines
        if line.values
        for cell in line.labels
        for label in (label_form(cell.text), label_form(without_unit(cell.text)))
    )


@cache
def _row_names() -> Mapping[str, frozenset[str]]:
    """Kind of table -> every row label of that kind in any form."""
    names: dict[str, set[str]] = {"t2": set(), "t3": set(), "annex": set()}
    for form in forms().values():
        for kind in names.keys() & form.tables.keys():
            names[kind] |= form.tables[kind].row_names.keys()
    return {kind: frozenset(labels) for kind, labels in names.items()}


@cache
def _known_names() -> frozenset[str]:
    """Every row label of any form that no other table uses."""
    return frozenset().union(*_row_names().values()) - _weak_names()


@cache
def _column_names() -> frozenset[str]:
    """Every column label of any form."""
    return frozenset().union(*(table.column_names for form in forms().values() for table in form.tables.values()))


@cache
def _weak_names() -> frozenset[str]:
    """Row labels that other tables use as well."""
    tables = [table for form in forms().values() for table in form.tables.values()]
    return frozenset(
        name for table in tables for grid in table.grids for row in grid.rows if row.weak for name in row.names()
    )


@cache
def _openings() -> frozenset[str]:
    """Labels that open table 4: its blocks and its first outcome."""
    tables = [form.tables["t4"] for form in forms().values() if "t4" in form.tables]
    blocks = {name for table in tables for name in table.row_names}
    return frozenset(blocks | {label_form(table.grids[0].columns[0].label) for table in tables})
