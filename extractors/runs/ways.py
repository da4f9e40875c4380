"""How the rows of a table divide: by the identities printed on it, where they leave one way."""

from collections.abc import Mapping, Sequence
from itertools import islice

from extractors.runs.rows import RunRow
from extractors.runs.splits import Numbers, Steps, TooMany, summed
from extractors.runs.table3 import count_divisions

# Steps that the division of one table may take: a province's takes some ten thousand, these take half a second.
STEPS = 400_000
# Table 4 of a province has some fifty digits.
LONGEST_RUN = 75


def ways_of_table_2(rows: Sequence[RunRow]) -> Mapping[str, Numbers]:
    """Rows that divide in one way whatever they mean: nothing but zeros, and at most one other digit at the end."""
    return {row.key: numbers for row in rows if (numbers := _only_zeros(row))}


def ways_of_table_3(rows: Sequence[RunRow]) -> Mapping[str, Numbers]:
    """The whole table where its identities leave one way; where they leave several, the rows that are alike in all."""
    runs = {row.key for row in rows if row.digits}
    try:
        steps = Steps(STEPS)
        ways = {row.key: _by_its_sum(row, steps) for row in rows}
        count, divided = count_divisions({key.partition(".")[2]: found for key, found in ways.items()})
    except TooMany:
        return ways_of_table_2(rows)
    match count:
        case 0:
            return ways_of_table_2(rows)
        case 1:
            return {key: divided[key.partition(".")[2]] for key in runs}
        case _:
            return {key: found[0] for key, found in ways.items() if key in runs and len(found) == 1}


def ways_of_table_4(rows: Sequence[RunRow]) -> Mapping[str, Numbers]:
    """The blocks that share a run, or each of its own, where their sums leave one way."""
    found: dict[str, Numbers] = {}
    steps = Steps(STEPS)
    for run in dict.fromkeys(row.run for row in rows if row.digits):
        blocks = [row for row in rows if row.run == run]
        try:
            ways = _of_blocks(blocks[0].digits, len(blocks), len(blocks[0].cells), steps)
        except TooMany:
            continue
        if len(ways) == 1:
            found.update(zip((block.key for block in blocks), ways[0], strict=True))
    return found


def _only_zeros(row: RunRow) -> Numbers | None:
    width = len(row.cells)
    if width < 2 or len(row.digits) != width or row.digits[:-1].strip("0"):
        return None
    return tuple(map(int, row.digits))


def _by_its_sum(row: RunRow, steps: Steps) -> list[Numbers]:
    """The divisions whose last number is the sum of the others; of numbers that white space divides, that one."""
    if row.numbers is not None:
        return [row.numbers]
    if len(row.parts) == len(row.cells):
        numbers = tuple(map(int, row.parts))
        return [numbers] if sum(numbers[:-1]) == numbers[-1] else []
    return summed(row.digits, len(row.cells), steps) if row.digits else []


def _of_blocks(digits: str, blocks: int, width: int, steps: Steps) -> list[tuple[Numbers, ...]]:
    """The first two ways in which so many blocks, each with its sum at the end, make up the digits."""
    if len(digits) > LONGEST_RUN:
        raise TooMany
    if blocks == 0:
        return [] if digits else [()]
    ends = range(width, len(digits) - width * (blocks - 1) + 1) if blocks > 1 else [len(digits)]
    found = (
        (block, *others)
        for end in ends
        if (ways := summed(digits[:end], width, steps))
        for others in _of_blocks(digits[end:], blocks - 1, width, steps)
        for block in ways
    )
    return list(islice(found, 2))
