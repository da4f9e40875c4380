"""Two readings of a cell held against each other: alike, different, or read by one alone."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from extractors.agreement import compared, row_of
from extractors.flow import FlowCell
from nianbao.domain.report import Figure, Finding, FindingClass, Severity, Status, TableCell

AT = TableCell(0, 1, 2)


def figure(key: str, value: int | None, status: Status = Status.NUMBER) -> Figure:
    """A cell as the grid reader has it."""
    raw = "" if value is None else str(value)
    return Figure(key, None if value is None else Decimal(value), status, raw, "件", AT)


def cell(value: int | None, status: Status = Status.NUMBER) -> FlowCell:
    """The same as the flow reader has it."""
    return FlowCell(None if value is None else Decimal(value), status, "" if value is None else str(value), AT)


def agreed(
    grid: list[Figure], flow: Mapping[str, FlowCell], *said: str
) -> tuple[list[Figure], list[Finding], dict[str, str]]:
    """Figures, findings and readers. `said`: rows that the grid reader has given up."""
    given_up = Finding("ROW.CELLS", Severity.SOFT, FindingClass.READING, said, "")
    found = compared(grid, flow, [given_up])
    return list(found.figures), list(found.findings), {table: str(by) for table, by in found.readers.items()}


def test_alike_is_confirmed() -> None:
    """Same value, same status; a blank as well."""
    grid = [figure("t3.granted.total", 5), figure("t3.granted.other_org", None, Status.BLANK)]
    flow = {"t3.granted.total": cell(5), "t3.granted.other_org": cell(None, Status.BLANK)}
    figures, findings, readers = agreed(grid, flow)
    assert figures == [replace(one, confirmed=True) for one in grid]
    assert findings == []
    assert readers == {"t3": "both"}


def test_unlike_is_neither_chosen_nor_lost() -> None:
    """Unreadable with its print; one finding a row that names the cells and both values."""
    grid = [figure("t3.granted.total", 5), figure("t3.granted.other_org", 0), figure("t3.disposed.total", 9)]
    flow = {
        "t3.granted.total": cell(6),
        "t3.granted.other_org": cell(None, Status.BLANK),
        "t3.disposed.total": cell(9),
    }
    figures, (finding,), _ = agreed(grid, flow)
    assert [(one.value, one.status, one.raw) for one in figures[:2]] == [
        (None, Status.UNREADABLE, "5"),
        (None, Status.UNREADABLE, "0"),
    ]
    assert figures[2].confirmed
    assert (finding.rule, finding.finding_class) == ("READERS.DISAGREE", FindingClass.READING)
    assert finding.keys == ("t3.granted.total", "t3.granted.other_org")
    assert "t3.granted.total: 5 in the grid, 6 in the text" in finding.message


def test_read_by_the_grid_reader_alone() -> None:
    """It stays, unconfirmed."""
    grid = [
        figure("t3.granted.total", 5),
        figure("t4.reconsideration.total", 1),
        figure("t4.reconsideration.upheld", 1),
    ]
    flow = {"t3.granted.total": cell(5), "t4.reconsideration.total": cell(1)}
    figures, findings, readers = agreed([*grid, figure("t3.unknown.1.total", 4)], flow)
    assert [one.confirmed for one in figures] == [True, True, False, False]
    assert [one.value for one in figures] == [5, 1, 1, 4]
    assert findings == []
    assert readers == {"t3": "partly", "t4": "partly"}
    assert agreed(grid[:1], {})[2] == {"t3": "grid"}


def test_found_by_the_flow_reader_alone() -> None:
    """A row, or a table, that the grid reader lost is reported, and nothing is put in."""
    figures, findings, readers = agreed([], {"t3.granted.total": cell(5), "t3.disposed.total": cell(9)})
    assert figures == []
    assert [finding.keys for finding in findings] == [("t3.granted.total",), ("t3.disposed.total",)]
    assert "no such cell in the grid, 5 in the text" in findings[0].message
    assert readers == {"t3": "flow"}


def test_a_row_given_up_is_not_reported_again() -> None:
    """The grid reader has said itself that nobody can tell; a single unreadable cell is reported."""
    grid = [figure("t3.granted.total", None, Status.UNREADABLE)]
    flow = {"t3.granted.total": cell(5)}
    figures, findings, _ = agreed(grid, flow, "t3.granted")
    assert (figures, findings) == (grid, [])
    assert len(agreed(grid, flow)[1]) == 1


def test_rows_of_keys() -> None:
    """An annex has its columns behind the row, the other tables have rows in two parts."""
    assert row_of("t3.denied.state_secret.total") == "t3.denied.state_secret"
    assert row_of("t4.reconsideration.total") == "t4.reconsideration"
    assert row_of("a.requests_total") == row_of("a.requests_total.cumulative") == "a.requests_total"
