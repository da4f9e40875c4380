"""Rows whose digits ran together, divided where there is one way to do it; all others stay unreadable.

A row of table 3 is divided where its own sum and those of all rows leave one way for the whole table (T3.COLS, T3.SUM,
T3.FLOW), table 4 where the sums of its three blocks do (T4.SUM). Table 2 prints no sums: there only zeros divide. What
was divided is said (DIGITS.SPLIT): such a number is inferred, and the identities that divided it hold because of that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.runs.rows import TORN, RunRow, run_rows
from extractors.runs.splits import Numbers
from extractors.runs.ways import ways_of_table_2, ways_of_table_3, ways_of_table_4
from nianbao.domain.report import Figure, Finding, FindingClass, Severity, Status

Divided = Mapping[str, Numbers]
Method = Callable[[Sequence[RunRow]], Divided]
_BY_TABLE: Mapping[str, Method] = {"t2": ways_of_table_2, "t3": ways_of_table_3, "t4": ways_of_table_4}


@dataclass(frozen=True, slots=True)
class Read:
    """Figures and reading findings of all tables of a report."""

    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]


def divide_runs(read: Read) -> Read:
    """The same with every run of digits divided that can be, and a word on those that cannot."""
    if not any(finding.rule == TORN for finding in read.findings):
        return read
    for table, method in _BY_TABLE.items():
        rows = run_rows(table, read.figures, read.findings)
        if any(row.digits for row in rows):
            read = _told(table, rows, {} if _is_doubtful(table, read) else method(rows), read)
    return read


def _is_doubtful(table: str, read: Read) -> bool:
    """Whether a table does not show all its rows, or table 4 stands beside a table 3 that lacks numbers.

    A blank leaves no trace in a run of digits: where one table has blanks, the other may have lost some.
    """
    if table == "t4":
        beside = [figure for figure in read.figures if figure.key.startswith("t3.")]
        return not beside or any(figure.status is not Status.NUMBER for figure in beside)
    told = (finding for finding in read.findings if finding.rule in ("LABEL.UNKNOWN", "ROW.MISSING"))
    return table == "t3" and any(key.startswith("t3.") for finding in told for key in finding.keys)


def _told(table: str, rows: Sequence[RunRow], divided: Divided, read: Read) -> Read:
    values = {
        key: number
        for row in rows
        if row.key in divided
        for key, number in zip(row.cells, divided[row.key], strict=True)
    }
    figures = tuple(_with_value(figure, values) for figure in read.figures)
    left = {row.key for row in rows if row.digits and row.key not in divided}
    findings = [
        replace(finding, message=f"{finding.message}: its digits ran together, and more than one division is left")
        if left.intersection(finding.keys)
        else finding
        for finding in read.findings
        if not (finding.rule == TORN and divided.keys() >= set(finding.keys))
    ]
    if values:
        message = f"{len(values)} numbers of {table} are inferred: their digits ran together and divide in one way only"
        findings.append(Finding("DIGITS.SPLIT", Severity.INFO, FindingClass.READING, tuple(values), message))
    return Read(figures, tuple(findings))


def _with_value(figure: Figure, values: Mapping[str, int]) -> Figure:
    if figure.key not in values:
        return figure
    raw = "".join(part for part in figure.raw.split("|") if part.strip()).strip()
    return replace(figure, value=Decimal(values[figure.key]), status=Status.NUMBER, raw=raw)
