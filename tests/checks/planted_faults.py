"""Faults as they happen to printed tables: one cell wrong, two neighbours exchanged, a number in the next column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from tests.checks.planted_tables import Cells


@dataclass(frozen=True, slots=True)
class Fault:
    """A table, and what is printed in some of its cells instead of the truth."""

    kind: str
    table: str
    truth: Cells
    wrong: Cells

    @property
    def printed(self) -> Cells:
        """The table with its fault."""
        return {**self.truth, **self.wrong}

    @property
    def repairs(self) -> Cells:
        """What the wrong cells would have to print."""
        return {key: self.truth[key] for key in self.wrong}


Planted = Mapping[str, int | None]


def digit_changed(random: Random, cells: Cells) -> Planted:
    """One digit of one cell is another; the first of several is never made 0."""
    key, text = random.choice([*_numbers(cells, 1)])
    place = random.randrange(len(text))
    others = [d for d in "0123456789" if d != text[place] and (d != "0" or place or len(text) == 1)]
    return {key: int(text[:place] + random.choice(others) + text[place + 1 :])}


def digit_dropped(random: Random, cells: Cells) -> Planted:
    """One digit of a number of several is lost."""
    found = [*_numbers(cells, 2)]
    if not found:
        return {}
    key, text = random.choice(found)
    place = random.randrange(len(text))
    return {key: int(text[:place] + text[place + 1 :])}


def digits_exchanged(random: Random, cells: Cells) -> Planted:
    """Two neighbouring digits of one number change places."""
    found = [
        (key, text[:at] + text[at + 1] + text[at] + text[at + 2 :])
        for key, text in _numbers(cells, 2)
        for at in range(len(text) - 1)
        if text[at] != text[at + 1]
    ]
    key, text = random.choice(found) if found else ("", "")
    return {key: int(text)} if key else {}


def cell_emptied(random: Random, cells: Cells) -> Planted:
    """A number that is not nothing is not printed at all: no wrong number, but none either."""
    found = [key for key, value in cells.items() if value]
    return {random.choice(found): None} if found else {}


def neighbours_exchanged(random: Random, cells: Cells) -> Planted:
    """Two different numbers, side by side or one below the other, change places."""
    found = [(one, other) for one, other in neighbours(cells) if cells[one] != cells[other]]
    one, other = random.choice(found) if found else ("", "")
    return {one: cells[other], other: cells[one]} if one else {}


def moved_a_column(random: Random, cells: Cells) -> Planted:
    """A number stands in the column to its right, over what was there; its own cell prints 0."""
    found = [(one, other) for row in _lines(cells, 0) for one, other in pairwise(row) if cells[one]]
    one, other = random.choice(found) if found else ("", "")
    return {key: value for key, value in ((one, 0), (other, cells[one])) if cells[key] != value} if one else {}


def two_digits_changed(random: Random, cells: Cells) -> Planted:
    """Two cells, in different rows and columns, with a digit changed each."""
    first = digit_changed(random, cells)
    row, _, column = next(iter(first)).rpartition(".")
    rest = {k: v for k, v in cells.items() if not k.startswith(f"{row}.") and not k.endswith(f".{column}")}
    return {**first, **digit_changed(random, rest)}


ONE_CELL = (digit_changed, digit_dropped, digits_exchanged)
TWO_CELLS = (neighbours_exchanged, moved_a_column, two_digits_changed)


def plant(
    random: Random, table: str, truth: Cells, kinds: Sequence[Callable[[Random, Cells], Planted]]
) -> Iterator[Fault]:
    """One fault of each kind, where the table has numbers for it."""
    for kind in kinds:
        if wrong := kind(random, truth):
            yield Fault(kind.__name__, table, truth, wrong)


def _numbers(cells: Cells, digits: int) -> Iterator[tuple[str, str]]:
    """Printed numbers of at least so many digits."""
    return ((key, str(value)) for key, value in cells.items() if value is not None and len(str(value)) >= digits)


def neighbours(cells: Cells) -> Iterator[tuple[str, str]]:
    """Keys of cells side by side in a row, and of cells one below the other in a column."""
    for line in (*_lines(cells, 0), *_lines(cells, 2)):
        yield from pairwise(line)


def _lines(cells: Cells, part: int) -> Iterator[list[str]]:
    lines: dict[str, list[str]] = {}
    for key in cells:
        lines.setdefault(key.rpartition(".")[part], []).append(key)
    yield from lines.values()
