"""What is to be read again, in groups that are handed on as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

Piece = TypeVar("Piece")


def groups(pending: Mapping[str, Sequence[int]], most: int, size: int) -> Iterator[dict[str, Sequence[int]]]:
    """Contents by site, in their order, at most `size` a group and `most` in all; a large site is in several groups."""
    group: dict[str, Sequence[int]] = {}
    room = size
    for site, editions in pending.items():
        place = 0
        while place < len(editions) and most > 0:
            group[site] = editions[place : place + min(room, most)]
            taken = len(group[site])
            place, room, most = place + taken, room - taken, most - taken
            if not room:
                yield group
                group, room = {}, size
    if group:
        yield group


def divided(pieces: Sequence[Piece], lengths: Iterable[int]) -> Iterator[tuple[Piece, ...]]:
    """A sequence in parts of these lengths."""
    left = iter(pieces)
    return (tuple(islice(left, length)) for length in lengths)
