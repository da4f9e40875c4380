"""Which of the cells behind a label stand in the columns: by their count, by what is printed, by the other rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.flow.tokens import Kind, Token

Kept = tuple[int, ...]
_WIDE = 7  # columns as in table 3; where there are fewer, cells are merged, and empty ones stand between the columns


def kept_by(rows: Iterable[Sequence[Token]], columns: int) -> Mapping[int, Kept]:
    """Number of cells -> which of them are columns, as the rows of one table show that leave no doubt.

    Empty cells of the layout stand behind labels that reach over several columns, or at the end of lines. Where two
    rows of one length contradict each other, that length has no answer.
    """
    found: dict[int, set[Kept]] = {}
    for row in rows:
        places = _counted(row, columns) or _at_one_end(row, columns)
        if places is not None:
            found.setdefault(len(row), set()).add(places)
    return {length: next(iter(answers)) for length, answers in found.items() if len(answers) == 1}


def columns_in(row: Sequence[Token], columns: int, kept: Mapping[int, Kept]) -> tuple[Token, ...] | None:
    """The cells in the columns; null where the row has too few or too many, or nothing tells layout from blanks."""
    if len(row) < columns or Kind.UNIT in [cell.kind for cell in row]:
        return None
    if len(row) == columns:
        return tuple(row)
    filled = set(_filled(row))
    if not filled:
        return tuple(row[:columns])  # whichever they are, they are empty
    places = _counted(row, columns) or kept.get(len(row))
    if places is None or not filled <= set(places):
        return None
    return tuple([row[place] for place in places])


def _counted(row: Sequence[Token], columns: int) -> Kept | None:
    """The places of the columns where there are as many cells, or as many that are not empty."""
    if len(row) == columns:
        return tuple(range(columns))
    filled = tuple(_filled(row))
    return filled if len(filled) == columns else None


def _at_one_end(row: Sequence[Token], columns: int) -> Kept | None:
    """The first or the last places, where what is printed fits into the one and not into the other."""
    filled = set(_filled(row))
    if columns < _WIDE or not filled or len(row) <= columns:
        return None
    ends = (tuple(range(columns)), tuple(range(len(row) - columns, len(row))))
    fits = [places for places in ends if filled <= set(places)]
    return fits[0] if len(fits) == 1 else None


def _filled(row: Sequence[Token]) -> Iterator[int]:
    return (place for place, cell in enumerate(row) if cell.kind is not Kind.BLANK)
