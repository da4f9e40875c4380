"""In how many ways the rows of table 3 divide so that its identities hold, and which where it is one.

Each row is divided by its own sum first (T3.COLS). What several divisions are left of is decided by all rows together,
column by column: the leaves add up to 总计 (T3.SUM), and 总计 with what is carried on is what came in (T3.FLOW).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from extractors.runs.splits import Numbers, TooMany

Rows = Mapping[str, Sequence[Numbers]]
FRAME = ("new_received", "brought_forward", "disposed", "carried_forward")
# Combinations of divisions that are looked at in one step; more would take seconds.
LIMIT = 30_000


@dataclass(frozen=True, slots=True)
class _Way:
    """How often a sum is reached (2 stands for more), and one way to it: the last row, and the way up to there."""

    count: int = 1
    row: str = ""
    numbers: Numbers = ()
    before: "_Way | None" = None

    def rows(self) -> Iterator[tuple[str, Numbers]]:
        way: _Way | None = self
        while way is not None and way.row:
            yield way.row, way.numbers
            way = way.before


Ways = dict[Numbers, _Way]


def count_divisions(rows: Rows) -> tuple[int, Mapping[str, Numbers]]:
    """How often the identities of table 3 can hold (2 stands for more), and one such division of every row.

    `rows`: key -> the divisions that the row's own sum leaves. Raises TooMany where too many are left to be looked at.
    """
    if not rows.keys() >= set(FRAME) or not all(rows.values()):
        return 0, {}
    frames = _frames(rows)
    leaves = _leaves(rows, list(frames))
    found = [(frame, leaves[total]) for total, frame in frames.items() if total in leaves]
    count = sum(frame.count * leaf.count for frame, leaf in found)
    if count == 0:
        return 0, {}
    return min(2, count), {row: numbers for way in found[0] for row, numbers in way.rows()}


def _frames(rows: Rows) -> Ways:
    """总计 -> how the four rows of the flow divide with it."""
    came_in = _added(_added(_nothing(rows), "new_received", rows), "brought_forward", rows)
    frames: Ways = {}
    for disposed, carried in _limited(rows["disposed"], rows["carried_forward"]):
        way = came_in.get(_plus(disposed, carried))
        if way is not None:
            count = way.count + (frames[disposed].count if disposed in frames else 0)
            gone = _Way(way.count, "carried_forward", carried, way)
            frames[disposed] = _Way(min(2, count), "disposed", disposed, gone)
    return frames


def _leaves(rows: Rows, totals: Sequence[Numbers]) -> Ways:
    """The sum of one division of each leaf -> how it is reached; sums that no total can hold are left out."""
    if not totals:
        return {}
    most = tuple(max(column) for column in zip(*totals, strict=True))
    reached = _nothing(rows)
    for row in sorted(rows.keys() - set(FRAME), key=lambda key: (len(rows[key]), key)):
        reached = {total: way for total, way in _added(reached, row, rows).items() if _within(total, most)}
    return reached


def _nothing(rows: Rows) -> Ways:
    """The sum of no rows."""
    width = max((len(numbers) for ways in rows.values() for numbers in ways), default=0)
    return {(0,) * width: _Way()}


def _added(reached: Ways, row: str, rows: Rows) -> Ways:
    """The sums that a further row leads to."""
    further: Ways = {}
    for partial, own in _limited(list(reached), rows[row]):
        before, total = reached[partial], _plus(partial, own)
        count = before.count + (further[total].count if total in further else 0)
        further[total] = _Way(min(2, count), row, own, before)
    return further


def _limited(some: Sequence[Numbers], others: Sequence[Numbers]) -> Iterator[tuple[Numbers, Numbers]]:
    if len(some) * len(others) > LIMIT:
        raise TooMany
    return product(some, others)


def _plus(some: Numbers, others: Numbers) -> Numbers:
    return tuple(map(sum, zip(some, others, strict=True)))


def _within(numbers: Numbers, most: Numbers) -> bool:
    return all(number <= largest for number, largest in zip(numbers, most, strict=True))
