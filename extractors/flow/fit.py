"""Which of the cells behind a label stand in the columns: by their count, by what is printed, by the other rows."""

from collections.abc import Iterable, Mapping, Sequence

from extractors.flow.tokens import Kind, Token

Kept = tuple[int, ...]


def kept_by(rows: Iterable[Sequence[Token]], columns: int) -> Mapping[int, Kept]:
    """Number of cells -> which of them are columns, as the rows of one table show that leave no doubt.

    Empty cells of the layout stand behind labels that reach over several columns, or at the end of lines. Where two
    rows of one length contradict each other, that length has no answer.
    """
    found: dict[int, set[Kept]] = {}
    for row in rows:
        kept = _certain(row, columns)
        if kept is not None:
            found.setdefault(len(row), set()).add(kept)
    return {length: next(iter(answers)) for length, answers in found.items() if len(answers) == 1}


def columns_in(row: Sequence[Token], columns: int, kept: Mapping[int, Kept]) -> tuple[Token, ...] | None:
    """The cells in the columns; null where the row has too few or too many, or nothing tells layout from blanks."""
    if len(row) < columns or any(cell.kind is Kind.UNIT for cell in row):
        return None
    places = _certain(row, columns) or kept.get(len(row))
    if places is None or any(cell.kind is not Kind.BLANK for place, cell in enumerate(row) if place not in places):
        return None
    return tuple(row[place] for place in places)


def _certain(row: Sequence[Token], columns: int) -> Kept | None:
    """The places of the columns where the row alone tells them: as many cells, or as many that are not empty."""
    if len(row) == columns:
        return tuple(range(columns))
    filled = tuple(place for place, cell in enumerate(row) if cell.kind is not Kind.BLANK)
    if len(filled) == columns:
        return filled
    return _at_one_end(len(row), filled, columns)


def _at_one_end(length: int, filled: Kept, columns: int) -> Kept | None:
    """The first or the last places, where what is printed fits into the one and not into the other."""
    first, last = tuple(range(columns)), tuple(range(length - columns, length))
    fits = [places for places in (first, last) if filled and set(filled) <= set(places)]
    return fits[0] if len(fits) == 1 and 0 < length - columns <= columns else None
