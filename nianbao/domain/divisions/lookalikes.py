"""Names on the list that look like one that is not: 沭阳县 for 沐阳县. A suggestion, never a correction."""

from collections.abc import Iterator
from functools import cache

from nianbao.domain.divisions.meaning import in_year
from nianbao.domain.divisions.names import load
from nianbao.domain.divisions.reading import plain, read_name, without_central_prefix


def suggest(name: str) -> tuple[str, ...]:
    """Codes of the divisions the name would mean if one character were taken for one that looks like it."""
    name = without_central_prefix(plain(name))
    return tuple(sorted({code for variant in _variants(name) for code in _codes(*variant)}))


def _variants(name: str) -> Iterator[tuple[str, int]]:
    for place, character in enumerate(name):
        for other in _lookalikes().get(character, ""):
            yield name[:place] + other + name[place + 1 :], place


def _codes(variant: str, place: int) -> Iterator[str]:
    reading = read_name(variant)
    # The exchanged character has to be part of the division's name, not of the organ's behind it.
    if reading.certain and place < len(variant) - len(reading.rest):
        yield from (meaning.region.code for meaning in in_year(reading.meanings, None))


@cache
def _lookalikes() -> dict[str, str]:
    table: dict[str, str] = {}
    for group in load("lookalikes.toml")["groups"]:
        for character in group:
            table[character] = table.get(character, "") + group.replace(character, "")
    return table
