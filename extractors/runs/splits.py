"""The ways in which a run of digits divides into numbers without leading zeros."""

from collections.abc import Iterator

# No count of a report has more digits.
MOST_DIGITS = 9

Numbers = tuple[int, ...]


class TooMany(Exception):
    """Raised by a search that would take longer than any right table needs."""


def summed(digits: str, parts: int, limit: int) -> list[Numbers]:
    """The divisions whose last number is the sum of all others; raises TooMany behind `limit` steps."""
    found: list[Numbers] = []
    for length in range(1, min(MOST_DIGITS, len(digits) - parts + 1) + 1):
        tail = digits[len(digits) - length :]
        if length > 1 and tail[0] == "0":
            continue
        total = int(tail)
        found += _adding_to(digits[: len(digits) - length], parts - 1, total, limit)
    return found


def _adding_to(digits: str, parts: int, total: int, limit: int) -> Iterator[Numbers]:
    steps = 0
    stack: list[tuple[int, Numbers, int]] = [(0, (), total)]
    while stack:
        steps += 1
        if steps > limit:
            raise TooMany
        start, numbers, rest = stack.pop()
        left = parts - len(numbers)
        if left == 0:
            if start == len(digits) and rest == 0:
                yield (*numbers, total)
            continue
        longest = 1 if digits[start : start + 1] == "0" else len(str(rest))
        for end in range(start + 1, min(start + longest, len(digits) - left + 1) + 1):
            number = int(digits[start:end])
            if number <= rest and len(digits) - end <= (left - 1) * len(str(rest)):
                stack.append((end, (*numbers, number), rest - number))
