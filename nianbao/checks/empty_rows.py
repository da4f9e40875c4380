"""A row of table 3 without any print among rows that are full: layout may have moved its numbers to another row."""

from collections.abc import Iterator, Sequence

from nianbao.domain.report import Figure, Finding, FindingClass, Severity, Status


def empty_row(figures: Sequence[Figure]) -> Iterator[Finding]:
    """One finding where exactly one row is empty, every other one is full, and no sum proves all of it to be nought.

    Numbers that have moved up or down from some row on leave one row empty; which rows they have left, the page does
    not say, so all rows of the table are named, the empty one first.
    """
    table = [figure for figure in figures if figure.key.startswith("t3.")]
    if all(figure.status is Status.NUMBER for figure in table):
        return
    rows: dict[str, list[Figure]] = {}
    for figure in table:
        rows.setdefault(figure.key.rpartition(".")[0], []).append(figure)
    empty = [key for key, cells in rows.items() if all(map(_is_empty, cells))]
    full = [key for key, cells in rows.items() if not any(map(_is_empty, cells))]
    if len(empty) != 1 or not full or len(full) < len(rows) - 1:
        return
    if any(figure.fill_basis is None for figure in rows[empty[0]]):
        message = f"{empty[0]} is the only row without any print: numbers may stand in another row than their labels"
        yield Finding("ROW.EMPTY", Severity.SOFT, FindingClass.READING, (*empty, *full), message)


def _is_empty(figure: Figure) -> bool:
    """A blank, or a cell of a row that could not be divided into cells and holds nothing either."""
    unprinted = figure.status is Status.UNREADABLE and not figure.raw.replace("|", "").strip()
    return figure.status is Status.BLANK or unprinted
