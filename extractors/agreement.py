"""Two readers of one document held against each other: where both read a cell and differ, neither is chosen."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.flow import FlowCell
from nianbao.domain.report import Figure, Finding, FindingClass, ReadBy, Severity, Status

RULE = "READERS.DISAGREE"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures with those confirmed that were read alike twice; a finding a row that was not; by whom each table was
    read."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]
    readers: Mapping[str, ReadBy]


def compared(figures: Sequence[Figure], flow: Mapping[str, FlowCell], findings: Sequence[Finding]) -> Agreement:
    """The grid reader's figures held against the flow reader's cells.

    A cell that they read differently becomes unreadable, its print kept. One that only the flow reader finds is
    reported, never put in. One that only the grid reader reads stays, unconfirmed. `findings` are the grid reader's:
    a row that it has given up itself, and said so, is not reported again.
    """
    given_up = {key for finding in findings for key in finding.keys}
    grid = {figure.key: figure for figure in figures}
    unlike = [key for key, figure in grid.items() if _differ(figure, flow.get(key)) and not _is_said(figure, given_up)]
    rows: dict[str, list[str]] = {}
    for key in (*unlike, *(key for key in flow if key not in grid)):
        rows.setdefault(row_of(key), []).append(key)
    return Agreement(
        tuple(_judged(figure, flow.get(figure.key)) for figure in figures),
        tuple(_finding(keys, grid, flow) for keys in rows.values()),
        dict(_readers(figures, flow)),
    )


def row_of(key: str) -> str:
    """The row of a figure key: `t3.granted` of `t3.granted.total`; an annex's row is its key less the column."""
    parts = key.split(".")
    return ".".join(parts[:2]) if parts[0] in ("a", "b") else ".".join(parts[:-1])


def _judged(figure: Figure, cell: FlowCell | None) -> Figure:
    if cell is None or figure.status is Status.UNREADABLE:
        return figure
    if _differ(figure, cell):
        return replace(figure, value=None, status=Status.UNREADABLE)
    f = figure  # spelled out: of two hundred cells a report, replace() would take longer than the second reader
    return Figure(f.key, f.value, f.status, f.raw, f.unit, f.where, f.label, f.filled, f.fill_basis, True)


def _differ(figure: Figure, cell: FlowCell | None) -> bool:
    return cell is not None and (figure.status is not cell.status or figure.value != cell.value)


def _is_said(figure: Figure, given_up: Collection[str]) -> bool:
    return figure.status is Status.UNREADABLE and row_of(figure.key) in given_up


def _finding(keys: Sequence[str], grid: Mapping[str, Figure], flow: Mapping[str, FlowCell]) -> Finding:
    said = "; ".join(f"{key}: {_told(grid.get(key))} in the grid, {_told(flow.get(key))} in the text" for key in keys)
    message = f"two readers differ, neither is chosen: {said}"
    return Finding(RULE, Severity.SOFT, FindingClass.READING, tuple(keys), message)


def _told(cell: Figure | FlowCell | None) -> str:
    if cell is None:
        return "no such cell"
    return repr(cell.raw) if cell.value is None else str(cell.value)


def _readers(figures: Iterable[Figure], flow: Mapping[str, FlowCell]) -> Iterator[tuple[str, ReadBy]]:
    by_table: dict[str, list[bool]] = {}
    for figure in figures:
        by_table.setdefault(_table_of(figure.key), []).append(figure.key in flow)
    for table, both in by_table.items():
        yield table, ReadBy.BOTH if all(both) else ReadBy.PARTLY if any(both) else ReadBy.GRID
    for table in dict.fromkeys(map(_table_of, flow)):
        if table not in by_table:
            yield table, ReadBy.FLOW


@lru_cache(maxsize=8192)
def _table_of(key: str) -> str:
    head = key.partition(".")[0]
    return "annex" if head in ("a", "b") else head
