"""The ways in which a run of digits divides into numbers without leading zeros, the last one the sum of the others."""

from collections.abc import Iterator
from dataclasses import dataclass

# No count of a report has more digits.
MOST_DIGITS = 9

Numbers = tuple[int, ...]


class TooMany(Exception):
    """Raised by a search that would take longer than any right table needs."""


@dataclass(slots=True)
class Steps:
    """How many steps the search in one table may still take."""

    left: int

    def take(self, number: int = 1) -> None:
        """Take some of them; raises TooMany where none is left."""
        self.left -= number
        if self.left < 0:
            raise TooMany


def summed(digits: str, parts: int, steps: Steps) -> list[Numbers]:
    """The divisions into so many numbers whose last is the sum of all others; raises TooMany."""
    found: list[Numbers] = []
    for length in range(1, min(MOST_DIGITS, len(digits) - parts + 1) + 1):
        tail = digits[len(digits) - length :]
        if length == 1 or tail[0] != "0":
            found += _adding_to(digits[: len(digits) - length], parts - 1, int(tail), steps)
    return found


def _adding_to(digits: str, parts: int, total: int, steps: Steps) -> Iterator[Numbers]:
    """Divisions of `digits` that add up to `total`, with it behind them; depth first, without recursion."""
    stack: list[tuple[int, Numbers, int]] = [(0, (), total)]
    while stack:
        steps.take()
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
